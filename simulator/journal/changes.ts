// The journal's second book: every change of a status or sheet with who caused it, and every push with what came of it (B-11).
import type { Database } from '../ledger/database.ts';
import type { Actor } from './actor.ts';
import { type ChainedTable, createChainedTable, type Keeping, type Kept } from './chained-table.ts';
import { takeOver } from './take-over.ts';

type About = { readonly at: string; readonly orderNo: string; readonly invoiceNo: string | null };

/** `cause` in words; `actor` the request, by its number in the journal, or who else it was. */
export type NotedStatus = About & {
  readonly kind: 'status';
  readonly from: string;
  readonly to: string;
  readonly cause: string;
  readonly actor: Actor;
};
/** A confirmation sheet of the invoice `invoiceNo`; `redInvoiceNo` once it is issued. */
export type NotedSheet = About & {
  readonly kind: 'sheet';
  readonly sheetNo: string;
  readonly from: string;
  readonly to: string;
  readonly redInvoiceNo: string | null;
  readonly actor: Actor;
};
/** One sending: what went over the wire, and what was answered. `at` is when it was sent. */
export type NotedPush = About & {
  readonly kind: 'push';
  readonly endedAt: string;
  readonly appId: string;
  readonly url: string;
  readonly status: string;
  readonly requestId: string;
  readonly requestNonce: string;
  readonly manner: string;
  readonly body: string;
  readonly fault: string | null;
  readonly outcome: string | null;
  readonly httpStatus: number | null;
  readonly answer: string | null;
};
export type NotedChange = NotedStatus | NotedSheet | NotedPush;

export type ChangesPage = {
  readonly changes: readonly (NotedChange & { readonly seq: number })[];
  readonly next: number | null;
  readonly dropped: number;
  readonly kept: Kept;
};
export type ChangeBook = {
  readonly note: (change: NotedChange) => void;
  /** In the order in which they happened: later than `after`, at most `limit`. */
  readonly read: (page: { readonly after: number; readonly limit: number }) => ChangesPage;
  /** The number of the latest change, 0 when there is none. */
  readonly lastSeq: () => number;
  readonly clear: () => void;
  /** As it is kept, for those who verify it. */
  readonly table: ChainedTable;
};

/** Has bounds of its own, as large as those of the exchanges. */
export const createChangeBook = (database: Database, bounds: Keeping): ChangeBook => {
  const table = createChainedTable(database, 'journal_news', bounds);
  takeOver(database, 'journal_changes', table);
  const select = database.prepare('SELECT seq, entry FROM journal_news WHERE seq > ? ORDER BY seq LIMIT ?');
  return {
    note: (change) =>
      database.write(() => table.add({ seq: table.lastSeq() + 1, at: change.at, entry: JSON.stringify(change) })),
    read: ({ after, limit }) => {
      const changes = select.all(after, limit).map((row) => ({
        seq: Number(row['seq']),
        ...(JSON.parse(String(row['entry'])) as NotedChange),
      }));
      const next = changes.length === limit ? (changes.at(-1)?.seq ?? null) : null;
      return { changes, next, dropped: table.anchor().dropped, kept: table.kept() };
    },
    lastSeq: table.lastSeq,
    clear: table.clear,
    table,
  };
};
