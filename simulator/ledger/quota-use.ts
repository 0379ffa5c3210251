// What was used of each seller's monthly quota, in each environment by itself (B-7, T-2).
import type { Database } from './database.ts';
import type { OrderKey } from './order-key.ts';

/** Whose quota: what is tried in test takes nothing from production. */
export type QuotaOwner = Pick<OrderKey, 'environment' | 'sellerTaxNo'>;
export type QuotaUse = {
  /** Fen used of a month (`yyyy-MM`). */
  readonly used: (owner: QuotaOwner, period: string) => bigint;
  readonly use: (owner: QuotaOwner, period: string, fen: bigint) => void;
  readonly clear: () => void;
};

const tableOf = (prefix: string): string =>
  `CREATE TABLE IF NOT EXISTS ${prefix}quota_use (environment TEXT, seller TEXT, period TEXT, used TEXT,
  PRIMARY KEY (environment, seller, period)) WITHOUT ROWID`;

/**
 * Books of version 1, and the copies that their snapshots keep, had one figure for both: each begins with all of it, so
 * that neither has more than it had.
 */
const takeOver = (database: Database): void => {
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  for (const { name } of tables) {
    const [old, prefix = ''] = /^(kept_\d+_)?quota$/.exec(String(name)) ?? [];
    if (old === undefined) continue;
    database.execute(tableOf(prefix));
    for (const environment of ['test', 'production'])
      database.execute(
        `INSERT OR IGNORE INTO ${prefix}quota_use SELECT '${environment}', seller, period, used FROM ${old}`,
      );
    database.execute(`DROP TABLE ${old}`);
  }
};

export const createQuotaUse = (database: Database): QuotaUse => {
  database.execute(tableOf(''));
  takeOver(database);
  const find = database.prepare('SELECT used FROM quota_use WHERE environment = ? AND seller = ? AND period = ?');
  const put = database.prepare('INSERT OR REPLACE INTO quota_use VALUES (?, ?, ?, ?)');
  const used: QuotaUse['used'] = ({ environment, sellerTaxNo }, period) =>
    BigInt(String(find.get(environment, sellerTaxNo, period)?.['used'] ?? '0'));
  return {
    used,
    use: (owner, period, fen) =>
      void database.write(() =>
        put.run(owner.environment, owner.sellerTaxNo, period, String(used(owner, period) + fen)),
      ),
    clear: () => database.write(() => database.execute('DELETE FROM quota_use')),
  };
};
