// The rows of a table file, CSV (UTF-8 or GBK) or XLSX, with the line each stands in; the readers are loaded at their first use.
import type { TableRow } from './official-table.ts';

/** XLSX is a ZIP archive. */
const isArchive = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

const decode = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  }
};

const readCsv = async (bytes: Uint8Array): Promise<TableRow[]> => {
  const { parse } = await import('csv-parse/sync');
  const records: unknown = parse(decode(bytes), { bom: true, info: true, relax_column_count: true });
  // `lines` counts up to the end of the record: a cell may hold line breaks.
  return (records as { readonly record: string[]; readonly info: { readonly lines: number } }[]).map(
    ({ record, info }) => ({ line: info.lines, cells: record }),
  );
};

const textOf = (cell: unknown): string => {
  if (cell === null || cell === undefined) return '';
  return cell instanceof Date ? cell.toISOString().slice(0, 'yyyy-MM-dd'.length) : String(cell);
};

const readXlsx = async (bytes: Uint8Array): Promise<TableRow[]> => {
  const { readSheet } = await import('read-excel-file/node');
  const rows: readonly (readonly unknown[])[] = await readSheet(Buffer.from(bytes));
  return rows.map((cells, index) => ({ line: index + 1, cells: cells.map(textOf) }));
};

/** Throws what the readers throw for a file that is neither; blank rows are left out. */
export const readTableFile = async (bytes: Uint8Array): Promise<TableRow[]> => {
  const rows = isArchive(bytes) ? await readXlsx(bytes) : await readCsv(bytes);
  return rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
};
