import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Refusal } from '../../cli/refusal.ts';
import { taxCodesOf } from '../../cli/tax-codes-of.ts';

const fileOf = (text: string): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'tax-codes-')), 'codes.csv');
  writeFileSync(file, text);
  return file;
};

it('reads a table', async () => {
  const codes = await taxCodesOf(fileOf('编码,名称,税率\n3040201050000000000,训练,6%\n'));
  expect(codes.map(({ code }) => code)).toEqual(['3040201050000000000']);
});

it('shows the first ten bad rows by line, and how many more there are', async () => {
  const rows = Array.from({ length: 13 }, (_, index) => `${index},名称\n`).join('');
  const refusal = await taxCodesOf(fileOf(`编码,名称\n${rows}`)).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Refusal);
  const lines = String(refusal).split('\n');
  expect(lines[0]).toContain('13 bad rows');
  expect(lines.slice(1, 11).map((line) => line.trim().split(':')[0])).toEqual(
    Array.from({ length: 10 }, (_, index) => `line ${index + 2}`),
  );
  expect(lines[11]).toContain('and 3 more');
});

it.each([
  ['a file that is not there', 'no-such-file.csv', 'cannot be read (ENOENT)'],
  ['an archive that is no spreadsheet', fileOf('PK\u0003\u0004 nothing'), 'neither CSV nor XLSX'],
  ['a quote that does not end', fileOf('编码,名称\n"304,a\n'), 'neither CSV nor XLSX'],
])('refuses %s', async (_what, file, complaint) => {
  const refusal = await taxCodesOf(file).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Refusal);
  expect(String(refusal)).toContain(complaint);
});
