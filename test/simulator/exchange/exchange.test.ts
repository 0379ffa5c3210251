import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadOperations } from '../../../simulator/operations/registry.ts';
import { fault, openCounter, settle } from '../counter.ts';
import { application, order } from '../operations/books.ts';

const query = { interface: 'invoice.query', payload: { orderNo: order.orderNo } };
const later = { ...order, orderNo: 'SO-2' };

beforeAll(loadOperations);
afterEach(() => vi.restoreAllMocks());

describe('an exchange', () => {
  it('makes one invoice of 100 identical orders that arrive at once (B-1)', async () => {
    const counter = openCounter();
    const answers = await Promise.all(Array.from({ length: 100 }, () => counter.ask({ payload: order })));
    const codes = answers.map(({ returnCode }) => returnCode).sort();
    expect(codes).toEqual(['0000', ...Array.from({ length: 99 }, () => '4001')]);
    expect(new Set(answers.map(({ data }) => data?.['invoiceNo'])).size).toBe(1);
    expect(counter.invoices()).toHaveLength(1);
  });

  it('is not answered before the books are committed (B-2)', async () => {
    const counter = openCounter();
    const said: string[] = [];
    const { arrived } = counter.begin({ payload: order });
    const answered = arrived.then(() => said.push('answered'));
    setImmediate(() => said.push('committed'));
    await answered;
    expect(said).toEqual(['committed', 'answered']);
  });

  it('is at work until its answer is made, and answering until the door is done', async () => {
    const counter = openCounter();
    const { message, arrived } = counter.begin({ payload: order });
    const at = { nonce: message['nonce'], exchange: 1 };
    expect(counter.inFlight()).toEqual([{ ...at, state: 'working' }]);
    const { finished } = await arrived;
    expect(counter.inFlight()).toEqual([{ ...at, state: 'answering' }]);
    finished(true);
    expect(counter.inFlight()).toEqual([]);
  });

  it.each([
    ['before', 0],
    ['after-commit', 1],
  ] as const)('is held %s, however long, with %i invoices in the ledger', async (phase, invoices) => {
    const counter = openCounter();
    counter.setFaults(fault({ hold: true }, { phase }));
    const { arrived, leave } = counter.begin({ payload: order });
    await settle();
    await counter.tenant.moveClock({ advanceMs: 86_400_000 });
    expect(counter.inFlight()).toMatchObject([{ state: 'held' }]);
    leave();
    (await arrived).finished(false);
    expect([counter.inFlight(), counter.invoices().length]).toEqual([[], invoices]);
    expect(counter.lastEntry()).toMatchObject({ end: 'held', answer: null });
  });

  it('is answered late, held until that instant and not longer', async () => {
    const counter = openCounter();
    counter.setFaults(fault({ delayMs: 45_000 }, { phase: 'after-commit' }));
    const { arrived } = counter.begin({ payload: order });
    await settle();
    expect(counter.tenant.clockView()).toMatchObject({
      nextEventAt: '2026-11-23T12:00:45.000+08:00',
      inFlight: [{ state: 'held' }],
    });
    await counter.tenant.moveClock({ advanceMs: 44_999 });
    expect(counter.inFlight()).toMatchObject([{ state: 'held' }]);
    const view = await counter.tenant.moveClock({ advanceMs: 1 });
    expect(view).toMatchObject({ value: { inFlight: [{ state: 'answering' }] } });
    expect((await arrived).departure.manner).toBe('send');
  });

  it('is processed at the instant its delay ends, also when the clock goes far beyond', async () => {
    const counter = openCounter();
    counter.setFaults(fault({ delayMs: 45_000 }));
    const { arrived } = counter.begin({ payload: order });
    expect(counter.inFlight()).toMatchObject([{ state: 'held' }]);
    await counter.tenant.moveClock({ advanceMs: 3_600_000 });
    (await arrived).finished(true);
    expect(counter.invoices()).toMatchObject([
      { issuedAt: '2026-11-23T12:00:45.000+08:00', deliveredAt: '2026-11-23T12:01:45.000+08:00' },
    ]);
  });

  it('that was delayed beyond its timestamp is refused by the gates it comes to', async () => {
    const counter = openCounter();
    counter.setFaults(fault({ delayMs: 301_000 }));
    const asked = counter.ask({ payload: order });
    await counter.tenant.moveClock({ advanceMs: 301_000 });
    expect(await asked).toMatchObject({ returnCode: '2003' });
  });

  it('ends when the client leaves during a delay, and the delay with it', async () => {
    const counter = openCounter();
    counter.setFaults(fault({ delayMs: 45_000 }));
    const { arrived, leave } = counter.begin({ payload: order });
    leave();
    (await arrived).finished(false);
    expect(counter.tenant.clockView()).toMatchObject({ nextEventAt: null, inFlight: [] });
    expect(counter.lastEntry()).toMatchObject({ end: 'left', answer: null, decided: null });
  });

  it('meets faults by the number of its order, read ahead of the gates', async () => {
    const counter = openCounter();
    const page = fault({ httpStatus: 502 }, { match: { orderNo: 'SO-2' } });
    counter.setFaults(page);
    expect((await counter.ask({ payload: order })).departure.httpStatus).toBe(200);
    expect((await counter.ask({ payload: later, skewMs: 400_000 })).departure.httpStatus).toBe(502);
    expect((await counter.ask({ payload: later, sm4Key: 'f'.repeat(32) })).returnCode).toBe('2005');
  });

  it('meets faults of an order when it asks for its invoice by number', async () => {
    const counter = openCounter();
    const { data } = await counter.ask({ payload: order });
    counter.setFaults(fault({ returnCode: '3002' }, { match: { orderNo: order.orderNo } }));
    const asked = { ...query, payload: { invoiceNo: data?.['invoiceNo'] } };
    expect(await counter.ask(asked)).toMatchObject({ returnCode: '3002', signed: true });
  });

  it.each([
    ['a return code', fault({ returnCode: '9999' })],
    ['a return code in place of the answer', fault({ returnCode: '9999' }, { phase: 'after-commit' })],
    ['a bad signature', fault({ badSignature: true })],
    ['a lost answer', fault({ hold: true }, { phase: 'after-commit' })],
  ])('does not meet %s when the request is not genuine (V-5)', async (_sentence, rule) => {
    const counter = openCounter();
    counter.setFaults(rule);
    expect(await counter.ask({ payload: order, appSecret: 'another-secret-of-somebody' })).toMatchObject({
      returnCode: '2002',
    });
    expect(counter.tenant.faults.list()[0]?.hits).toBe(0);
  });

  it('meets a fault on the answer also when a later gate refuses', async () => {
    const counter = openCounter();
    counter.setFaults(fault({ returnCode: '3002' }, { phase: 'after-commit' }));
    expect(await counter.ask({ payload: { ...order, clerk: '' } })).toMatchObject({ returnCode: '3002' });
    expect(counter.lastEntry()).toMatchObject({ decided: { returnCode: '1001' }, answer: { returnCode: '3002' } });
  });

  it('invents an invoice that the ledger never holds, for an answer nobody may believe', async () => {
    const counter = openCounter();
    counter.setFaults(fault({ unsigned: true }));
    const { message, departure } = await counter.ask({ payload: order });
    expect(message).toMatchObject({ returnCode: '0000', signature: '' });
    expect([departure.httpStatus, counter.invoices(), counter.lastEntry()?.decided]).toEqual([200, [], null]);
  });

  it('spends the nonce although a fault answers in its place', async () => {
    const counter = openCounter();
    counter.setFaults(fault({ returnCode: '3001' }, { when: { times: 1 } }));
    const { message, arrived } = counter.begin({ payload: order });
    (await arrived).finished(true);
    expect(await counter.ask({ body: JSON.stringify(message) })).toMatchObject({ returnCode: '2004' });
  });

  it('is over when the bureau itself fails: not answered, not under way for ever', async () => {
    const counter = openCounter();
    vi.spyOn(counter.tenant.faults, 'pick').mockImplementation(() => {
      throw new Error('the disk is full');
    });
    await expect(counter.begin({ payload: order }).arrived).rejects.toMatchObject({
      tenant: 'counter',
      seq: 1,
      cause: { message: 'the disk is full' },
    });
    expect([counter.inFlight(), counter.lastEntry()?.end]).toEqual([[], 'reset']);
  });

  it('answers 1002 to whatever bytes come, unsigned, and never fails', async () => {
    const counter = openCounter({ journalBounds: { mostEntries: 10, mostBytes: 1_000_000 } });
    const bytes = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc
        .dictionary(fc.constantFrom('appId', 'nonce', 'data', 'version'), fc.oneof(fc.string(), fc.integer()))
        .map((message) => JSON.stringify({ ...message, appId: application.appId })),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (body) => {
        expect((await counter.ask({ body })).departure.body).toContain('1002');
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});
