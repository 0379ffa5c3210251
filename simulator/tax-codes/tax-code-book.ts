// A tenant's table of codes: the one it began with, and what was announced to change it, version by version (B-9).
import type { Database } from '../ledger/database.ts';
import { applyChange, type TaxCodeChange } from './tax-code-change.ts';
import { type TaxCode, type TaxTable, tableOf } from './tax-codes.ts';

export type TaxCodeBook = {
  readonly table: () => TaxTable;
  /** 1 for the table as it began, one more with each announcement. */
  readonly version: () => number;
  /** The version that a code was last changed with. */
  readonly versionOf: (code: string) => number;
  /** All of one announcement, in its order; what cannot be applied is the caller's to refuse before (`judgeChange`). */
  readonly announce: (changes: readonly TaxCodeChange[]) => void;
  readonly view: () => Readonly<Record<string, unknown>>;
  /** Looks into the books again, which a snapshot has changed. */
  readonly reread: () => void;
  /** Forgets every announcement. */
  readonly clear: () => void;
};

const firstVersion = 1;

type Announced = { readonly version: number; readonly change: TaxCodeChange };
type State = { readonly table: TaxTable; readonly versions: ReadonlyMap<string, number> };

const stateOf = (base: TaxTable, announced: readonly Announced[]): State => {
  if (announced.length === 0) return { table: base, versions: new Map() };
  const codes = new Map<string, TaxCode>(base.codes.map((taxCode) => [taxCode.code, taxCode]));
  const versions = new Map<string, number>();
  for (const { version, change } of announced) {
    codes.set(change.code, applyChange(change, codes.get(change.code)));
    versions.set(change.code, version);
  }
  return { table: tableOf([...codes.values()]), versions };
};

export const createTaxCodeBook = (database: Database, base: () => TaxTable): TaxCodeBook => {
  database.execute('CREATE TABLE IF NOT EXISTS tax_code_changes (version INTEGER, change TEXT)');
  const insert = database.prepare('INSERT INTO tax_code_changes VALUES (?, ?)');
  const select = database.prepare('SELECT version, change FROM tax_code_changes ORDER BY rowid');
  const readAnnounced = (): Announced[] =>
    select.all().map((row) => ({
      version: Number(row['version']),
      change: JSON.parse(String(row['change'])) as TaxCodeChange,
    }));
  let announced: Announced[] | null = null;
  let state: State | null = null;
  const known = (): Announced[] => {
    announced ??= readAnnounced();
    return announced;
  };
  const present = (): State => {
    state ??= stateOf(base(), known());
    return state;
  };
  const version = (): number => known().at(-1)?.version ?? firstVersion;
  return {
    table: () => present().table,
    version,
    versionOf: (code) => present().versions.get(code) ?? firstVersion,
    announce: (changes) => {
      const next = version() + 1;
      database.write(() => {
        for (const change of changes) insert.run(next, JSON.stringify(change));
      });
      announced = [...known(), ...changes.map((change) => ({ version: next, change }))];
      state = null;
    },
    view: () => ({
      version: String(version()),
      changes: known().map((one) => ({ version: String(one.version), ...one.change })),
    }),
    reread: () => {
      announced = null;
      state = null;
    },
    clear: () => {
      database.write(() => database.execute('DELETE FROM tax_code_changes'));
      announced = [];
      state = null;
    },
  };
};
