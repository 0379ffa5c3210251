// The books of a tenant as a test reads them: the ledger with its types, the journal from its first page to its last.
import type { JournalEntry } from '../simulator/journal/entry.ts';
import type { JournalPage } from '../simulator/journal/journal.ts';
import type { InvoiceEntry } from '../simulator/ledger/invoice-entry.ts';
import type { OrderEntry } from '../simulator/ledger/ledger.ts';
import type { Tenant } from '../simulator/tenant.ts';

/** Instants are `yyyy-MM-ddTHH:mm:ss.SSS+08:00`. */
export type LedgerInvoice = Omit<InvoiceEntry, 'environment' | 'issuedAt' | 'deliveredAt'> & {
  readonly issuedAt: string;
  readonly deliveredAt: string | null;
};
export type LedgerOrder = Omit<OrderEntry, 'content' | 'acceptedAt'> & { readonly acceptedAt: string };
export type LedgerQuota = {
  readonly sellerTaxNo: string;
  readonly environment: string;
  readonly period: string;
  readonly total: string;
  readonly used: string;
  readonly available: string;
  readonly filed: boolean;
};
export type LedgerView = {
  readonly invoices: readonly LedgerInvoice[];
  readonly orders: readonly LedgerOrder[];
  readonly quota: readonly LedgerQuota[];
};

/** What the control port shows as JSON is the same here; its writer is `simulator/tenancy/views.ts`. */
export const readLedger = (tenant: Tenant): LedgerView => tenant.readLedger() as LedgerView;

const pageSize = 1000;

/** Every exchange, also those under way, oldest first. */
export const readJournal = (tenant: Tenant): readonly JournalEntry[] => {
  const entries: JournalEntry[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const page: JournalPage = tenant.readJournal({ after, limit: pageSize }) as JournalPage;
    entries.push(...page.entries);
    after = page.next;
  }
  return entries;
};
