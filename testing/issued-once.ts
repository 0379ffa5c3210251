// The one question every test of a taxpayer ends with: is there exactly one invoice for this sale (B-1, C-8)?
import { contentKey } from '../simulator/ledger/order-content.ts';
import type { Tenant } from '../simulator/tenant.ts';
import { explainExchanges } from './explain-exchanges.ts';
import { type LedgerInvoice, readLedger } from './read-books.ts';

/** Its message says what came of every attempt. */
export class NotIssuedOnce extends Error {
  override readonly name = 'NotIssuedOnce';
}

/** What was sold, whatever its number. */
const saleOf = ({ content }: LedgerInvoice): string => contentKey({ ...content, orderNo: null });

const nameOf = ({ invoiceNo, orderNo, status, total }: LedgerInvoice): string =>
  `${invoiceNo} for ${orderNo}, ${status}, total ${total}`;

/**
 * The invoice of the order. The bureau never issues twice under one number (B-1); a client that doubled the sale did it
 * under another one, and that is looked for. Throws NotIssuedOnce.
 */
export const findIssuedOnce = (tenant: Tenant, orderNo: string): LedgerInvoice => {
  const { invoices } = readLedger(tenant);
  const own = invoices.find((invoice) => invoice.orderNo === orderNo);
  if (!own) throw new NotIssuedOnce(`no invoice was issued for ${orderNo} 未开具发票\n${explainExchanges(tenant)}`);
  const twins = invoices.filter((invoice) => invoice !== own && saleOf(invoice) === saleOf(own));
  if (twins.length > 0)
    throw new NotIssuedOnce(
      [
        `the sale of ${orderNo} was issued again under another number 换号重复开票 (C-8):`,
        ...[own, ...twins].map((invoice) => `   ${nameOf(invoice)}`),
        explainExchanges(tenant),
      ].join('\n'),
    );
  return own;
};
