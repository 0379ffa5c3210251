// The client beside a bureau that is away, that limits it or that is overrun: it waits as it is told, and every order is issued once.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Clock } from '../../client/clock.ts';
import { createTaxClient } from '../../client/tax-client.ts';
import { writeInstant } from '../../protocol/timestamp.ts';
import { type Bureau, createBureau } from '../../simulator/bureau.ts';
import type { TenantSettings } from '../../simulator/register/tenant-settings.ts';
import { application, order, seller } from '../simulator/operations/books.ts';
import { startMs } from './test-clock.ts';

let bureau: Bureau;
let ca: string;
beforeAll(async () => {
  bureau = await createBureau({ port: 0, controlPort: 0 });
  ca = await (await fetch(new URL('/control/v1/root.pem', bureau.control.url))).text();
});
afterAll(() => bureau.close());

/** A client whose waits move the bureau's clock; a response timeout never runs out. */
const openShop = async (id: string, settings: Partial<TenantSettings>) => {
  const appId = `LD-${id}`;
  const clock = { mode: 'frozen', now: writeInstant(startMs) } as const;
  const applications = [{ ...application, appId }];
  const made = await bureau.createTenant({ id, clock, settings, sellers: [seller], applications });
  const tenant = bureau.tenant(id);
  if (!made.ok || !tenant) throw new Error(JSON.stringify(made));
  const waits: number[] = [];
  const clientClock: Clock = {
    now: tenant.clock.now,
    sleep: async (durationMs, { reason, signal }) => {
      if (reason === 'response-timeout')
        return new Promise((_, fail) => signal.addEventListener('abort', () => fail(signal.reason)));
      waits.push(durationMs / 1000);
      await tenant.moveClock({ advanceMs: durationMs });
    },
  };
  const client = createTaxClient({
    baseUrl: String(new URL(`/t/${id}/test/v1`, bureau.url)),
    credentials: applications[0] ?? application,
    ...{ ca, clock: clientClock },
  });
  const issue = async (count: number) => {
    const codes = [];
    for (let no = 1; no <= count; no += 1)
      codes.push((await client.issue({ ...order, orderNo: `SO-${no}` })).returnCode);
    await client.close();
    return codes;
  };
  const orders = () =>
    (tenant.readLedger()['invoices'] as readonly Record<string, unknown>[]).map(({ orderNo }) => orderNo);
  return { issue, orders, waits };
};
const inMinutes = (minutes: number): string => writeInstant(startMs + minutes * 60_000);

describe('the client', () => {
  it('waits for the end of an announced maintenance', async () => {
    const maintenance = [{ announced: true, from: inMinutes(-10), to: inMinutes(120) }];
    const shop = await openShop('announced', { maintenance });
    expect([await shop.issue(2), shop.waits]).toEqual([['0000', '0000'], [7200]]);
  });

  it('asks again and again while an unannounced one lasts', async () => {
    const maintenance = [{ announced: false, from: inMinutes(-10), to: inMinutes(5) }];
    const shop = await openShop('unannounced', { maintenance });
    expect(await shop.issue(1)).toEqual(['0000']);
    expect(shop.waits.reduce((sum, wait) => sum + wait)).toBeGreaterThanOrEqual(300);
  });

  it('keeps within a rate limit by waiting as it is told, and is never locked out longer', async () => {
    const shop = await openShop('limited', { rateLimit: { requests: 5, perSeconds: 60, lockOutSeconds: 30 } });
    expect([await shop.issue(20), shop.waits]).toEqual([Array(20).fill('0000'), [30, 30, 30]]);
    expect(shop.orders()).toEqual(Array.from({ length: 20 }, (_, at) => `SO-${at + 1}`));
  });

  it('comes back to a bureau that was overrun', async () => {
    const shop = await openShop('overrun', { busyAbovePerSecond: 3 });
    expect([await shop.issue(9), shop.waits]).toEqual([Array(9).fill('0000'), [10, 10]]);
  });
});
