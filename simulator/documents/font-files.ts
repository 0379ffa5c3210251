// The typeface of the documents: one file for nearly all of Chinese, and slices for what lies outside of it.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { unpackWoff } from './unpack-woff.ts';

const family = '@fontsource/noto-sans-sc';
const weight = '400-normal.woff';
const require = createRequire(import.meta.url);

/** Held once read: it is the same for every invoice. */
const held = new Map<string, Promise<Buffer>>();

const readUnpacked = async (path: string): Promise<Buffer> => unpackWoff(await readFile(path));

/** `subset` as the package names it: `chinese-simplified`, `latin`, or the number of a slice. */
export const readFontFile = (subset: string): Promise<Buffer> => {
  const reading = held.get(subset) ?? readUnpacked(require.resolve(`${family}/files/noto-sans-sc-${subset}-${weight}`));
  held.set(subset, reading);
  return reading;
};

type Range = { readonly subset: string; readonly from: number; readonly to: number };
let ranges: Promise<readonly Range[]> | null = null;

const rangesOf = (subset: string, list: string): Range[] =>
  list.split(',').map((range) => {
    const [from = '', to = from] = range.replace('U+', '').split('-');
    return { subset: subset.replace(/[[\]]/g, ''), from: Number.parseInt(from, 16), to: Number.parseInt(to, 16) };
  });

const readRanges = async (): Promise<readonly Range[]> => {
  const table = JSON.parse(await readFile(require.resolve(`${family}/unicode.json`), 'utf8')) as Record<string, string>;
  return Object.entries(table).flatMap(([subset, list]) => rangesOf(subset, list));
};

/** The slice that is said to hold a character; it may lack it all the same. Null where none is said to. */
export const sliceOf = async (codePoint: number): Promise<string | null> => {
  ranges ??= readRanges();
  return (await ranges).find(({ from, to }) => from <= codePoint && codePoint <= to)?.subset ?? null;
};
