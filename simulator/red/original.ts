// The blue invoice of a reversal, and whether it can be reversed at all: own, blue, not void, something left (B-5).
import { judgeSellerStanding } from '../gates/seller-standing.ts';
import type { InvoiceEntry } from '../ledger/ledger.ts';
import type { RefusalWithData } from '../operations/decide-gates.ts';
import type { OperationContext } from '../operations/decision.ts';

type Asker = Pick<OperationContext, 'ledger' | 'environment' | 'application'>;

const buyerTaxNo = ({ content }: InvoiceEntry): string => {
  const { taxNo = '' } = (content['buyer'] ?? {}) as { readonly taxNo?: string };
  return taxNo;
};

/** An invoice that the application's company issued (`0`) or received (`1`). */
export const findOriginal = (invoiceNo: unknown, side: '0' | '1', asker: Asker): InvoiceEntry | null => {
  const invoice = typeof invoiceNo === 'string' ? asker.ledger.findInvoice(invoiceNo) : null;
  if (invoice?.environment !== asker.environment) return null;
  const party = side === '0' ? invoice.sellerTaxNo : buyerTaxNo(invoice);
  return asker.application.sellers.includes(party) ? invoice : null;
};

/** 4004 for a stranger's, 1001 for what is red or void itself, 4201 where nothing is left. */
export const judgeOriginal = (blue: InvoiceEntry | null, named: string): RefusalWithData | null => {
  if (!blue) return { returnCode: '4004', expected: 'an invoice of this taxpayer', received: named };
  const { invoiceNo, status, content } = blue;
  if (status === 'red-full')
    return { returnCode: '4201', expected: 'an invoice with something left', received: status, invoiceNo };
  const unfit = status === 'void' ? 'a void one' : content['originalInvoiceNo'] === undefined ? null : 'a red one';
  if (unfit === null) return null;
  const message = `expected a blue invoice that is not void; received ${unfit}; reverse another one`;
  return {
    returnCode: '1001',
    expected: 'a blue invoice that is not void',
    received: unfit,
    data: { errors: [{ field: '/originalInvoiceNo', rule: 'B-5', message }] },
    invoiceNo,
  };
};

/** The standing of the party that acts, where it is registered here: the seller, or the buyer that applies or confirms (E-6). */
export const judgeActor = (
  blue: InvoiceEntry | null,
  side: '0' | '1',
  { sellers }: Pick<OperationContext, 'sellers'>,
): RefusalWithData | null => {
  const party = blue && sellers.get(side === '0' ? blue.sellerTaxNo : buyerTaxNo(blue));
  return party ? judgeSellerStanding(party) : null;
};
