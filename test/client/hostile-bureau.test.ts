// The client beside a bureau that is hostile in every lawful way and loses answers besides: each order is issued exactly once.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Clock } from '../../client/clock.ts';
import { createTaxClient } from '../../client/tax-client.ts';
import { createSm2KeyPair } from '../../protocol/sm2.ts';
import { writeInstant } from '../../protocol/timestamp.ts';
import { type Bureau, createBureau } from '../../simulator/bureau.ts';
import { hostilityNames } from '../../simulator/hostility/names.ts';
import type { JournalEntry } from '../../simulator/journal/entry.ts';
import type { Tenant } from '../../simulator/tenant.ts';
import { application, order, seller } from '../simulator/operations/books.ts';
import { startMs } from './test-clock.ts';

const count = 70;
const pair = createSm2KeyPair();

let bureau: Bureau;
let ca: string;
beforeAll(async () => {
  bureau = await createBureau({ port: 0, controlPort: 0, hostile: 1 });
  ca = await (await fetch(new URL('/control/v1/root.pem', bureau.control.url))).text();
});
afterAll(() => bureau.close());

/** The tenant's clock is the client's: a wait moves it, and what is due in the tenant happens on the way. */
const clockOf = (tenant: Tenant): Clock => ({
  now: tenant.clock.now,
  sleep: async (durationMs, { reason, signal }) => {
    if (reason !== 'response-timeout') return void (await tenant.moveClock({ advanceMs: durationMs }));
    await new Promise((_, fail) => {
      signal.addEventListener('abort', () => fail(signal.reason));
    });
  },
});

/** What the road and the load add: answers lost after the deed, and busy hours. */
const faults = [
  {
    id: 'lost',
    match: { interface: 'invoice.issue' },
    when: { probability: 0.3 },
    phase: 'after-commit',
    effect: { httpStatus: 504 },
  },
  { id: 'busy', match: {}, when: { probability: 0.1 }, phase: 'before', effect: { returnCode: '3001' } },
] as const;

const openTenant = async (hostileSeed: number, signType: 'HMAC-SM3' | 'SM2-SM3'): Promise<Tenant> => {
  const id = `hostile-${hostileSeed}`;
  const keys = { ...application, appId: `LD-${id}`, signType, publicKeyPem: pair.publicKeyPem };
  const clock = { mode: 'frozen', now: writeInstant(startMs) } as const;
  const made = await bureau.createTenant({
    ...{ id, clock, seed: 1, sellers: [seller], applications: [keys] },
    settings: { hostile: { seed: hostileSeed } },
  });
  expect(made).toMatchObject({ ok: true });
  const tenant = bureau.tenant(id);
  if (!tenant) throw new Error('the tenant is there');
  tenant.faults.replace(faults);
  return tenant;
};

const openClient = (tenant: Tenant, format: 'json' | 'xml', signType: 'HMAC-SM3' | 'SM2-SM3') =>
  createTaxClient({
    baseUrl: String(new URL(`/t/${tenant.id}/test/v1`, bureau.url)),
    credentials: {
      ...{ ...application, appId: `LD-${tenant.id}`, signType, privateKeyPem: pair.privateKeyPem },
      bureauPublicKeyPem: String(tenant.view()['bureauPublicKeyPem']),
    },
    ...{ format, ca, clock: clockOf(tenant) },
  });

it.each([
  { seed: 1, format: 'json', signType: 'HMAC-SM3' },
  { seed: 2, format: 'xml', signType: 'HMAC-SM3' },
  { seed: 3, format: 'json', signType: 'SM2-SM3' },
  { seed: 4, format: 'json', signType: 'HMAC-SM3' },
] as const)('issues every order once, with seed $seed in $format and $signType', async ({ seed, format, signType }) => {
  const tenant = await openTenant(seed, signType);
  const client = openClient(tenant, format, signType);
  const issued: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const report = await client.issue({ ...order, orderNo: `SO-${at}` });
    issued.push(`${report.invoice?.orderNo} ${report.invoice?.invoiceNo}`);
  }
  await client.close();
  const entries = tenant.readJournal({ after: 0, limit: 10_000 })['entries'] as readonly JournalEntry[];
  const acted = new Set(entries.flatMap(({ hostilities = [] }) => hostilities));
  const books = tenant.readLedger()['invoices'] as readonly { readonly orderNo: string; readonly invoiceNo: string }[];
  expect(issued.sort()).toEqual(books.map(({ orderNo, invoiceNo }) => `${orderNo} ${invoiceNo}`).sort());
  expect(new Set(books.map(({ orderNo }) => orderNo)).size).toBe(count);
  expect([...acted].sort()).toEqual([...hostilityNames].sort());
  expect(new Set(entries.flatMap(({ fault }) => fault?.id ?? []))).toEqual(new Set(['lost', 'busy']));
});
