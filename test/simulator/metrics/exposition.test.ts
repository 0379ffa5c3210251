// What a tenant does, as Prometheus reads it.
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { exposeMetrics } from '../../../simulator/metrics/exposition.ts';
import { presentOf } from '../../../simulator/metrics/present.ts';
import { createTally } from '../../../simulator/metrics/tally.ts';
import { loadOperations, operationNames } from '../../../simulator/operations/registry.ts';
import { type CounterOptions, fault, openCounter, settle } from '../counter.ts';
import { openReceiver } from '../delivery/receiver.ts';
import { application, order, seller } from '../operations/books.ts';
import { labelsIn, samplesIn, samplesOf } from './samples.ts';

const close: (() => unknown)[] = [];
beforeAll(loadOperations);
afterEach(async () => {
  for (const one of close.splice(0).reverse()) await one();
});

const open = (options: CounterOptions = {}) => {
  const tally = createTally();
  const counter = openCounter({ ...options, tally });
  close.push(counter.tenant.close);
  const text = async () => (await exposeMetrics(tally.read(), presentOf([counter.tenant.measure()]))).text;
  const samples = async (metric: string) => samplesOf(await text(), metric);
  return { ...counter, tally, text, samples };
};

describe('requests', () => {
  it('are counted by interface and return code', async () => {
    const { ask, samples } = open();
    await ask({ payload: order });
    await ask({ payload: order });
    await ask({ interface: 'invoice.query', payload: { orderNo: 'SO-NONE' } });
    expect(await samples('bureau_requests_total')).toEqual({
      'bureau_requests_total{interface="invoice.issue",returnCode="0000"}': 1,
      'bureau_requests_total{interface="invoice.issue",returnCode="4001"}': 1,
      'bureau_requests_total{interface="invoice.query",returnCode="4004"}': 1,
    });
  });

  it.each([
    ['too large', { tooLarge: true }, 'unknown', 'http_413'],
    ['for no interface', { path: '/test/v1/invoice.burn' }, 'unknown', 'http_404'],
  ])('that are %s are counted by their HTTP status', async (_what, request, name, code) => {
    const { begin, samples } = open();
    (await begin(request).arrived).finished(true);
    expect(await samples('bureau_requests_total')).toEqual({
      [`bureau_requests_total{interface="${name}",returnCode="${code}"}`]: 1,
    });
  });

  it.each([
    [{ reset: 'before-answer' }, 'reset'],
    [{ reset: 'mid-answer' }, 'reset'],
    [{ emptyReply: true }, 'reset'],
    [{ httpStatus: 502 }, 'http_502'],
    [{ returnCode: '9999' }, '9999'],
  ])('that meet %j are counted as %s', async (effect, code) => {
    const { begin, setFaults, samples } = open();
    setFaults(fault(effect));
    (await begin({ payload: order }).arrived).finished(true);
    expect(await samples('bureau_requests_total')).toEqual({
      [`bureau_requests_total{interface="invoice.issue",returnCode="${code}"}`]: 1,
    });
    const word = Object.keys(effect)[0];
    expect(await samples('bureau_faults_total')).toEqual({ [`bureau_faults_total{effect="${word}"}`]: 1 });
  });

  it('that nobody waited for are counted as left, those held as held', async () => {
    const { begin, setFaults, samples } = open();
    (await begin({ payload: order }).arrived).finished(false);
    setFaults(fault({ hold: true }));
    const held = begin({ payload: order });
    await settle();
    expect(await samples('bureau_requests_under_way')).toEqual({
      'bureau_requests_under_way{state="working"}': 0,
      'bureau_requests_under_way{state="held"}': 1,
      'bureau_requests_under_way{state="answering"}': 0,
    });
    held.leave();
    (await held.arrived).finished(false);
    expect(await samples('bureau_requests_total')).toEqual({
      'bureau_requests_total{interface="invoice.issue",returnCode="left"}': 1,
      'bureau_requests_total{interface="invoice.issue",returnCode="held"}': 1,
    });
  });

  it('last as long as the machine says, though the bureau’s clock stands still', async () => {
    let elapsed = 0;
    const timers = { now: () => 0, elapsedMs: () => elapsed, after: () => () => undefined };
    const { begin, text } = open({ timers });
    for (const durationMs of [0.4, 3, 3, 70_000]) {
      const { finished } = await begin({ interface: 'invoice.query', payload: { orderNo: 'SO-NONE' } }).arrived;
      elapsed += durationMs;
      finished(true);
    }
    const samples = samplesIn(await text());
    const at = (le: string) =>
      samples.get(`bureau_request_duration_seconds_bucket{le="${le}",interface="invoice.query"}`);
    expect(['0.0005', '0.001', '0.0025', '0.005', '60', '+Inf'].map(at)).toEqual([1, 1, 1, 3, 3, 4]);
    expect(samples.get('bureau_request_duration_seconds_sum{interface="invoice.query"}')).toBeCloseTo(70.0064);
    expect(samples.get('bureau_request_duration_seconds_count{interface="invoice.query"}')).toBe(4);
  });
});

