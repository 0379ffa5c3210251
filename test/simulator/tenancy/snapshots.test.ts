// A tenant goes back to a snapshot: what is as it was, and what goes on from there.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Counter, type CounterOptions, fault, openCounter } from '../counter.ts';
import { application, noon, order, seller } from '../operations/books.ts';

const second = { ...order, orderNo: 'SO-2' };
const orderNumbers = (counter: Counter) => counter.invoices().map(({ orderNo }) => orderNo);

/** One invoice, then the snapshot `one`. */
const openAtOne = async (options: CounterOptions = {}) => {
  const counter = openCounter(options);
  await counter.ask({ payload: order });
  await counter.tenant.snapshots.save('one');
  return counter;
};

describe('a snapshot', () => {
  it('tells its name, its instant and how many invoices it holds', async () => {
    const counter = await openAtOne();
    expect(counter.tenant.snapshots.list()).toEqual([
      { name: 'one', at: '2026-11-23T12:00:00.000+08:00', invoices: 1 },
    ]);
  });

  it('brings the books back, as often as one likes', async () => {
    const counter = await openAtOne();
    const before = counter.tenant.readLedger();
    for (const _ of [1, 2]) {
      await counter.ask({ payload: second });
      expect(orderNumbers(counter)).toEqual(['SO-1', 'SO-2']);
      await counter.tenant.snapshots.restore('one');
      expect(counter.tenant.readLedger()).toEqual(before);
    }
    expect((await counter.ask({ payload: { ...second, clerk: '李四' } })).returnCode).toBe('0000');
  });

  it('brings back the clock, and what is due from there happens once', async () => {
    const counter = await openAtOne();
    await counter.tenant.moveClock({ advanceMs: 3_600_000 });
    await counter.tenant.snapshots.restore('one');
    expect([counter.tenant.clock.now(), counter.invoices()[0]?.['status']]).toEqual([noon, 'issued']);
    await counter.tenant.moveClock({ advanceMs: 60_000 });
    expect(counter.invoices()).toMatchObject([{ status: 'delivered', deliveredAt: '2026-11-23T12:01:00.000+08:00' }]);
  });

  it('brings back an accepted order, which is then issued', async () => {
    const counter = await openAtOne({ settings: { issue: 'asynchronous' } });
    await counter.tenant.moveClock({ advanceMs: 5000 });
    expect(orderNumbers(counter)).toEqual(['SO-1']);
    await counter.tenant.snapshots.restore('one');
    expect(orderNumbers(counter)).toEqual([]);
    await counter.tenant.moveClock({ advanceMs: 5000 });
    expect(orderNumbers(counter)).toEqual(['SO-1']);
  });

  it('brings back faults with their counts', async () => {
    const counter = openCounter();
    counter.setFaults(fault({ returnCode: '3001' }, { when: { nth: [2] } }));
    await counter.ask({ payload: order });
    await counter.tenant.snapshots.save('one');
    const codes = [];
    for (const _ of [1, 2]) {
      codes.push((await counter.ask({ payload: second })).returnCode);
      expect(counter.tenant.faults.list()).toMatchObject([{ hits: 1 }]);
      counter.tenant.faults.clear();
      await counter.tenant.snapshots.restore('one');
      expect(counter.tenant.faults.list()).toMatchObject([{ hits: 0, when: { nth: [2] } }]);
    }
    expect(codes).toEqual(['3001', '3001']);
  });

  it('brings back which nonces were seen', async () => {
    const counter = openCounter();
    const say = async (letter: string) =>
      (await counter.ask({ interface: 'quota.query', nonce: letter.repeat(32) })).returnCode;
    await say('a');
    await counter.tenant.snapshots.save('one');
    await say('b');
    await counter.tenant.snapshots.restore('one');
    expect([await say('a'), await say('b')]).toEqual(['2004', '0000']);
  });

  it('brings back settings and sellers, and lets nobody vanish who came later', async () => {
    const counter = await openAtOne();
    const other = { ...application, appId: 'LD0000000002' };
    await counter.tenant.patch({
      settings: { issue: 'asynchronous' },
      sellers: [{ taxNo: seller.taxNo, riskBlocked: true }],
      applications: [other],
    });
    await counter.tenant.snapshots.restore('one');
    const { settings, sellers, applications } = counter.tenant.register();
    expect([settings.issue, sellers.get(seller.taxNo)]).toEqual(['synchronous', seller]);
    expect([...applications.keys()]).toEqual([application.appId, other.appId]);
  });

  it('brings back the table of codes as it was announced then', async () => {
    const counter = await openAtOne();
    const announced = await counter.tenant.changeTaxCodes({
      changes: [{ act: 'withdraw', code: '3040201010000000000', from: '2026-11-24' }],
    });
    expect(announced).toMatchObject({ ok: true, value: { version: '2' } });
    await counter.tenant.snapshots.restore('one');
    expect(counter.tenant.readTaxCodes()).toMatchObject({ version: '1', changes: [] });
  });

  it('leaves the journal as it is', async () => {
    const counter = await openAtOne();
    await counter.ask({ payload: second });
    await counter.tenant.snapshots.restore('one');
    expect(counter.journal().map(({ orderNo }) => orderNo)).toEqual(['SO-1', 'SO-2']);
  });

  it('outlasts a reset, and a bureau that keeps its books', async () => {
    const databasePath = join(mkdtempSync(join(tmpdir(), 'snapshots-')), 'default.sqlite');
    const first = await openAtOne({ databasePath });
    first.tenant.reset();
    first.tenant.close();
    const again = openCounter({ databasePath });
    expect(orderNumbers(again)).toEqual([]);
    await again.tenant.snapshots.restore('one');
    expect(orderNumbers(again)).toEqual(['SO-1']);
  });

  it('is replaced by one of the same name, and gone when it is removed', async () => {
    const counter = await openAtOne();
    await counter.ask({ payload: second });
    await counter.tenant.snapshots.save('one');
    expect(counter.tenant.snapshots.list()).toMatchObject([{ name: 'one', invoices: 2 }]);
    expect([counter.tenant.snapshots.remove('one'), counter.tenant.snapshots.remove('one')]).toEqual([true, false]);
    expect([counter.tenant.snapshots.list(), await counter.tenant.snapshots.restore('one')]).toEqual([[], null]);
  });

  it.each(['', 'a b', '../x', 'x'.repeat(65)])('has no such name as %j', async (name) => {
    expect(await openCounter().tenant.snapshots.save(name)).toMatchObject({ ok: false });
  });

  it('is the fiftieth at most', async () => {
    const { snapshots } = openCounter().tenant;
    for (const at of Array.from({ length: 50 }).keys()) await snapshots.save(`s${at}`);
    expect(await snapshots.save('one-more')).toMatchObject({
      ok: false,
      problems: [{ remedy: 'DELETE one of them first.' }],
    });
    expect(await snapshots.save('s0')).toMatchObject({ ok: true });
  });
});
