// The digital account of a taxpayer: the invoices of both its roles, each party seeing what it is entitled to (B-4).
import { writeInstant } from '../../protocol/timestamp.ts';
import type { Database } from '../ledger/database.ts';
import type { InvoiceEntry, Ledger } from '../ledger/ledger.ts';

type Members = Readonly<Record<string, unknown>>;
type Role = 'seller' | 'buyer';
export type DigitalAccount = {
  readonly taxNo: string;
  readonly invoices: readonly Readonly<Record<string, unknown>>[];
};

const partyOf = ({ content }: InvoiceEntry, role: Role): Members => (content[role] ?? {}) as Members;

/** The seller has it from its issue on, the buyer from its delivery on. */
const isSeenBy = (invoice: InvoiceEntry, role: Role): boolean => role === 'seller' || invoice.deliveredAt !== null;

/** `mark` is what the buyer has done with it; a red invoice names its `original`, a reversed one its `redInvoices`. */
const viewAs = (invoice: InvoiceEntry, role: Role, ledger: Ledger) => {
  const other = partyOf(invoice, role === 'seller' ? 'buyer' : 'seller');
  return {
    role,
    environment: invoice.environment,
    invoiceNo: invoice.invoiceNo,
    invoiceType: invoice.invoiceType,
    status: invoice.status,
    issuedAt: writeInstant(invoice.issuedAt),
    deliveredAt: invoice.deliveredAt === null ? null : writeInstant(invoice.deliveredAt),
    counterparty: { name: other['name'] ?? null, taxNo: other['taxNo'] ?? null },
    amount: invoice.amount,
    tax: invoice.tax,
    total: invoice.total,
    mark: ledger.buyerMarks.of(invoice.invoiceNo) ?? 'none',
    original: invoice.content['originalInvoiceNo'] ?? null,
    redInvoices: ledger.redsOf(invoice.invoiceNo).map(({ invoiceNo }) => invoiceNo),
  };
};

/** Looks accounts up by tax number; one that has no invoice yet is empty. */
export const createDigitalAccounts = (database: Database, ledger: Ledger) => {
  const numbers = database.prepare(
    `SELECT invoice_no FROM invoices WHERE seller = ? OR content ->> '$.buyer.taxNo' = ? ORDER BY issued_at, invoice_no`,
  );
  return (taxNo: string): DigitalAccount => ({
    taxNo,
    invoices: numbers.all(taxNo, taxNo).flatMap((row) => {
      const invoice = ledger.findInvoice(String(row['invoice_no']));
      if (!invoice) return [];
      const roles = (['seller', 'buyer'] as const).filter((role) => partyOf(invoice, role)['taxNo'] === taxNo);
      return roles.filter((role) => isSeenBy(invoice, role)).map((role) => viewAs(invoice, role, ledger));
    }),
  });
};
