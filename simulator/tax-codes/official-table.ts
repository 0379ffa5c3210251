// A full table of codes as the administration hands it out: columns by their header, every bad row named; rates where the table
// has them, else as the bureau's own table settles them.
import { dayBefore, isDay } from './days.ts';
import { settleRates } from './settle-rates.ts';
import type { DatedRate, TaxCode } from './tax-codes.ts';

/** A row of the file; `line` counts from 1 as an editor or a spreadsheet shows it. */
export type TableRow = { readonly line: number; readonly cells: readonly string[] };
export type BadRow = { readonly line: number; readonly reason: string };
export type OfficialTable =
  | { readonly ok: true; readonly codes: readonly TaxCode[]; readonly withoutRates: number }
  | { readonly ok: false; readonly badRows: readonly BadRow[] };

const headers = {
  code: [
    'code',
    '编码',
    '合并编码',
    '税收分类编码',
    '商品和服务税收分类编码',
    '商品和服务税收分类合并编码',
    'sphfwssflhbbm',
  ],
  name: ['name', 'secondcategory', '名称', '货物和劳务名称', '商品和服务名称', '货物或应税劳务、服务名称'],
  shortName: ['shortname', 'firstcategory', '简称', '商品和服务分类简称', '编码简称'],
  summary: ['summary', '汇总项', '是否汇总项', 'sfhzx'],
  rates: ['rate', 'rates', '税率', '增值税税率'],
  validFrom: ['validfrom', '启用日期', '启用时间'],
  validTo: ['validto', '停用日期', '停用时间'],
} as const;
type Column = keyof typeof headers;
type Columns = Readonly<Partial<Record<Column, number>>>;

/** Titles may stand above the header. */
const mostTitleRows = 10;
/** Where neither the file nor the bureau's own table says since when: the day 营改增 was complete. */
const usualValidFrom = '2016-05-01';

const columnsOf = ({ cells }: TableRow): Columns => {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const found = (Object.keys(headers) as Column[]).flatMap((column) => {
    const at = names.findIndex((name) => (headers[column] as readonly string[]).includes(name));
    return at < 0 ? [] : [[column, at] as const];
  });
  return Object.fromEntries(found);
};

/** 13%, 0.13, or several of them with commas or 、 between; null for anything else. */
const readRates = (cell: string): string[] | null => {
  const rates = cell.split(/[,，、;；\s]+/).filter((one) => one !== '');
  const read = rates.map((one) => {
    const percent = /^(\d{1,2})(?:\.(\d))?%$/.exec(one);
    if (percent) return `0.${(percent[1] ?? '').padStart(2, '0')}${percent[2] ?? ''}`;
    return /^0\.\d{1,6}$/.test(one) ? one : null;
  });
  return read.includes(null) ? null : read.filter((one) => one !== null);
};

/** 2016-05-01, 2016/05/01 or 20160501. */
const readDay = (cell: string): string | null => {
  const day = cell
    .slice(0, 'yyyy-MM-dd'.length)
    .replaceAll('/', '-')
    .replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  return isDay(day) ? day : null;
};

/** One digit, then nine levels of two; a code is above another when it ends where the other goes on. */
const ancestorsOf = (code: string): string[] => {
  const ends = [1, 3, 5, 7, 9, 11, 13, 15, 17];
  return ends.map((end) => code.slice(0, end).padEnd(code.length, '0')).filter((above) => above !== code);
};

type Draft = {
  readonly code: string;
  readonly cell: (column: Column) => string;
};

const reasonAgainst = ({ code, cell }: Draft, seen: ReadonlyMap<string, number>): string | null => {
  if (!/^[1-6][0-9]{18}$/.test(code))
    return `${JSON.stringify(code)} is no code: 19 digits, the first 1 to 6; in a spreadsheet format the column as text`;
  const before = seen.get(code);
  if (before !== undefined) return `${code} stands in line ${before} already`;
  if (cell('name') === '') return `${code} has no name`;
  if (readRates(cell('rates')) === null) return `${JSON.stringify(cell('rates'))} is no rate: write 13% or 0.13`;
  for (const column of ['validFrom', 'validTo'] as const)
    if (cell(column) !== '' && readDay(cell(column)) === null)
      return `${JSON.stringify(cell(column))} is no day: write 2016-05-01`;
  return null;
};

const dated = (rates: readonly string[], from: string): DatedRate[] => rates.map((rate) => ({ rate, from, to: null }));

const codeOf = (
  { code, cell }: Draft,
  about: { readonly parents: ReadonlySet<string>; readonly settle: ReturnType<typeof settleRates> },
): TaxCode => {
  const settled = about.settle(code);
  const validFrom = readDay(cell('validFrom')) ?? settled.validFrom ?? usualValidFrom;
  // 停用日期 is the first day on which the code is no longer in force.
  const validTo = cell('validTo') === '' ? null : dayBefore(readDay(cell('validTo')) ?? '');
  const summary = cell('summary').toUpperCase();
  const leaf = summary === '' ? !about.parents.has(code) : !['Y', '1', '是'].includes(summary);
  const own = readRates(cell('rates')) ?? [];
  return {
    ...{ code, name: cell('name'), shortName: cell('shortName') || cell('name'), leaf, validFrom, validTo },
    rates: leaf ? (own.length > 0 ? dated(own, validFrom) : settled.rates) : [],
    smallScaleRates: leaf ? settled.smallScaleRates : [],
    levies: settled.levies,
    policies: settled.policies,
    element: leaf ? settled.element : null,
  };
};

const findHeader = (rows: readonly TableRow[]): { columns: Columns; body: readonly TableRow[] } | null => {
  for (const [index, row] of rows.slice(0, mostTitleRows).entries()) {
    const columns = columnsOf(row);
    if (columns.code !== undefined && columns.name !== undefined) return { columns, body: rows.slice(index + 1) };
  }
  return null;
};

/** `own` is the bureau's table: rates, levies, policies and elements the file does not have are as there. */
export const readOfficialTable = (rows: readonly TableRow[], own: readonly TaxCode[]): OfficialTable => {
  const header = findHeader(rows);
  if (!header) {
    const names = `${headers.code.join(' | ')} and ${headers.name.join(' | ')}`;
    return { ok: false, badRows: [{ line: 1, reason: `no header: expected columns ${names}` }] };
  }
  const badRows: BadRow[] = [];
  const seen = new Map<string, number>();
  const drafts: Draft[] = [];
  for (const row of header.body) {
    const cell = (column: Column): string => {
      const at = header.columns[column];
      return at === undefined ? '' : (row.cells[at] ?? '').trim();
    };
    const draft = { cell, code: cell('code') };
    const reason = reasonAgainst(draft, seen);
    if (reason !== null) badRows.push({ line: row.line, reason });
    else drafts.push(draft);
    seen.set(draft.code, row.line);
  }
  if (drafts.length === 0 && badRows.length === 0)
    badRows.push({ line: 1, reason: 'there is no code below the header' });
  if (badRows.length > 0) return { ok: false, badRows };
  const parents = new Set(drafts.flatMap(({ code }) => ancestorsOf(code)));
  const settle = settleRates(own);
  const codes = drafts.map((draft) => codeOf(draft, { parents, settle }));
  const withoutRates = codes.filter(({ leaf, rates, code }) => leaf && rates.length === 0 && !code.startsWith('6'));
  return { ok: true, codes, withoutRates: withoutRates.length };
};
