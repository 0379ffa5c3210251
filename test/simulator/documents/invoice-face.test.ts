import { describe, expect, it } from 'vitest';
import { readFace } from '../../../simulator/documents/invoice-face.ts';
import { printedName, printedRate, printLine } from '../../../simulator/documents/printed-line.ts';
import { line, seller } from '../operations/books.ts';
import { faceOf, invoiceOf, redInvoice } from './invoices.ts';

describe('the face of an invoice', () => {
  it('shows everything that is printed', () => {
    const { remarks, qr, lines, blocks, ...face } = faceOf(invoiceOf({ remark: '合同\n第二行' }));
    expect(face).toEqual({
      title: '电子发票（普通发票）',
      mark: '',
      invoiceNo: '26112000000000000001',
      issuedOn: '2026年11月23日',
      paper: null,
      buyer: { name: '购买方有限公司', taxNo: '91350100M000100Y43' },
      seller: { name: seller.name, taxNo: seller.taxNo },
      amount: '¥100.00',
      tax: '¥6.00',
      total: '¥106.00',
      capitals: '壹佰零陆圆整',
      clerk: '张三',
    });
    expect(lines).toEqual([
      {
        name: '*信息技术服务*软件定制开发',
        spec: '',
        unit: '',
        quantity: '1',
        unitPrice: '100',
        amount: '100.00',
        rate: '6%',
        tax: '6.00',
      },
    ]);
    expect([remarks, blocks]).toEqual([['合同', '第二行'], []]);
    // The sum is binascii.crc_hqx of Python over the text before it.
    expect(qr).toBe('01,32,,26112000000000000001,106.00,20261123,,9359');
  });

  it.each([
    ['81', '电子发票（增值税专用发票）', '01,31,'],
    ['82', '电子发票（普通发票）', '01,32,'],
    ['85', '增值税专用发票（数电纸质）', '01,01,'],
    ['86', '普通发票（数电纸质）', '01,04,'],
  ])('is titled by its type %s', (invoiceType, title, qr) => {
    const face = faceOf(invoiceOf({}, { invoiceType }));
    expect([face.title, face.qr.slice(0, 6)]).toEqual([title, qr]);
  });

  it('names the paper that it is printed on', () => {
    const paper = { paperCode: '011002600111', paperNo: '00000001' };
    expect(faceOf(invoiceOf(paper, { invoiceType: '86' })).paper).toEqual({ code: '011002600111', number: '00000001' });
  });

  it('is dated by the day in China', () => {
    const issuedAt = Date.parse('2026-12-31T16:00:00.000Z');
    const face = faceOf(invoiceOf({}, { issuedAt }));
    expect([face.issuedOn, face.qr]).toEqual(['2027年01月01日', expect.stringContaining(',20270101,')]);
  });

  it('is negative and marked when it is red', () => {
    const { mark, amount, tax, total, capitals } = faceOf(redInvoice);
    expect([mark, amount, tax, total, capitals]).toEqual([
      '销项负数',
      '¥-100.00',
      '¥-6.00',
      '¥-106.00',
      '（负数）壹佰零陆圆整',
    ]);
  });

  it('puts addresses, banks and deductions among the remarks', () => {
    const lines = [
      { ...line, deduction: '30.00' },
      { ...line, deduction: '0.50' },
    ];
    const party = { name: seller.name, taxNo: seller.taxNo, address: '示范路1号', account: '62' };
    expect(faceOf(invoiceOf({ lines, seller: party })).remarks).toEqual([
      '差额征税：30.50',
      '销售方地址：示范路1号；销售方银行账号：62；',
    ]);
  });

  it.each([
    [[{ ...line, policy: '03', rate: '0.00', tax: '0.00' }], '***'],
    [[line, { ...line, policy: '03', rate: '0.00', tax: '0.00' }], '¥6.00'],
  ])('stars the tax when no line has one', (lines, tax) => {
    expect(faceOf(invoiceOf({ lines })).tax).toBe(tax);
  });

  it('asks for the short name of the day of issue', () => {
    const asked: string[][] = [];
    readFace(invoiceOf(), (...question) => {
      asked.push(question);
      return null;
    });
    expect(asked).toEqual([['3040201010000000000', '2026-11-23']]);
  });
});

describe('a printed line', () => {
  it.each([
    ['软件', '信息技术服务', '*信息技术服务*软件'],
    ['*信息技术服务*软件', '信息技术服务', '*信息技术服务*软件'],
    ['软件', null, '软件'],
  ])('prints the name %s of %s as %s', (name, shortName, printed) => {
    expect(printedName(name, shortName)).toBe(printed);
  });

  it.each([
    ['0.06', '6%'],
    ['0.13', '13%'],
    ['0.015', '1.5%'],
    ['0.00', '0%'],
    ['0.050000', '5%'],
  ])('prints the rate %s as %s', (rate, printed) => {
    expect(printedRate(rate)).toBe(printed);
  });

  it.each([
    [{ policy: '03', rate: '0.00', tax: '0.00' }, '免税', '***'],
    [{ policy: '04', rate: '0', tax: '0.00' }, '不征税', '***'],
    [{ zeroRate: 'export', rate: '0.00', tax: '0.00' }, '0%', '0.00'],
    [{ policy: '01', rate: '0.03', tax: '3.00' }, '3%', '3.00'],
  ])('prints %j as %s with the tax %s', (changed, rate, tax) => {
    expect(printLine({ ...line, ...changed }, null)).toMatchObject({ rate, tax });
  });
});
