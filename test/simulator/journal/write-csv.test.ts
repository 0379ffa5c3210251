// The journal as CSV: what any reader of RFC 4180 gets back, and what a spreadsheet must not make of it.
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCsvWriter } from '../../../simulator/journal/write-csv.ts';
import { openCounter } from '../counter.ts';
import { order } from '../operations/books.ts';

type Row = Readonly<Record<string, string>>;

const exported = async (format: 'csv' | 'excel') => {
  const { ask, tenant } = openCounter();
  await ask({ payload: { ...order, remark: '第一行\n"第二行", 完' } });
  await tenant.moveClock({ advanceMs: 60_000 });
  const pieces = tenant.exportJournal({ shown: 'plain', format, from: null, to: null });
  let text = '';
  for (let piece = await pieces.next(); !piece.done; piece = await pieces.next()) text += piece.value;
  return text;
};
const read = (text: string): readonly Row[] =>
  parse<Row>(text, { bom: true, columns: (names: string[]) => names.map((name) => name.split(' ')[0] ?? '') });

const cellOf = (cause: string, format: 'csv' | 'excel' = 'csv'): string => {
  const { begin, row } = createCsvWriter(format);
  return read(begin + row({ kind: 'status', at: 'then', cause }))[0]?.['cause'] ?? 'no such column';
};

describe('an export as CSV', () => {
  it('has a row for each exchange and each change, and an end that counts them', async () => {
    const rows = read(await exported('csv'));
    expect(rows.map(({ kind, seq, orderNo, from, to, by }) => [kind, seq, orderNo, from, to, by])).toEqual([
      ['exchange', '1', 'SO-1', '', '', ''],
      ['status', '1', 'SO-1', 'none', 'issued', 'exchange 1'],
      ['status', '2', 'SO-1', 'issued', 'delivered', 'bureau'],
      ['end', '', '', '', '', ''],
    ]);
    expect(JSON.parse(rows.at(-1)?.['details'] ?? '')).toMatchObject({ kind: 'end', exchanges: 1, changes: 2 });
  });

  it('has payloads, return code and gates of an exchange, line breaks and quotes as they were', async () => {
    const [exchange] = read(await exported('csv'));
    expect(exchange).toMatchObject({ interface: 'invoice.issue', returnCode: '0000', end: 'answered' });
    expect(JSON.parse(exchange?.['request'] ?? '')).toMatchObject({ remark: '第一行\n"第二行", 完' });
    expect(JSON.parse(exchange?.['details'] ?? '')).toMatchObject({
      gates: expect.any(Array),
      nonce: expect.any(String),
    });
  });

  it('names its columns in both languages and ends its lines as RFC 4180 says', async () => {
    const text = await exported('csv');
    expect(text).toMatch(/^at 时间,kind 类别,seq 序号,/);
    expect(text).toMatch(/details 其余\r\n/);
  });

  it('begins with a byte order mark for Excel alone, where long digits stay text', async () => {
    const [plain, excel] = [await exported('csv'), await exported('excel')];
    expect([plain.charCodeAt(0), excel.charCodeAt(0)]).toEqual(['a'.charCodeAt(0), 0xfeff]);
    expect(read(excel)[0]?.['invoiceNo']).toMatch(/^\d{20}\t$/);
    expect(read(plain)[0]?.['invoiceNo']).toMatch(/^\d{20}$/);
  });

  it.each([
    '=HYPERLINK("http://evil.example","总额")',
    '+1+1',
    '-2+3',
    '@SUM(A1)',
    '\t=1+1',
    '\r=1+1',
    '  =1+1',
    '＝1+1',
    '＋1',
    '－1',
    '＠A1',
  ])('lets no spreadsheet compute %j', (cause) => {
    expect(cellOf(cause)).toBe(`'${cause}`);
  });

  it('gives every text back as it was, but for the apostrophe before a formula', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (cause) => {
        expect([cause, `'${cause}`]).toContain(cellOf(cause));
        expect(cellOf(cause)).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
      }),
    );
  });
});
