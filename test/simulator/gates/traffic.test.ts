// What a client meets that comes at a bad time: maintenance, a rate limit, a bureau under load.
import { describe, expect, it } from 'vitest';
import { readInstant } from '../../../protocol/timestamp.ts';
import { fault, openCounter } from '../counter.ts';
import { application, order } from '../operations/books.ts';

const twice = { requests: 2, perSeconds: 60, lockOutSeconds: 10 };
type Said = { readonly returnCode: string | undefined; readonly message: Readonly<Record<string, string>> };
const gist = ({ returnCode, message }: Said): string => `${returnCode} ${message['retryAfter'] ?? '-'}`;
const no = (number: number) => ({ ...order, orderNo: `SO-${number}` });
const window = { announced: true, from: '2026-11-01T00:00:00.000+08:00', to: '2030-01-01T00:00:00.000+08:00' };

describe('a client at a bad time', () => {
  it('is sent away by a signed answer to the end of an announced maintenance, and served after it', async () => {
    const from = '2026-11-23T02:00:00.000+08:00';
    const to = '2026-11-23T04:00:00.000+08:00';
    const clock = { mode: 'frozen' as const, rate: 1, now: readInstant('2026-11-23T03:00:00.000+08:00') ?? 0 };
    const counter = openCounter({
      clock,
      settings: { maintenance: [{ announced: true, label: 'new rules', from, to }] },
    });
    const away = await counter.ask({ payload: order });
    expect([gist(away), away.signed, away.data]).toEqual(['3003 3600', true, null]);
    expect(counter.lastEntry()?.gates.at(-1)).toEqual({
      gate: 'maintenance',
      clause: 'B-16',
      verdict: 'refused',
      returnCode: '3003',
      expected: 'a bureau that is not under maintenance',
      received: `announced maintenance (new rules), until ${to}`,
      retryAfterSeconds: 3600,
    });
    await counter.tenant.moveClock({ advanceMs: 3_600_000 });
    expect(gist(await counter.ask({ payload: order }))).toBe('0000 -');
  });

  it('is not told the end of an unannounced one', async () => {
    const counter = openCounter({
      settings: { maintenance: [{ ...window, announced: false, from: '2020-01-01T00:00:00.000+08:00' }] },
    });
    expect(gist(await counter.ask({ payload: order }))).toBe('3003 -');
  });

  it('is locked out when it comes too often, and longer when it comes early', async () => {
    const counter = openCounter({ settings: { rateLimit: twice } });
    const said = [];
    for (const orderNo of [1, 2, 3, 4]) said.push(gist(await counter.ask({ payload: no(orderNo) })));
    await counter.tenant.moveClock({ advanceMs: 19_999 });
    said.push(gist(await counter.ask({ payload: no(3) })));
    await counter.tenant.moveClock({ advanceMs: 40_000 });
    said.push(gist(await counter.ask({ payload: no(3) })));
    expect(said).toEqual(['0000 -', '0000 -', '3004 10', '3004 20', '3004 40', '0000 -']);
    expect(counter.journal()[2]?.gates.at(-1)).toMatchObject({
      gate: 'rate',
      clause: 'B-17',
      expected: 'at most 2 requests in 60 s',
      received: 'locked out for 10 s; each request before that doubles it',
    });
  });

  it('is not locked out by its neighbour, nor by requests that were not genuine (B-10)', async () => {
    const shop = { ...application, appId: 'LD0000000002' };
    const counter = openCounter({ applications: [application, shop], settings: { rateLimit: twice } });
    for (const _ of [1, 2, 3]) await counter.ask({ payload: order, appSecret: 'another-secret-of-somebody' });
    for (const orderNo of [1, 2, 3]) await counter.ask({ as: shop, payload: no(orderNo) });
    expect(gist(await counter.ask({ payload: no(9) }))).toBe('0000 -');
  });

  it('is told that the bureau is busy above so many requests a second', async () => {
    const counter = openCounter({ settings: { busyAbovePerSecond: 2 } });
    const said = [];
    for (const orderNo of [1, 2, 3]) said.push(gist(await counter.ask({ payload: no(orderNo) })));
    await counter.tenant.moveClock({ advanceMs: 1000 });
    said.push(gist(await counter.ask({ payload: no(3) })));
    expect(said).toEqual(['0000 -', '0000 -', '3001 10', '0000 -']);
  });

  it('meets maintenance before the rate limit, and that before the load (E-6)', async () => {
    const counter = openCounter({
      settings: {
        maintenance: [{ ...window, from: '2020-01-01T00:00:00.000+08:00' }],
        rateLimit: { requests: 1, perSeconds: 1 },
        busyAbovePerSecond: 0,
      },
    });
    const code = async () => (await counter.ask({ payload: order })).returnCode;
    const codes = [await code()];
    await counter.tenant.patch({ settings: { maintenance: [] } });
    codes.push(await code(), await code());
    await counter.tenant.patch({ settings: { rateLimit: null } });
    codes.push(await code());
    await counter.tenant.patch({ settings: { busyAbovePerSecond: null } });
    codes.push(await code());
    expect(codes).toEqual(['3003', '3001', '3004', '3001', '0000']);
  });

  it('begins anew after a reset and after going back to a snapshot', async () => {
    const counter = openCounter({ settings: { rateLimit: twice } });
    await counter.tenant.snapshots.save('before');
    const outOfBreath = async () => {
      for (const orderNo of [1, 2, 3]) await counter.ask({ payload: no(orderNo) });
      return counter.lastEntry()?.decided?.returnCode;
    };
    const first = await outOfBreath();
    await counter.tenant.snapshots.restore('before');
    const second = await outOfBreath();
    counter.tenant.reset();
    expect([first, second, gist(await counter.ask({ payload: order }))]).toEqual(['3004', '3004', '0000 -']);
  });

  it('meets a fault of the road before any of them', async () => {
    const counter = openCounter({ settings: { busyAbovePerSecond: 0 } });
    counter.setFaults(fault({ returnCode: '3002' }));
    expect((await counter.ask({ payload: order })).returnCode).toBe('3002');
  });

  it('is refused a calendar that cannot be, with its place', async () => {
    const counter = openCounter();
    const patched = await counter.tenant.patch({
      settings: { maintenance: [{ announced: true, from: 'noon', to: '' }] },
    });
    expect(patched).toMatchObject({
      ok: false,
      problems: [{ pointer: '/settings/maintenance/0/from' }, { pointer: '/settings/maintenance/0/to' }],
    });
  });
});
