// The PDF of an invoice as a reader has it: text, QR code, fonts and pages, read back with poppler.
import { describe, expect, it } from 'vitest';
import { writePdf } from '../../../simulator/documents/write-pdf.ts';
import type { InvoiceEntry } from '../../../simulator/ledger/ledger.ts';
import { line } from '../operations/books.ts';
import { blocks, faceOf, invoiceOf, manyLines, redInvoice } from './invoices.ts';
import { readFonts, readPages, readQr } from './texts.ts';

const pdfOf = (invoice: InvoiceEntry) => writePdf(faceOf(invoice), invoice.issuedAt);
const firstPage = async (invoice: InvoiceEntry): Promise<string> => readPages(await pdfOf(invoice))[0] ?? '';
const sampleNote = '样张：由联调模拟税局生成，不是发票，不得作为凭证';

describe('the PDF', () => {
  it('reads back as the invoice', async () => {
    const text = await firstPage(
      invoiceOf({ remark: '合同号：HT-2026-001', lines: [{ ...line, spec: 'V1', unit: '套' }] }),
    );
    for (const part of [
      '电子发票（普通发票）',
      '发票号码：26112000000000000001',
      '开票日期：2026年11月23日',
      '名称：购买方有限公司',
      '统一社会信用代码/纳税人识别号：91350100M000100Y43',
      '项目名称规格型号单位数量单价金额税率/征收率税额',
      '*信息技术服务*软件定制开发V1套1100100.006%6.00',
      '合计¥100.00¥6.00',
      '价税合计（大写）壹佰零陆圆整（小写）¥106.00',
      '合同号：HT-2026-001',
      '开票人：张三',
      sampleNote,
    ])
      expect(text).toContain(part);
  });

  it('never says that the bureau supervised it', async () => {
    expect(await firstPage(invoiceOf())).not.toMatch(/监制/);
  });

  it('carries a QR code that says the same', async () => {
    const invoice = invoiceOf();
    expect(readQr(await pdfOf(invoice))).toBe(faceOf(invoice).qr);
  });

  it('shows a red invoice as negative', async () => {
    const text = await firstPage(redInvoice);
    for (const part of [
      '销项负数',
      '¥-100.00¥-6.00',
      '（负数）壹佰零陆圆整（小写）¥-106.00',
      '被红冲蓝字数电票号码：26112000000000000001',
    ])
      expect(text).toContain(part);
  });

  it('sets characters that lie outside the common ones, and names what no font has', async () => {
    const text = await firstPage(
      invoiceOf({ buyer: { name: '龘堃镕①℃鱻商行𠮷😀', kind: 'enterprise', taxNo: '91350100M000100Y43' } }),
    );
    expect(text).toContain('名称：龘堃镕①℃鱻商行[U+20BB7][U+1F600]');
  });

  it('shows code and number of the paper of a paper invoice', async () => {
    const paper = { paperCode: '011002600111', paperNo: '00000001' };
    const text = await firstPage(invoiceOf(paper, { invoiceType: '86' }));
    for (const part of ['普通发票（数电纸质）', '发票代码：01100260011100000001']) expect(text).toContain(part);
  });

  it.each([
    ['construction', ['建筑服务发生地建筑项目名称', '广东省深圳市南山区科技园一期', '跨地（市）标志：是']],
    [
      'shipments',
      [
        '货物运输服务',
        '运输工具种类运输工具牌号起运地到达地运输货物名称',
        '公路运输粤B12345深圳市北京市电脑',
        '铁路运输K101北京市天津市茶叶',
      ],
    ],
    [
      'realEstateRental',
      [
        '不动产经营租赁服务',
        '产权证书/不动产权证号面积单位',
        '粤2026不动产权第1号平方米',
        '租赁期起止：2026-01-012026-12-31',
      ],
    ],
  ] as const)('prints the block of P-11 under the lines: %s', async (member, parts) => {
    const text = await firstPage(invoiceOf({ [member]: blocks[member] }));
    for (const part of [...parts, '合计¥100.00¥6.00']) expect(text).toContain(part);
  });

  it('takes a long list of carriages over pages, with the sum on the last', async () => {
    const shipments = Array.from({ length: 120 }, (_, at) => ({ ...blocks.shipments[0], vehicleNo: `粤B${at + 1}号` }));
    const pages = readPages(await pdfOf(invoiceOf({ shipments })));
    const named = [...pages.join('').matchAll(/粤B(\d+)号/g)].map(([, number]) => Number(number));
    expect(named).toEqual(Array.from({ length: 120 }, (_, at) => at + 1));
    expect(pages.map((page) => page.includes('合计¥100.00'))).toEqual([false, false, true]);
  });

  it('embeds its fonts', async () => {
    const [, , ...fonts] = readFonts(await pdfOf(invoiceOf()))
      .trim()
      .split('\n');
    expect(fonts.map((font) => /NotoSansSC/.test(font) && /\byes yes yes\b/.test(font))).toEqual([true]);
  });

  it('flows over pages, each with its sum and marked as a sample', async () => {
    const pages = readPages(await pdfOf(manyLines(100)));
    expect(pages.map((page) => [page.includes(sampleNote), /共3页第\d页/.exec(page)?.[0]])).toEqual(
      [1, 2, 3].map((number) => [true, `共3页第${number}页`]),
    );
    expect(pages.map((page) => /(小计|合计)¥[\d.]+¥[\d.]+/.exec(page)?.[0])).toEqual([
      '小计¥4700.00¥282.00',
      '小计¥4700.00¥282.00',
      '合计¥10000.00¥600.00',
    ]);
  });

  it('holds every one of 2 000 lines once', async () => {
    const text = readPages(await pdfOf(manyLines(2000))).join('');
    const named = [...text.matchAll(/软件定制开发第(\d+)项/g)].map(([, number]) => Number(number));
    expect(named).toEqual(Array.from({ length: 2000 }, (_, at) => at + 1));
    expect(text).toContain('贰拾壹万贰仟圆整');
  });

  it('is the same bytes for the same invoice', async () => {
    expect((await pdfOf(invoiceOf())).equals(await pdfOf(invoiceOf()))).toBe(true);
  });
});
