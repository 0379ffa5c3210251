// Many clients with the same orders at once, over real connections: one invoice and one number an order (B-1, B-2, B-10).
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BureauProcess, startBureau } from '../../bench/bureau-process.ts';
import { type Expectation, findWrongs, type Ledger, type Rushed } from '../../bench/concurrency/books.ts';
import { runRush } from '../../bench/concurrency/rush.ts';
import { rushes } from '../../bench/concurrency/rushes.ts';

const [clients, orders, seed] = [64, 20, 20261125];

let bureau: BureauProcess;
beforeAll(async () => {
  bureau = await startBureau('--in-memory');
});
afterAll(() => bureau.stop('SIGTERM'));

it.each(Object.entries(rushes))('takes each order once: %s', async (tenant, manner) => {
  const { wrongs, codes, invoices, broken } = await runRush({ bureau, tenant, clients, orders, seed, ...manner });
  expect(wrongs).toEqual([]);
  expect(invoices).toBe(orders * new Set(manner.applications).size);
  expect(Object.values(codes).reduce((sum, times) => sum + times, 0)).toBe(clients * orders);
  expect(broken > 0).toBe(manner.lostShare > 0);
});

/** Two clients with one order, as it should be; each row spoils it. */
const lawful = {
  ledger: {
    invoices: [{ orderNo: 'RUSH-0', invoiceNo: '1' }],
    orders: [{ state: 'issued' }],
    quota: [{ environment: 'test', used: '1.00' }],
  } satisfies Ledger,
  heard: [
    { orderNo: 'RUSH-0', code: '0000', invoiceNo: '1' },
    { orderNo: 'RUSH-0', code: '4001', invoiceNo: '1' },
  ],
};
const expected: Expectation = { orders: 1, environments: ['test'], everyFirst: true };
const wrongsOf = (ledger: Partial<Ledger>, heard: Rushed['visited']['heard']) =>
  findWrongs({ ...lawful.ledger, ...ledger }, [{ environment: 'test', visited: { heard, broken: 0 } }], expected);

it('finds nothing wrong with one invoice', () => {
  expect(wrongsOf({}, lawful.heard)).toEqual([]);
});

const [taken, again] = lawful.heard as [(typeof lawful.heard)[0], (typeof lawful.heard)[0]];
it.each([
  ['two invoices', { invoices: [...lawful.ledger.invoices, { orderNo: 'RUSH-0', invoiceNo: '2' }] }, lawful.heard],
  ['no invoice', { invoices: [] }, lawful.heard],
  ['another number told', {}, [taken, { ...again, invoiceNo: '2' }]],
  ['taken twice', {}, [taken, taken]],
  ['never taken', {}, [again, again]],
  ['another answer', {}, [taken, { ...again, code: '9999' }]],
  ['no number told', {}, [taken, { ...again, invoiceNo: null }]],
  ['the quota taken twice', { quota: [{ environment: 'test' as const, used: '2.00' }] }, lawful.heard],
])('finds wrong: %s', (_what, ledger, heard) => {
  expect(wrongsOf(ledger, heard).length).toBeGreaterThan(0);
});
