// The bureau inside the process: the same books as over real sockets, the faults of the road as near as msw has them.
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Fetch } from '../../client/fetch.ts';
import { createTaxClient } from '../../client/tax-client.ts';
import { createBureau } from '../../simulator/bureau.ts';
import { createBureauHandlers, createBureauInMemory, openTestTenant, type TestTenant } from '../../testing/msw.ts';
import type { TestFault } from '../../testing/test-tenant.ts';
import { patientClock } from './patient-clock.ts';

const startAt = '2026-11-23T10:00:00.000+08:00';
const bureau = await createBureauInMemory({ origin: 'https://tax.example', seed: 7, clock: { frozen: startAt } });
const server = setupServer(...createBureauHandlers(bureau));

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => bureau.reset());
afterAll(async () => {
  server.close();
  await bureau.close();
});

type Road = { readonly fetch?: Fetch };

const openClient = (tenant: TestTenant, road: Road = {}) => {
  const { baseUrl, ca, credentials } = tenant;
  return createTaxClient({ baseUrl, credentials, ca, clock: patientClock(tenant), ...road });
};

const lostAnswer: TestFault = {
  match: { interface: 'invoice.issue' },
  when: { nth: [1] },
  phase: 'after-commit',
  effect: { reset: 'before-answer' },
};

/** One answer lost, one forged, one late; what the books say in the end, and what was answered. */
const badDay = async (tenant: TestTenant, road: Road = {}) => {
  const only = (nth: number) => ({ match: { interface: 'invoice.issue' }, when: { nth: [nth] } });
  tenant.faults.add(
    lostAnswer,
    { ...only(2), effect: { badSignature: true } },
    { ...only(4), effect: { returnCode: '3001', retryAfterSeconds: 20 } },
  );
  const client = openClient(tenant, road);
  const codes = [];
  for (const orderNo of ['SO-1', 'SO-2', 'SO-3']) codes.push((await client.issue(tenant.order(orderNo))).returnCode);
  await client.close();
  const attempts = tenant.journal().map(({ interface: name, orderNo, decided, fault }) => ({
    ...{ name, orderNo, fault: fault?.id },
    decided: decided?.returnCode,
  }));
  return { codes, attempts, hits: tenant.faults.list().map(({ hits }) => hits), ledger: tenant.ledger() };
};

describe('a bureau in memory behind msw', () => {
  it('keeps the same books as one on real sockets, fault for fault', async () => {
    const onPorts = await createBureau({ port: 0, seed: 7, clock: { frozen: startAt } });
    const days = [];
    for (const [home, road] of [
      [onPorts, {}],
      [bureau, { fetch: globalThis.fetch }],
    ] as const) {
      const tenant = await openTestTenant(home, { id: 'bad-day' });
      days.push(await badDay(tenant, road));
      await tenant.remove();
    }
    await onPorts.close();
    const [overSockets, inMemory] = days;
    expect(overSockets).toMatchObject({ codes: ['0000', '0000', '0000'], hits: [1, 1, 1] });
    expect(inMemory).toEqual(overSockets);
  });
});

/** What a client that knows no better meets. */
const post = (path: string, body = '{}', signal?: AbortSignal) =>
  fetch(`${bureau.url}/${path}`, { method: 'POST', body, ...(signal ? { signal } : {}) });

const inside = () => {
  const tenant = bureau.tenant('default');
  if (!tenant) throw new Error('the demonstration tenant is there');
  return tenant;
};
const misbehave = (effect: TestFault['effect'], when = {}) =>
  inside().faults.replace([{ id: 'fault', match: {}, when, phase: 'before', effect }]);
const hits = () => inside().faults.list()[0]?.hits;
const endings = () =>
  (inside().readJournal({ after: 0, limit: 10 })['entries'] as { end: unknown }[]).map(({ end }) => end);

