import { describe, expect, it } from 'vitest';
import { order } from '../operations/books.ts';
import { errorsOf, judged, lineOf, orderOf } from './judged.ts';

describe('the judgement of an invoice', () => {
  it('reports every error of the payload at once', () => {
    const lines = [
      lineOf({ tax: '7.00', name: '*软件*开发 ' }),
      lineOf({ taxCode: '1', rate: 0.06 }),
      lineOf({ kind: '1', amount: '10.00', rate: '0', tax: '0.00', unit: '项' }),
    ];
    const wrong = { ...orderOf([]), lines, clerk: '', buyer: { ...order.buyer, taxNo: 'x' }, total: '1.5' };
    expect(judged(wrong).sort()).toEqual(
      [
        '/amount P-4',
        '/buyer/taxNo P-2',
        '/clerk P-1',
        '/lines/0/name P-1',
        '/lines/0/name P-10',
        '/lines/0/tax P-5',
        '/lines/1/rate P',
        '/lines/1/taxCode P',
        '/lines/2/amount P-3',
        '/lines/2/kind P-9',
        '/lines/2/policy P-8',
        '/lines/2/unit P-9',
        '/tax P-4',
        '/total P-3',
      ].sort(),
    );
  });

  it('reports fifty errors at most', () => {
    const wrong = (count: number) => orderOf(Array.from({ length: count }, () => lineOf({ unit: ' 项' })));
    expect([judged(wrong(49)).length, judged(wrong(50)).length, judged(wrong(51)).length]).toEqual([49, 50, 50]);
  });

  it('says of each error what was expected, what came and what to do', () => {
    const wrong = { ...order, clerk: null, lines: [lineOf({ tax: '9.99' })], tax: '9.99', total: '109.99' };
    expect(errorsOf(wrong)).toEqual([
      {
        field: '/clerk',
        rule: 'P-1',
        message:
          'expected a value: this member is required; received nothing; send it; empty and null count as missing',
      },
      {
        field: '/lines/0/tax',
        rule: 'P-5',
        message:
          'expected 6.00, at most 0.06 away; received 9.99; the tax is (amount − deduction) × rate, rounded half away from zero',
      },
      {
        field: '/tax',
        rule: 'P-6',
        message:
          'expected 6, at most 1.27 away; received 9.99; the roundings of the lines add up too far: divide the invoice, or round each line to the nearest fen',
      },
    ]);
  });

  it.each([{}, { lines: [null, 7, []] }, { seller: 'x', buyer: [1], lines: {} }])('survives %j', (payload) => {
    expect(judged(payload).length).toBeGreaterThan(5);
  });
});
