// A lawful order for the seller of a test, to be changed where the test wants it otherwise.
import type { InvoiceIssue } from '../protocol/operations/invoice-issue.ts';
import type { Seller } from '../simulator/register/seller.ts';

/** Software services for 100.00 and 6 % tax. */
export const sampleOrder = (
  orderNo: string,
  seller: Pick<Seller, 'name' | 'taxNo'>,
  changes: Partial<InvoiceIssue> = {},
): InvoiceIssue => ({
  orderNo,
  invoiceType: '82',
  clerk: '王五',
  seller: { name: seller.name, taxNo: seller.taxNo },
  buyer: { kind: 'enterprise', name: '示例买方有限公司', taxNo: '91350100M000100Y43' },
  lines: [{ name: '软件开发服务', taxCode: '3040201010000000000', amount: '100.00', rate: '0.06', tax: '6.00' }],
  amount: '100.00',
  tax: '6.00',
  total: '106.00',
  ...changes,
});
