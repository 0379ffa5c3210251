// A complete and lawful order, and the invoice a bureau makes of it.
import type { InvoiceIssue } from '../../protocol/operations/invoice-issue.ts';

export const sampleOrder = (orderNo = 'SO-20261123-0001'): InvoiceIssue => ({
  orderNo,
  invoiceType: '82',
  seller: { name: '联调测试科技有限公司', taxNo: '91110108551385082Q' },
  buyer: { name: '北京某某商贸有限公司', taxNo: '91110000600037341L', kind: 'enterprise' },
  lines: [
    {
      name: '软件开发服务',
      taxCode: '3040201010000000000',
      quantity: '2',
      unitPrice: '500',
      amount: '1000.00',
      rate: '0.06',
      tax: '60.00',
    },
  ],
  amount: '1000.00',
  tax: '60.00',
  total: '1060.00',
  clerk: '张三',
});

type Payload = Readonly<Record<string, unknown>>;

const buyerNameOf = (order: Payload): unknown => (order['buyer'] as Payload | undefined)?.['name'];

/** The first invoice of an order, as 0000, 4001 and `invoice.query` tell it. */
export const invoiceOf = (order: Payload, status = 'issued'): Payload => ({
  orderNo: order['orderNo'],
  invoiceNo: '26112000000000000001',
  issuedAt: '2026-11-23 10:00:00',
  status,
  amount: order['amount'],
  tax: order['tax'],
  total: order['total'],
  buyerName: buyerNameOf(order),
});
