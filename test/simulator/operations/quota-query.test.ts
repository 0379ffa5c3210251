import { describe, expect, it } from 'vitest';
import { quotaQuery } from '../../../simulator/operations/quota-query.ts';
import { loadOperations, operationNames, operationOf } from '../../../simulator/operations/registry.ts';
import { application, openBooks, order, seller } from './books.ts';

const quotaAt = (instant: string, total = '1000000.00') => {
  const books = openBooks();
  books.issue(order);
  const sellers = new Map([[seller.taxNo, { ...seller, quota: total }]]);
  return quotaQuery.execute({}, books.context({ now: Date.parse(instant), sellers })).data;
};

describe('quota.query', () => {
  it.each([
    ['2026-11-30T23:59:59.999+08:00', '1000000.00', { period: '2026-11', used: '100.00', available: '999900.00' }],
    ['2026-12-01T00:00:00.000+08:00', '1000000.00', { period: '2026-12', used: '0.00', available: '1000000.00' }],
    ['2026-11-23T12:00:00.000+08:00', '99.00', { period: '2026-11', used: '100.00', available: '0.00' }],
  ])('tells at %s of a total of %s what is left', (instant, total, expected) => {
    expect(quotaAt(instant, total)).toEqual({ total, filed: true, ...expected });
  });

  it('answers 2001 to an application without a registered seller', () => {
    const lonely = openBooks().context({ application: { ...application, sellers: ['91440300MA5EW1BM6B'] } });
    expect(quotaQuery.execute({}, lonely)).toMatchObject({ returnCode: '2001', data: null });
  });
});

describe('the operations', () => {
  it('are found by their interface, at once when they were called before', async () => {
    await loadOperations();
    expect([...operationNames].map((name) => operationOf(name))).toEqual(
      [...operationNames].map((name) => expect.objectContaining({ interface: name })),
    );
    expect(operationOf('invoice.burn')).toBeNull();
  });
});
