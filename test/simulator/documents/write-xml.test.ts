import { DOMParser } from '@xmldom/xmldom';
import { describe, expect, it } from 'vitest';
import { writeXml } from '../../../simulator/documents/write-xml.ts';
import { line } from '../operations/books.ts';
import { faceOf, invoiceOf, redInvoice } from './invoices.ts';

const read = (invoice = invoiceOf()) => {
  const document = new DOMParser().parseFromString(writeXml(invoice, faceOf(invoice)), 'application/xml');
  return (name: string) => [...document.getElementsByTagName(name)].map((element) => element.textContent);
};

describe('the XML document', () => {
  it('says what the invoice says, as it was issued', () => {
    const textsOf = read(invoiceOf({ remark: '<合同> & "附件"' }));
    expect(
      ['EIid', 'SellerName', 'BuyerIdNum', 'TotalTax-includedAmount', 'TotalTax-includedAmountInChinese'].flatMap(
        textsOf,
      ),
    ).toEqual(['26112000000000000001', '联调测试科技有限公司', '91350100M000100Y43', '106.00', '壹佰零陆圆整']);
    expect(['Drawer', 'RequestTime', 'Remark'].flatMap(textsOf)).toEqual([
      '张三',
      '2026-11-23 12:00:00',
      '<合同> & "附件"',
    ]);
  });

  it('is written whatever stands in the remark, with a sign for what XML cannot carry (T-5)', () => {
    expect(read(invoiceOf({ remark: '甲\u0001乙\ufffe丙\n丁' }))('Remark')).toEqual(['甲\ufffd乙\ufffd丙\n丁']);
  });

  it('has an item for every line, with the printed name and the code', () => {
    const textsOf = read(
      invoiceOf({ lines: [line, { ...line, name: '维护', policy: '03', rate: '0.00', tax: '0.00' }] }),
    );
    expect(textsOf('ItemName')).toEqual(['*信息技术服务*软件定制开发', '*信息技术服务*维护']);
    expect(textsOf('TaxClassificationCode')).toEqual([line.taxCode, line.taxCode]);
    expect([textsOf('TaxRate'), textsOf('TotaltaxIncludedAmount')]).toEqual([
      ['0.06', '0.00'],
      ['106.00', '100.00'],
    ]);
  });

  it('says that it is a sample, and what is red', () => {
    expect(read()('Sample')).toEqual(['样张：由联调模拟税局生成，不是发票，不得作为凭证']);
    expect([read()('InIssuType'), read(redInvoice)('InIssuType')]).toEqual([['Y蓝字发票'], ['N红字发票']]);
  });
});
