// Where a synced table is kept: in memory, or in a file that is replaced atomically (C-17).
import { join } from 'node:path';
import { TaxcodeSyncAnswer } from '../../protocol/operations/taxcode-sync.ts';
import { createReader } from '../precheck/shape.ts';
import { readIfThere, replaceFile } from '../store/replace-file.ts';
import type { TaxCodeStore } from './sync-table.ts';
import { emptyTable, type TaxCodeTable, withTold } from './table.ts';

export const createMemoryTaxCodes = (): TaxCodeStore => {
  let table = emptyTable;
  return {
    load: async () => table,
    save: async (next) => {
      table = next;
    },
  };
};

const readCodes = createReader<Pick<TaxcodeSyncAnswer, 'codes'>>(TaxcodeSyncAnswer);

/** A table that cannot be read is as good as none: the next sync begins from nothing. */
const parseTable = (text: string): TaxCodeTable => {
  try {
    const { whole, codes, ...rest } = JSON.parse(text);
    const read = readCodes({ ...rest, more: false, codes });
    if (!read.ok || typeof rest.until !== 'string' || typeof rest.version !== 'string') return emptyTable;
    const periods = withTold(new Map(), read.payload.codes);
    return { until: rest.until, version: rest.version, whole: whole === true, periods };
  } catch {
    return emptyTable;
  }
};

/** Keeps the table as `tax-codes.json` in `folder`, which is made when it is missing. */
export const createFileTaxCodes = (folder: string): TaxCodeStore => {
  const path = join(folder, 'tax-codes.json');
  let table: TaxCodeTable | null = null;
  return {
    load: async () => {
      const text = table ? null : await readIfThere(path);
      table ??= text === null ? emptyTable : parseTable(text);
      return table;
    },
    save: async (next) => {
      const { periods, ...rest } = next;
      await replaceFile(path, JSON.stringify({ ...rest, codes: [...periods.values()].flat() }));
      table = next;
    },
  };
};
