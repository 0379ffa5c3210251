// The blocks of P-11 on the face of an invoice and in its XML document.
import { DOMParser } from '@xmldom/xmldom';
import { describe, expect, it } from 'vitest';
import { writeXml } from '../../../simulator/documents/write-xml.ts';
import { line, order } from '../operations/books.ts';
import { openRedBooks } from '../red/red-books.ts';
import { blocks, faceOf, invoiceOf } from './invoices.ts';

const { construction, shipments, realEstateRental } = blocks;
const elementsOf = (content: object) => {
  const invoice = invoiceOf({ ...content });
  const document = new DOMParser().parseFromString(writeXml(invoice, faceOf(invoice)), 'application/xml');
  const [particulars] = document.getElementsByTagName('SpecificInformation');
  return [...(particulars?.getElementsByTagName('*') ?? [])].map(({ tagName, children, textContent }) =>
    children.length > 0 ? tagName : `${tagName}=${textContent}`,
  );
};

describe('the block of an invoice', () => {
  it.each([
    [
      { construction },
      {
        label: '建筑服务',
        headings: ['建筑服务发生地', '建筑项目名称'],
        rows: [['广东省深圳市南山区', '科技园一期']],
        remarks: [
          '土地增值税项目编号：4403001234567',
          '跨区域涉税事项报验管理编号：深税报验2026第1号',
          '跨地（市）标志：是',
        ],
      },
    ],
    [
      { shipments },
      {
        label: '货物运输服务',
        headings: ['运输工具种类', '运输工具牌号', '起运地', '到达地', '运输货物名称'],
        rows: [
          ['公路运输', '粤B12345', '深圳市', '北京市', '电脑'],
          ['铁路运输', 'K101', '北京市', '天津市', '茶叶'],
        ],
        remarks: [],
      },
    ],
    [
      { realEstateRental },
      {
        label: '不动产经营租赁服务',
        headings: ['产权证书/不动产权证号', '面积单位'],
        rows: [['粤2026不动产权第1号', '平方米']],
        remarks: ['不动产地址：深圳市科技路1号', '租赁期起止：2026-01-01 2026-12-31', '跨地（市）标志：否'],
      },
    ],
  ])('is printed of %j, what the form has no column for among the remarks', (content, block) => {
    const face = faceOf(invoiceOf({ ...content, remark: '合同' }));
    expect(face.blocks).toEqual([block]);
    expect(face.remarks).toEqual([...block.remarks, '合同']);
  });

  it('leaves out what was not sent', () => {
    const { landTaxProjectNo: _tax, crossRegionNo: _region, ...least } = construction;
    expect(faceOf(invoiceOf({ construction: least })).blocks[0]?.remarks).toEqual(['跨地（市）标志：是']);
    expect(faceOf(invoiceOf({ shipments: [] })).blocks).toEqual([]);
  });

  it('is on the red invoice, too', () => {
    const building = { ...line, taxCode: '3050100000000000000', name: '工程', rate: '0.09', tax: '9.00' };
    const books = openRedBooks({ order: { ...order, lines: [building], tax: '9.00', total: '109.00', construction } });
    const red = books.ledger.findInvoice(String(books.red().invoiceNo));
    expect(red && faceOf(red).blocks.map(({ label, rows }) => [label, rows])).toEqual([
      ['建筑服务', [['广东省深圳市南山区', '科技园一期']]],
    ]);
  });
});

describe('the particulars in the XML document', () => {
  it('say all members of construction and of letting', () => {
    expect(elementsOf({ construction })).toEqual([
      'ConstructionService',
      'PlaceOfService=广东省深圳市南山区',
      'ProjectName=科技园一期',
      'LandTaxProjectNumber=4403001234567',
      'CrossCitySign=Y',
      'CrossRegionNumber=深税报验2026第1号',
    ]);
    expect(elementsOf({ realEstateRental })).toEqual([
      'RealEstateLease',
      'Address=深圳市科技路1号',
      'CertificateNumber=粤2026不动产权第1号',
      'AreaUnit=平方米',
      'StartDateOfLease=2026-01-01',
      'EndDateOfLease=2026-12-31',
      'CrossCitySign=N',
    ]);
  });

  it('have one entry for each carriage', () => {
    expect(elementsOf({ shipments }).filter((one) => /^(GoodsTransport|PlateNumber)/.test(one))).toEqual([
      'GoodsTransport',
      'PlateNumber=粤B12345',
      'GoodsTransport',
      'PlateNumber=K101',
    ]);
  });

  it('are absent where there are none', () => {
    expect(elementsOf({})).toEqual([]);
    expect(writeXml(invoiceOf(), faceOf(invoiceOf()))).not.toContain('SpecificInformation');
  });
});
