// The rush in full: 64 clients, the same 1000 orders; it takes half a minute of both processors, so it is not in `npm test`.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BureauProcess, startBureau } from '../../bench/bureau-process.ts';
import { runRush } from '../../bench/concurrency/rush.ts';
import { rushes } from '../../bench/concurrency/rushes.ts';

let bureau: BureauProcess;
beforeAll(async () => {
  bureau = await startBureau('--in-memory');
});
afterAll(() => bureau.stop('SIGTERM'));

it('makes exactly 1000 invoices of 64 000 requests for 1000 orders', { timeout: 600_000 }, async () => {
  const rush = { bureau, tenant: 'full', clients: 64, orders: 1000, seed: 20261125, ...rushes.plain };
  expect(await runRush(rush)).toMatchObject({ invoices: 1000, codes: { '0000': 1000, '4001': 63_000 }, wrongs: [] });
});
