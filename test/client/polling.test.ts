// How an accepted order is asked after (C-10).
import { describe, expect, it } from 'vitest';
import type { Reply } from './fake-bureau.ts';
import { sampleOrder } from './sample-order.ts';
import { askedOf, createTaxpayer, endOf } from './taxpayer.ts';
import { startMs } from './test-clock.ts';

const order = sampleOrder();
const processing: Reply = { code: '0000', data: { orderNo: order.orderNo, status: 'processing' } };
const always = (reply: Reply): Reply[] => Array.from({ length: 200 }, () => reply);

const pausesOf = (clock: { readonly waits: readonly [string, number][] }): number[] =>
  clock.waits.map(([, seconds]) => seconds);

describe('polling', () => {
  it('pauses 3 s first, then longer and longer, up to 60 s', async () => {
    const { client, clock } = createTaxpayer([{ code: '0001' }, ...always(processing)]);
    await endOf(client.issue(order));
    const pauses = pausesOf(clock);
    expect(pauses.slice(0, 3)).toEqual([3, 4.5, 6.75]);
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    expect(pauses.at(-1)).toBe(60);
  });

  it('ends as unknown when the first poll is due 30 min or more after acceptance, and does not ask then', async () => {
    const { client, clock, bureau } = createTaxpayer([{ code: '0001' }, ...always(processing)]);
    expect(await endOf(client.issue(order))).toBe('OutcomeUnknown');
    const minutes = (clock.now() - startMs) / 60_000;
    expect([minutes >= 30, minutes < 31]).toEqual([true, true]);
    expect(Math.max(...bureau.seen.map((seen) => seen.atMs)) - startMs).toBeLessThan(30 * 60_000);
  });

  it('counts an unreadable poll as a poll, with at least the waits of the ladder', async () => {
    const { client, clock, bureau } = createTaxpayer([{ code: '0001' }, 'garbage', 'refused', 'reset']);
    expect(await endOf(client.issue(order))).toBe('issued');
    expect(pausesOf(clock)).toEqual([3, 10, 30, 60]);
    expect(askedOf(bureau)).toBe('issue query query query issue');
  });

  it('never pauses shorter after a busy wait', async () => {
    const { client, clock } = createTaxpayer([{ code: '0001' }, { code: '3001' }, processing, processing]);
    await endOf(client.issue(order));
    expect(pausesOf(clock)).toEqual([3, 10, 15, 22.5]);
  });

  it('polls after 4003 and after a query that says processing', async () => {
    const { client, bureau } = createTaxpayer(['reset', { code: '4004' }, { code: '4003' }, processing]);
    expect(await endOf(client.issue(order))).toBe('issued');
    expect(askedOf(bureau)).toBe('issue query issue query query issue');
  });

  it('ends as refused when the bureau could not issue what it had accepted', async () => {
    const failed: Reply = { code: '0000', data: { orderNo: order.orderNo, status: 'failed' } };
    const { client } = createTaxpayer([{ code: '0001' }, failed]);
    expect(await endOf(client.issue(order))).toBe('StopAndTellPerson');
  });

  it('tells a person when an accepted order vanishes for the fourth time', async () => {
    const vanishing = Array.from({ length: 9 }, (): Reply[] => [{ code: '0001' }, { code: '4004' }]).flat();
    const { client, bureau } = createTaxpayer(vanishing);
    expect(await endOf(client.issue(order))).toBe('OutcomeUnknown');
    expect(bureau.seen).toHaveLength(8);
  });
});
