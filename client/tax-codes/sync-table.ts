// `taxcode.sync` to its last page: a table is replaced as a whole or not at all (C-17).
import { TaxcodeSyncAnswer } from '../../protocol/operations/taxcode-sync.ts';
import type { CommandReport } from '../deeds/report.ts';
import type { Desk } from '../desk.ts';
import type { BelievedAnswer } from '../heard.ts';
import { NothingFound, OutcomeUnknown } from '../outcome-errors.ts';
import { createReader } from '../precheck/shape.ts';
import { runRead } from '../read-procedure.ts';
import { emptyTable, type TaxCodeTable, withTold } from './table.ts';

export type TaxCodeStore = {
  /** The table of the last sync; the empty one before. */
  readonly load: () => Promise<TaxCodeTable>;
  /** Resolves when it would survive a kill. */
  readonly save: (table: TaxCodeTable) => Promise<void>;
};

const readAnswer = createReader<TaxcodeSyncAnswer>(TaxcodeSyncAnswer);

/** In XML an empty array is no element at all (T-5): a page without codes, a chapter without rates. */
const withArrays = (code: unknown): unknown => (typeof code === 'object' && code ? { rates: [], ...code } : code);

const readPage = ({ data }: BelievedAnswer): TaxcodeSyncAnswer | null => {
  const codes = data?.['codes'] ?? [];
  const read = readAnswer({ ...data, codes: Array.isArray(codes) ? codes.map(withArrays) : codes });
  return read.ok ? read.payload : null;
};

export type SyncReport = CommandReport & { readonly version: string; readonly codes: number };

/**
 * Reads on from `since`, else from where the last sync ended. Throws OutcomeUnknown when a page cannot be had; the table
 * of before stays then.
 */
export const syncTable = async (
  desk: Desk,
  store: TaxCodeStore,
  asked: { readonly since: string | null; readonly commandId: string },
): Promise<SyncReport> => {
  const before = await store.load();
  let since = asked.since ?? before.until;
  let table: TaxCodeTable = since === null ? emptyTable : before;
  const whole = since === null || (before.whole && asked.since === null);
  for (let attempts = 0; ; ) {
    const { found, ...told } = await runRead(desk, {
      interface: 'taxcode.sync',
      payload: since === null ? {} : { since },
      orderNo: null,
      commandId: asked.commandId,
      attemptsBefore: attempts,
      read: readPage,
    });
    attempts = told.attempts;
    const ending = { orderNo: null, ...told };
    if (found.kind !== 'value') throw new NothingFound('the bureau tells no table of tax codes', ending);
    const { version, until, more, codes } = found.value;
    table = { version, until, whole, periods: withTold(table.periods, codes) };
    if (more === false || more === 'false') {
      await store.save(table);
      const message = `table of version ${version}, ${table.periods.size} codes`;
      return { outcome: 'done', invoice: null, ...told, message, version, codes: table.periods.size };
    }
    if (until === since) throw new OutcomeUnknown('the bureau tells the same page again and again', ending);
    since = until;
  }
};