describe('what else a bureau does', () => {
  it('counts invoices, blue and red, once each', async () => {
    const { ask, tenant, samples } = open({ settings: { issue: 'asynchronous' } });
    await ask({ payload: order });
    await tenant.moveClock({ advanceMs: 3_600_000 });
    const { data } = await ask({ interface: 'invoice.query', payload: { orderNo: order.orderNo } });
    const red = { orderNo: 'RED-1', originalInvoiceNo: data?.['invoiceNo'], reason: '01' };
    expect((await ask({ interface: 'invoice.red', payload: red })).returnCode).toBe('0000');
    expect(await samples('bureau_invoices_issued_total')).toEqual({ bureau_invoices_issued_total: 2 });
  });

  it('counts pushes by what came of them, and the faults they met', async () => {
    const receiver = await openReceiver();
    close.push(receiver.close);
    const { ask, tenant, setFaults, samples } = open({ settings: { issue: 'asynchronous' } });
    setFaults(fault({ callback: 'lost' }, { when: { nth: [1] } }));
    await ask({ payload: { ...order, callbackUrl: receiver.url } });
    await tenant.moveClock({ advanceMs: 3_600_000 });
    expect(await samples('bureau_pushes_total')).toEqual({
      'bureau_pushes_total{outcome="lost"}': 1,
      'bureau_pushes_total{outcome="answered"}': 2,
    });
    expect(await samples('bureau_faults_total')).toEqual({ 'bureau_faults_total{effect="callback"}': 1 });
  });

  it('counts what the journal dropped and what it keeps, which a reset does not undo', async () => {
    const { ask, tenant, samples } = open({ journalBounds: { mostEntries: 2, mostBytes: 100_000_000 } });
    for (let round = 0; round < 5; round += 1) await ask({ interface: 'quota.query', payload: {} });
    const dropped = { 'bureau_journal_dropped_total{book="exchanges"}': 3 };
    expect(await samples('bureau_journal_dropped_total')).toEqual(dropped);
    const bytes = (await samples('bureau_journal_bytes'))['bureau_journal_bytes{book="exchanges"}'];
    const { entries } = tenant.readJournal({ after: 0, limit: 10 }) as { entries: unknown[] };
    expect(bytes).toBe(Buffer.byteLength(entries.map((entry) => JSON.stringify(entry)).join('')));
    expect(await samples('bureau_journal_entries')).toEqual({
      'bureau_journal_entries{book="exchanges"}': 2,
      'bureau_journal_entries{book="changes"}': 0,
    });
    tenant.reset();
    expect(await samples('bureau_journal_dropped_total')).toEqual(dropped);
    expect((await samples('bureau_journal_entries'))['bureau_journal_entries{book="exchanges"}']).toBe(0);
  });

  it('says how the process is', async () => {
    const names = new Set([...samplesIn(await open().text()).keys()].map((name) => name.replace(/\{.*/, '')));
    expect([names.has('process_cpu_seconds_total'), names.has('nodejs_eventloop_lag_seconds')]).toEqual([true, true]);
  });
});

describe('labels', () => {
  it('are few, whatever strangers send', async () => {
    const { begin, ask, text } = open();
    await ask({ payload: order });
    const hostile = fc.record({
      path: fc.oneof(fc.webPath(), fc.stringMatching(/^\/(test|production)\/v1\/[a-z.]{1,20}$/)),
      body: fc.string({ unit: 'binary', maxLength: 200 }),
    });
    const names = fc.constantFrom(...operationNames, 'quota.query\n', '"} 1', 'x'.repeat(500));
    await fc.assert(
      fc.asyncProperty(hostile, names, async (request, name) => {
        (await begin(request).arrived).finished(true);
        (await begin({ path: `/test/v1/${name}`, body: `{"interface":${JSON.stringify(name)}}` }).arrived).finished(
          true,
        );
      }),
      { numRuns: 200 },
    );
    const interfaces = [...(await text()).matchAll(/interface="([^"]*)"/g)].map(([, name]) => name ?? '');
    const foreign = [...new Set(interfaces)].filter((name) => !operationNames.has(name));
    expect(foreign).toEqual(['unknown']);
    const codes = new Set([...(await text()).matchAll(/returnCode="([^"]*)"/g)].map(([, code]) => code));
    expect([...codes].toSorted()).toEqual(['0000', '1002', 'http_404']);
  });

  it('name no taxpayer, application, tenant or order', async () => {
    const { ask, setFaults, tenant, text } = open({ id: 'tenant-of-secrets' });
    setFaults(fault({ returnCode: '3001' }, { id: 'fault-by-name', when: { nth: [2] } }));
    for (let round = 0; round < 3; round += 1) await ask({ payload: order });
    await tenant.moveClock({ advanceMs: 3_600_000 });
    const said = await text();
    const personal = [
      order.orderNo,
      seller.taxNo,
      seller.name,
      application.appId,
      'tenant-of-secrets',
      'fault-by-name',
    ];
    expect(personal.filter((word) => said.includes(word))).toEqual([]);
    expect([...labelsIn(said)].toSorted()).toEqual(['book', 'effect', 'interface', 'le', 'returnCode', 'state']);
  });
});
