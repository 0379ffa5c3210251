// A line of an invoice as it is printed: every cell a text (P-10).
import { Big } from 'big.js';

export type PrintedLine = {
  readonly name: string;
  readonly spec: string;
  readonly unit: string;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly amount: string;
  readonly rate: string;
  readonly tax: string;
};

type Members = Readonly<Record<string, unknown>>;

/** Rates that are words, with stars for the tax: 免税 and 不征税. */
const wordsOfPolicy: ReadonlyMap<unknown, string> = new Map([
  ['03', '免税'],
  ['04', '不征税'],
]);

const text = (line: Members, member: string): string => {
  const value = line[member];
  return typeof value === 'string' ? value : '';
};

/** `shortName` of the tax code, null where the table does not know it; a prefix that is there is not doubled. */
export const printedName = (name: string, shortName: string | null): string =>
  shortName === null || name.startsWith('*') ? name : `*${shortName}*${name}`;

/** `0.015` as `1.5%`. */
export const printedRate = (rate: string): string => `${new Big(rate).times(100).toFixed()}%`;

export const printLine = (line: Members, shortName: string | null): PrintedLine => {
  const words = wordsOfPolicy.get(line['policy']);
  return {
    name: printedName(text(line, 'name'), shortName),
    spec: text(line, 'spec'),
    unit: text(line, 'unit'),
    quantity: text(line, 'quantity'),
    unitPrice: text(line, 'unitPrice'),
    amount: text(line, 'amount'),
    rate: words ?? printedRate(text(line, 'rate') || '0'),
    tax: words ? '***' : text(line, 'tax'),
  };
};
