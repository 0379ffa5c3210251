// Copies of all tables of a tenant's books under a number, in the same database: they last as long as the books do.
import type { Database } from './database.ts';

export type KeptTables = {
  /** Within one transaction: the copies are of one instant. */
  readonly keep: (number: number) => void;
  /** Puts the copies in the place of what the tables hold; tables that had no copy are emptied. */
  readonly bringBack: (number: number) => void;
  readonly drop: (number: number) => void;
};

/** The journal tells what happened, so no snapshot changes it (B-11); the rest is SQLite's own, or snapshots. */
const isCopied = (name: string): boolean => !/^journal_|^(sqlite|snapshot|kept)_|^snapshots$/.test(name);

export const createKeptTables = (database: Database): KeptTables => {
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
  const names = (): string[] => tables.all().map((row) => String(row['name']));
  const copyOf = (number: number, name: string): string => `kept_${number}_${name}`;
  const drop = (number: number): void => {
    for (const name of names().filter((one) => one.startsWith(`kept_${number}_`)))
      database.execute(`DROP TABLE "${name}"`);
  };
  return {
    keep: (number) =>
      database.write(() => {
        drop(number);
        for (const name of names().filter(isCopied))
          database.execute(`CREATE TABLE "${copyOf(number, name)}" AS SELECT * FROM "${name}"`);
      }),
    bringBack: (number) =>
      database.write(() => {
        const present = new Set(names());
        for (const name of [...present].filter(isCopied)) {
          database.execute(`DELETE FROM "${name}"`);
          const copy = copyOf(number, name);
          if (present.has(copy)) database.execute(`INSERT INTO "${name}" SELECT * FROM "${copy}"`);
        }
      }),
    drop: (number) => database.write(() => drop(number)),
  };
};