describe('the road that msw makes up', () => {
  it.each([[{ reset: 'before-answer' }], [{ emptyReply: true }]])('breaks before the answer by %j', async (effect) => {
    misbehave(effect);
    await expect(post('invoice.query')).rejects.toMatchObject({
      message: 'fetch failed',
      cause: { code: 'UND_ERR_SOCKET' },
    });
    expect([hits(), endings()]).toEqual([1, ['reset']]);
  });

  it.each([[{ reset: 'mid-answer' }], [{ truncatedBody: true }], [{ malformedChunk: true }]])(
    'breaks within the answer by %j',
    async (effect) => {
      misbehave(effect);
      const response = await post('invoice.query');
      expect(response.status).toBe(200);
      await expect(response.text()).rejects.toMatchObject({ message: 'terminated' });
      expect([hits(), endings()]).toEqual([1, ['reset']]);
    },
  );

  it('says what a gateway says', async () => {
    misbehave({ httpStatus: 503 });
    const response = await post('invoice.query');
    expect([response.status, response.headers.get('content-type')]).toEqual([
      503,
      expect.stringContaining('text/html'),
    ]);
  });

  it('refuses the connection while the listener is closed', async () => {
    misbehave({ listenerClosed: true }, { window: { from: startAt } });
    await expect(post('invoice.query')).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    inside().faults.clear();
    expect(await (await post('invoice.query')).json()).toMatchObject({ returnCode: '1002' });
    expect(endings()).toEqual(['answered']);
  });

  it('never answers what is held, until the client gives up', async () => {
    misbehave({ hold: true });
    const patience = new AbortController();
    const asked = post('invoice.query', '{}', patience.signal);
    await expect.poll(hits).toBe(1);
    patience.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
    await expect.poll(endings).toEqual(['held']);
  });

  it('sends away who waits when the listener closes', async () => {
    misbehave({ hold: true });
    const asked = post('invoice.query');
    await expect.poll(hits).toBe(1);
    misbehave({ listenerClosed: true }, { window: { from: startAt } });
    await expect(asked).rejects.toThrow('fetch failed');
    await expect.poll(endings).toEqual(['held']);
  });

  it("delays by the tenant's clock", async () => {
    misbehave({ delayMs: 45_000 });
    const asked = post('invoice.query');
    await expect.poll(() => inside().clock.nextDueAt()).toBe(inside().clock.now() + 45_000);
    await inside().moveClock({ advanceMs: 45_000 });
    expect(await (await asked).json()).toMatchObject({ returnCode: '1002' });
  });

  it("hands the answer over in pieces by the tenant's clock", async () => {
    const tenant = await openTestTenant(bureau, { clock: { frozen: startAt } });
    tenant.faults.add({ effect: { dribble: { pieces: 3, everyMs: 1000 } } });
    const client = openClient(tenant, { fetch: globalThis.fetch });
    const issued = client.issue(tenant.order('SO-1'));
    for (const seconds of [1, 2]) {
      await expect.poll(() => tenant.inside.clock.nextDueAt()).toBe(tenant.clock.now() + 1000);
      await tenant.clock.advance(1000);
      expect(tenant.clock.now() - Date.parse(startAt)).toBe(seconds * 1000);
    }
    expect((await issued).returnCode).toBe('0000');
    expect(tenant.journal().map(({ end }) => end)).toEqual(['answered']);
    await tenant.remove();
  });

  it('lets documents be fetched by the links of the answer', async () => {
    const tenant = await openTestTenant(bureau);
    const client = openClient(tenant, { fetch: globalThis.fetch });
    const { invoice } = await client.issue(tenant.order('SO-1'));
    const { documents } = invoice as unknown as { readonly documents: { readonly xml: string } };
    expect(documents.xml).toMatch(new RegExp(`^https://tax\\.example/t/${tenant.id}/test/v1/documents/`));
    const document = await fetch(documents.xml);
    expect([document.status, await document.text()]).toEqual([200, expect.stringContaining(invoice?.invoiceNo ?? '—')]);
    await tenant.remove();
  });

  it('refuses a body over 4 MiB', async () => {
    expect((await post('invoice.query', ' '.repeat(4 * 1024 * 1024 + 1))).status).toBe(413);
  });
});

describe('a bureau in memory', () => {
  it('has no ports to give away', async () => {
    await expect(openTestTenant(bureau, { ownPort: true })).rejects.toThrow(/no ports.*/);
  });

  it.each(['bureau.example', 'https://bureau.example/test/v1', 'ftp://bureau.example'])(
    'is nowhere at %s',
    async (origin) => {
      await expect(createBureauInMemory({ origin })).rejects.toThrow(/is no origin/);
    },
  );
});
