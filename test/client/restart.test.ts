// A kill with orders in flight loses none and doubles none (C-15).
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFileStore } from '../../client/store/file-store.ts';
import { createJournal } from '../../client/store/journal.ts';
import type { Reply } from './fake-bureau.ts';
import { invoiceOf, sampleOrder } from './sample-order.ts';
import { askedOf, createTaxpayer, endOf } from './taxpayer.ts';

const order = sampleOrder();
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'taxpayer-'));
});
afterEach(() => rm(folder, { recursive: true }));

const start = (...script: Reply[]) => createTaxpayer(script, { store: createFileStore(createJournal(folder)) });

/** Issues until `requests` are on the road, the last of which is never answered; then nobody looks at it any more. */
const killAfter = async (requests: number, ...script: Reply[]): Promise<void> => {
  const { client, bureau } = start(...script, 'never');
  void client.issue(order, { commandId: 'c1' });
  await vi.waitFor(() => expect(bureau.seen).toHaveLength(requests), { interval: 1 });
};

const resume = async (...script: Reply[]) => {
  const { client, bureau, clock, store } = start(...script);
  const [taken] = await client.resume();
  const end = taken ? await endOf(taken.outcome) : 'nothing was open';
  return { end, commandId: taken?.commandId, asked: askedOf(bureau), left: await store.list(), clock };
};

describe('two commands for one order at the kill', () => {
  it('are both owed the one outcome, and nothing is kept of them afterwards', async () => {
    const { client, bureau } = start('never');
    void client.issue(order, { commandId: 'c1' });
    void client.issue(order, { commandId: 'c2' });
    await vi.waitFor(() => expect(bureau.seen).toHaveLength(1), { interval: 1 });
    await vi.waitFor(async () => expect(await createFileStore(createJournal(folder)).joined()).toHaveLength(1), {
      interval: 1,
    });
    const next = start();
    const taken = await next.client.resume();
    expect(taken.map(({ commandId }) => commandId)).toEqual(['c1', 'c2']);
    expect(await Promise.all(taken.map(({ outcome }) => endOf(outcome)))).toEqual(['issued', 'issued']);
    expect([await next.store.list(), await next.store.joined(), askedOf(next.bureau)]).toEqual([[], [], 'query issue']);
  });

  it('leave nothing behind when the outcome came in time', async () => {
    const { client, store } = start();
    const both = [client.issue(order, { commandId: 'c1' }), client.issue(order, { commandId: 'c2' })];
    expect(await Promise.all(both.map(endOf))).toEqual(['issued', 'issued']);
    expect(await store.joined()).toEqual([]);
  });
});

describe('an order in flight at the kill', () => {
  it('is found again under its command, and asked for before it is sent again', async () => {
    await killAfter(1);
    expect(await resume()).toMatchObject({ end: 'issued', commandId: 'c1', asked: 'query issue', left: [] });
  });

  it('is adopted when the bureau had issued it', async () => {
    await killAfter(1);
    const { end, asked } = await resume({ code: '0000', data: invoiceOf(order) });
    expect({ end, asked }).toEqual({ end: 'issued', asked: 'query' });
  });

  it('is never rejected by a stop code any more', async () => {
    await killAfter(1);
    expect((await resume({ code: '4004' }, { code: '2001' })).end).toBe('OutcomeUnknown');
  });

  it('counts the attempts from before', async () => {
    await killAfter(2, 'reset');
    const { client } = start();
    const [taken] = await client.resume();
    expect(await taken?.outcome).toMatchObject({ attempts: 4 });
  });

  it('keeps the time it was accepted at', async () => {
    await killAfter(2, { code: '0001' });
    const processing: Reply = { code: '0000', data: { orderNo: order.orderNo, status: 'processing' } };
    const { end, clock } = await resume(...Array.from({ length: 99 }, () => processing));
    expect(end).toBe('OutcomeUnknown');
    expect(clock.waits.reduce((sum, [, seconds]) => sum + seconds, 0)).toBeLessThan(31 * 60);
  });

  it('goes on with pauses no shorter than before', async () => {
    const processing: Reply = { code: '0000', data: { orderNo: order.orderNo, status: 'processing' } };
    await killAfter(4, { code: '0001' }, processing, processing);
    const { clock } = await resume(processing);
    expect(clock.waits).toEqual([['poll', 10.125]]);
  });

  it('is taken up by an issue of the same number too', async () => {
    await killAfter(1);
    const { client, bureau } = start();
    expect(await endOf(client.issue(order))).toBe('issued');
    expect(askedOf(bureau)).toBe('query issue');
  });
});

describe('the store of a client', () => {
  it('keeps an order handed over as unknown, which then begins with a query', async () => {
    const { client, bureau, store } = createTaxpayer(['reset', 'reset', 'reset', 'reset']);
    expect(await endOf(client.issue(order))).toBe('OutcomeUnknown');
    expect(await store.list()).toMatchObject([{ key: order.orderNo, state: 'handed-over' }]);
    expect(await client.resume()).toEqual([]);
    expect(await endOf(client.issue(order))).toBe('issued');
    expect(askedOf(bureau)).toBe('issue query query query query issue');
  });

  it('has the patience of a new command for an order that is given again', async () => {
    const processing: Reply = { code: '0000', data: { orderNo: order.orderNo, status: 'processing' } };
    const { client, clock } = createTaxpayer([{ code: '0001' }, ...Array.from({ length: 37 }, () => processing)]);
    expect(await endOf(client.issue(order))).toBe('OutcomeUnknown');
    clock.waits.length = 0;
    expect(await endOf(client.issue(order))).toBe('issued');
    expect(clock.waits[0]).toEqual(['poll', 3]);
  });

  it.each<[string, Reply]>([
    ['issued', { code: '0000', data: invoiceOf(order) }],
    ['refused', { code: '1001' }],
    ['never sent', 'refused'],
  ])('forgets an order that was %s', async (_how, reply) => {
    const { client, store } = createTaxpayer([reply, reply, reply, reply]);
    await endOf(client.issue(order));
    expect(await store.list()).toEqual([]);
  });

  it('keeps what was open when the client was closed', async () => {
    const { client, bureau, store } = createTaxpayer(['never']);
    const end = endOf(client.issue(order, { commandId: 'c1' }));
    await vi.waitFor(() => expect(bureau.seen).toHaveLength(1), { interval: 1 });
    await client.close();
    expect(await end).toBe('ClientClosed');
    expect(await store.list()).toMatchObject([{ commandId: 'c1', state: 'open', attempts: 1 }]);
    await expect(client.issue(order)).rejects.toThrow('resume()');
  });

  it('lets the oldest go first', async () => {
    const before = start('never', 'never');
    for (const orderNo of ['B', 'A']) {
      void before.client.issue(sampleOrder(orderNo));
      await vi.waitFor(() => expect(before.bureau.seen.at(-1)?.payload).toMatchObject({ orderNo }), { interval: 1 });
      await before.clock.sleep(1, { reason: 'retry', commandId: '', signal: new AbortController().signal });
    }
    const taken = await start().client.resume();
    expect(taken.map(({ key }) => key)).toEqual(['B', 'A']);
  });
});
