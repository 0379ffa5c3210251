// Invoices as the ledger has them, for documents: an ordinary one to change.
import { dropEmpty } from '../../../protocol/payload.ts';
import { type InvoiceFace, readFace } from '../../../simulator/documents/invoice-face.ts';
import type { InvoiceEntry } from '../../../simulator/ledger/ledger.ts';
import { line, noon, order, seller } from '../operations/books.ts';

type Content = Record<string, unknown>;

export const invoiceOf = (content: Content = {}, changed: Partial<InvoiceEntry> = {}): InvoiceEntry => ({
  environment: 'test',
  sellerTaxNo: seller.taxNo,
  orderNo: order.orderNo,
  invoiceNo: '26112000000000000001',
  invoiceType: '82',
  status: 'issued',
  issuedAt: noon,
  deliveredAt: null,
  buyerName: order.buyer.name,
  amount: order.amount,
  tax: order.tax,
  total: order.total,
  content: dropEmpty({ ...order, ...content }) as Content,
  ...changed,
});

export const redInvoice = invoiceOf(
  {
    lines: [{ ...line, quantity: '-1', amount: '-100.00', tax: '-6.00' }],
    remark: '被红冲蓝字数电票号码：26112000000000000001 红字发票信息确认单编号：11010126110000000001',
  },
  { invoiceNo: '26112000000000000002', amount: '-100.00', tax: '-6.00', total: '-106.00' },
);

export const manyLines = (count: number): InvoiceEntry =>
  invoiceOf(
    { lines: Array.from({ length: count }, (_, at) => ({ ...line, name: `软件定制开发第${at + 1}项` })) },
    { amount: `${100 * count}.00`, tax: `${6 * count}.00`, total: `${106 * count}.00` },
  );

export const faceOf = (invoice: InvoiceEntry): InvoiceFace => readFace(invoice, () => '信息技术服务');

/** What P-11 asks of construction, carriage of goods and letting, and an invoice with each. */
export const blocks = {
  construction: {
    ...{ place: '广东省深圳市南山区', projectName: '科技园一期', landTaxProjectNo: '4403001234567', crossCity: 'Y' },
    crossRegionNo: '深税报验2026第1号',
  },
  shipments: [
    { from: '深圳市', to: '北京市', vehicleKind: '公路运输', vehicleNo: '粤B12345', goods: '电脑' },
    { from: '北京市', to: '天津市', vehicleKind: '铁路运输', vehicleNo: 'K101', goods: '茶叶' },
  ],
  realEstateRental: {
    ...{ address: '深圳市科技路1号', certificateNo: '粤2026不动产权第1号', areaUnit: '平方米' },
    ...{ leaseFrom: '2026-01-01', leaseTo: '2026-12-31', crossCity: 'N' },
  },
};
