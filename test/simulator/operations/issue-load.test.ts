import { describe, expect, it } from 'vitest';
import { noon, openBooks, order } from './books.ts';

describe('a bureau that issues at once up to 2 orders a second', () => {
  const settings = { asynchronousAbovePerSecond: 2 };
  const codesOf = (instants: readonly number[]) => {
    const books = openBooks({ settings });
    return instants.map((at, no) => books.issue({ ...order, orderNo: `SO-${no}` }, { now: noon + at }).returnCode);
  };

  it('accepts further ones only, until the second is over', () => {
    expect(codesOf([0, 0, 0, 999, 1000])).toEqual(['0000', '0000', '0001', '0001', '0000']);
  });

  it('does not count what it refused', () => {
    const books = openBooks({ settings });
    for (const _ of [1, 2, 3]) books.issue({ ...order, clerk: '' });
    expect(books.issue(order).returnCode).toBe('0000');
  });

  it('issues the accepted ones when their time has come', () => {
    const books = openBooks({ settings });
    for (const no of [1, 2, 3]) books.issue({ ...order, orderNo: `SO-${no}` });
    expect(books.ledger.invoices().length).toBe(2);
    books.advanceTo(noon + 5000);
    expect(books.ledger.invoices().length).toBe(3);
  });
});
