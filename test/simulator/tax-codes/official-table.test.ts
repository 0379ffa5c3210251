// A full table from a file: columns by header, bad rows by line, rates from the file or settled by the bureau's own table.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type OfficialTable, readOfficialTable } from '../../../simulator/tax-codes/official-table.ts';
import { readTableFile } from '../../../simulator/tax-codes/read-table-file.ts';
import { shippedTable, tableOf } from '../../../simulator/tax-codes/tax-codes.ts';
import { judged, lineOf, orderOf } from '../rules/judged.ts';

const own = shippedTable().codes;
const read = async (text: string | Uint8Array): Promise<OfficialTable> =>
  readOfficialTable(await readTableFile(typeof text === 'string' ? Buffer.from(text) : text), own);
const codesOf = (table: OfficialTable) => (table.ok ? table.codes : []);
const row = (code: string, name = '名称', short = '简称', rest = '') => `${code},${name},${short}${rest}\n`;
const head = 'code,name,shortName\n';

/** What the file's table makes of an order of one line at this code and rate. */
const judgedBy = (table: OfficialTable, changed: Parameters<typeof lineOf>[0]) => {
  const found = tableOf(codesOf(table));
  return judged(orderOf([lineOf(changed)]), { taxTable: () => found });
};

describe('the file', () => {
  it.each([
    ['English headers', 'code,name,shortName,rates\n3040201050000000000,训练,信息技术服务,0.06\n'],
    ['Chinese headers, another order', '税率,简称,编码,名称\n6%,信息技术服务,3040201050000000000,训练\n'],
    [
      'a title above, quotes, CRLF and a BOM',
      '\ufeff编码表,,,\r\n编码,名称,简称,税率\r\n3040201050000000000,"训练",信息技术服务,6%\r\n',
    ],
  ])('is read with %s', async (_what, text) => {
    const [code] = codesOf(await read(text));
    expect(code).toMatchObject({
      ...{ code: '3040201050000000000', name: '训练', shortName: '信息技术服务', leaf: true },
      rates: [{ rate: '0.06', from: '2016-05-01', to: null }],
    });
  });

  it('may be XLSX, with dates and marked summary items', async () => {
    const codes = codesOf(await read(readFileSync('test/simulator/tax-codes/made-up-codes.xlsx')));
    expect(codes.map(({ code, leaf, validFrom, validTo }) => [code, leaf, validFrom, validTo])).toEqual([
      ['3040201000000000000', false, '2016-05-01', null],
      ['3040201050000000000', true, '2026-01-01', null],
      ['3040201060000000000', true, '2016-05-01', '2019-12-31'],
    ]);
  });

  it('may be in GBK', async () => {
    // 编码,名称 and 训练 as GBK writes them.
    const text = Buffer.concat([
      Buffer.from('b1e0c2eb2cc3fbb3c60a', 'hex'),
      Buffer.from('3040201050000000000,'),
      Buffer.from('d1b5c1b70a', 'hex'),
    ]);
    expect(codesOf(await read(text))).toMatchObject([{ name: '训练', shortName: '训练' }]);
  });
});

describe('a bad row', () => {
  it('is reported by its line, with all the others', async () => {
    const text =
      'code,name,shortName,rates,validFrom\n' +
      '103040501,短,简称,,\n' +
      '3040201050000000000,好,简称,6%,2026-01-01\n\n' +
      '3040201050000000000,又,简称,,\n' +
      '3040201060000000000,,简称,,\n' +
      '3040201070000000000,率,简称,six,\n' +
      '3040201080000000000,日,简称,,2026-02-30\n' +
      '3.04020109e18,数,简称,,\n';
    const table = await read(text);
    expect(table.ok ? [] : table.badRows.map(({ line, reason }) => `${line} ${reason.slice(0, 26)}`)).toEqual([
      '2 "103040501" is no code: 19',
      '5 3040201050000000000 stands',
      '6 3040201060000000000 has no',
      '7 "six" is no rate: write 13',
      '8 "2026-02-30" is no day: wr',
      '9 "3.04020109e18" is no code',
    ]);
  });

  it.each([
    ['a header that names no code', 'a,b\n1,2\n', 'no header'],
    ['no row below the header', head, 'no code below the header'],
  ])('is said of %s', async (_what, text, reason) => {
    expect(await read(text)).toMatchObject({
      ok: false,
      badRows: [{ line: 1, reason: expect.stringContaining(reason) }],
    });
  });
});

describe('rates that the file lacks', () => {
  it.each([
    ['a code the bureau knows', '3040201010000000000', '0.06'],
    ['a relative of software services', '3040201880000000000', '0.06'],
    ['a relative of clothes', '1040201880000000000', '0.13'],
    ['a relative of grain', '1010101880000000000', '0.09'],
  ])('are settled for %s', async (_what, taxCode, rate) => {
    const table = await read(head + row(taxCode));
    const tax = (Number(rate) * 100).toFixed(2);
    expect(judgedBy(table, { taxCode, rate, tax })).toEqual([]);
  });

  it('stay unknown where relatives differ, and the code is refused with that reason', async () => {
    const taxCode = '3040599000000000000';
    const table = await read(head + row(taxCode));
    expect(table).toMatchObject({ ok: true, withoutRates: 1 });
    expect(judgedBy(table, { taxCode })).toEqual(['/lines/0/taxCode P-8']);
  });

  it('give way to those of the file', async () => {
    const taxCode = '3040599000000000000';
    const table = await read(`code,name,rates\n${taxCode},租赁,13%、9%\n`);
    expect(judgedBy(table, { taxCode, rate: '0.13', tax: '13.00' })).toEqual([]);
    expect(judgedBy(table, { taxCode, rate: '0.06', tax: '6.00' })).toEqual(['/lines/0/rate P-8']);
  });

  it('a code with others below it is a summary item', async () => {
    const table = await read(head + row('3040201000000000000') + row('3040201010000000000'));
    expect(codesOf(table).map(({ leaf }) => leaf)).toEqual([false, true]);
  });
});

/** Beside the checkout, or beside the folder of its worktrees. */
const full = ['../shared/data/tax-codes-2017.csv', '../../shared/data/tax-codes-2017.csv'].find(existsSync);
describe.runIf(full)(
  'the public print of 2017 (skipped where the file is absent: it is no part of the project)',
  () => {
    it('is read whole', async () => {
      const table = await read(readFileSync(full ?? ''));
      expect(codesOf(table)).toHaveLength(4205);
      expect(codesOf(table).filter(({ leaf }) => leaf)).toHaveLength(3535);
    });
  },
);
