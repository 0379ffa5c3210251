// Tax codes of the small client: synced to the last page, and what no longer holds is refused (C-17).
import { createDesk, type Members, type Subject } from './desk.ts';
import type { Result } from './procedure.ts';

type Code = {
  readonly code: string;
  readonly rates: readonly string[];
  readonly validFrom: string;
  readonly validTo?: string | null;
};
/** The periods of each code as they were told. */
export type Table = Map<string, Code[]>;

/** `taxcode.sync` to its last page. */
export const sync = async (table: Table, subject: Subject): Promise<Result> => {
  const { ask, end } = createDesk(subject);
  for (let since: unknown = null; ; ) {
    const answer = await ask('taxcode.sync', since === null ? {} : { since });
    if (answer?.code !== '0000') return end('unknown', 'the table cannot be had');
    const told = answer.payload['codes'] as Code[];
    for (const { code } of told)
      table.set(
        code,
        told.filter((other) => other.code === code),
      );
    since = answer.payload['until'];
    if (String(answer.payload['more']) === 'false') return end('done', '');
  }
};

/** The first line whose rate the synced table does not allow today, or null. */
export const findStale = (order: Members, table: Table, today: string): number | null => {
  const lines = order['lines'] as readonly Members[];
  const at = lines.findIndex(({ taxCode, rate }) => {
    const periods = table.get(String(taxCode));
    const period = periods?.find(({ validFrom, validTo }) => validFrom <= today && (!validTo || today <= validTo));
    return periods !== undefined && !period?.rates.some((allowed) => Number(allowed) === Number(rate));
  });
  return at < 0 ? null : at;
};
