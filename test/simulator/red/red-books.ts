// Books with one blue invoice of two lines, the second discounted, and short words for reversing it.
import type { Decision, OperationContext } from '../../../simulator/operations/decision.ts';
import { invoiceQuery } from '../../../simulator/operations/invoice-query.ts';
import { invoiceRed } from '../../../simulator/operations/invoice-red.ts';
import { invoiceVoid } from '../../../simulator/operations/invoice-void.ts';
import { redApply } from '../../../simulator/operations/red-apply.ts';
import { redConfirm } from '../../../simulator/operations/red-confirm.ts';
import { redQuery } from '../../../simulator/operations/red-query.ts';
import { application, line, openBooks, order, quotaOwner } from '../operations/books.ts';

export const buyerTaxNo = order.buyer.taxNo;
const discounted = {
  ...line,
  name: '技术服务',
  kind: '2',
  quantity: '4',
  unitPrice: '50',
  amount: '200.00',
  tax: '12.00',
};
const { quantity: _quantity, unitPrice: _price, ...plain } = discounted;
const discount = { ...plain, kind: '1', amount: '-20.00', tax: '-1.20' };

/** 100.00 + 200.00 − 20.00 at 6 %: lines 1 and 2 can be reversed, with 100.00/6.00 and 180.00/10.80. */
export const blueOrder = {
  ...order,
  lines: [line, discounted, discount],
  amount: '280.00',
  tax: '16.80',
  total: '296.80',
};
export const paperOrder = { ...order, invoiceType: '86' };

type Members = Readonly<Record<string, unknown>>;

export const openRedBooks = (options: Parameters<typeof openBooks>[0] & { readonly order?: Members } = {}) => {
  const books = openBooks(options);
  books.ledger.paperStock.put({
    ...{ sellerTaxNo: order.seller.taxNo, type: '86', paperCode: '011002600104', from: '00000007', count: 3 },
  });
  const issued = books.issue(options.order ?? blueOrder);
  const invoiceNo = String(issued.invoiceNo);
  const buyer = { application: { ...application, sellers: [buyerTaxNo] } };
  let count = 0;
  const red = (members: Members = {}, changed?: Partial<OperationContext>): Decision => {
    count += 1;
    const request = { orderNo: `RED-${count}`, originalInvoiceNo: invoiceNo, reason: '02', ...members };
    return invoiceRed.execute(request, books.context(changed));
  };
  return {
    ...books,
    invoiceNo,
    buyer,
    red,
    apply: (members: Members = {}, changed?: Partial<OperationContext>) => {
      count += 1;
      const request = { orderNo: `RED-${count}`, side: '0', originalInvoiceNo: invoiceNo, reason: '02', ...members };
      return redApply.execute(request, books.context(changed));
    },
    confirm: (sheetNo: unknown, decision: string, changed?: Partial<OperationContext>) =>
      redConfirm.execute({ sheetNo, decision }, books.context(changed)),
    sheet: (sheetNo: unknown, changed?: Partial<OperationContext>) =>
      redQuery.execute({ sheetNo }, books.context(changed)),
    sheets: (members: Members, changed?: Partial<OperationContext>) =>
      redQuery.execute(members, books.context(changed)),
    query: (members: Members) => invoiceQuery.execute(members, books.context()).data,
    voidIt: (members: Members = {}) => invoiceVoid.execute({ invoiceNo, reason: '1', ...members }, books.context()),
    status: () => books.ledger.findInvoice(invoiceNo)?.status,
    used: (period = '2026-11') => books.ledger.usedQuota(quotaOwner, period),
  };
};
