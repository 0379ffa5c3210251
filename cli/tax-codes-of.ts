// The table of codes that `--tax-codes` means: a CSV or XLSX file, read whole or refused with its bad rows.
import { readFileSync } from 'node:fs';
import type { TaxCode } from '../simulator/tax-codes/tax-codes.ts';
import { Refusal } from './refusal.ts';

const mostShown = 10;

const refuse = (file: string, complaint: string, remedy: string): never => {
  throw new Refusal(`--tax-codes ${file}: ${complaint}`, remedy);
};

const readBytes = (file: string): Uint8Array => {
  try {
    return readFileSync(file);
  } catch (error) {
    return refuse(file, `it cannot be read (${(error as NodeJS.ErrnoException).code})`, 'Name a CSV or XLSX file.');
  }
};

/** Throws `Refusal` for a file that cannot be read, and for one with bad rows, the first of them shown by line. */
export const taxCodesOf = async (file: string): Promise<readonly TaxCode[]> => {
  const bytes = readBytes(file);
  const [{ readTableFile }, { readOfficialTable }, { shippedTable }] = await Promise.all([
    import('../simulator/tax-codes/read-table-file.ts'),
    import('../simulator/tax-codes/official-table.ts'),
    import('../simulator/tax-codes/tax-codes.ts'),
  ]);
  const rows = await readTableFile(bytes).catch((error: unknown) =>
    refuse(file, `it is neither CSV nor XLSX: ${(error as Error).message}`, 'Save the table as CSV (UTF-8) or XLSX.'),
  );
  const table = readOfficialTable(rows, shippedTable().codes);
  if (table.ok) return table.codes;
  const shown = table.badRows.slice(0, mostShown).map(({ line, reason }) => `\n  line ${line}: ${reason}`);
  const rest = table.badRows.length - shown.length;
  const more = rest > 0 ? `\n  and ${rest} more` : '';
  return refuse(
    file,
    `${table.badRows.length} bad ${table.badRows.length === 1 ? 'row' : 'rows'}${shown.join('')}${more}`,
    'Mend these rows; none was loaded.',
  );
};
