// The journal and, with --explain, headers name the mistake for which a request was refused; without it nothing is said.
import { beforeAll, describe, expect, it } from 'vitest';
import { encryptData } from '../../../protocol/cipher.ts';
import { loadOperations } from '../../../simulator/operations/registry.ts';
import { type Counter, fault, openCounter, type Request } from '../counter.ts';
import { application, order } from '../operations/books.ts';

beforeAll(loadOperations);

const other = { ...application, appId: 'LD0000000002', appSecret: 'a-secret-of-another-application' };
const nonce = 'd85c524e440066559a6656c90bd5482a';

const rows: readonly (readonly [string, Request])[] = [
  ['other-environment', { path: '/production/v1/invoice.issue' }],
  ['wrong-application-key', { appSecret: other.appSecret }],
  ['secret-with-newline', { appSecret: `${application.appSecret}\n` }],
  ['timestamp-utc', { skewMs: -8 * 3_600_000 }],
  ['timestamp-stale', { skewMs: -3_600_000 }],
  ['nonce-reused', { nonce }],
  ['nonce-form', { nonce: 'short' }],
  ['undecryptable', { sm4Key: 'f0e1d2c3b4a5968778695a4b3c2d1e0f' }],
];

/** What the bureau says to `request`, after one under `nonce` has been taken. */
const refuse = async (request: Request, explain: boolean) => {
  const counter = openCounter({ explain, applications: [application, other] });
  await counter.ask({ payload: order, nonce });
  const { arrived } = counter.begin({ payload: { ...order, orderNo: 'SO-2' }, ...request });
  const { departure, finished } = await arrived;
  finished(true);
  const seq = counter.lastEntry()?.seq ?? 0;
  return {
    headers: departure.headers,
    explained: await counter.tenant.explainExchange(seq),
    secrets: [application.appSecret, application.sm4Key, other.appSecret],
  };
};

describe('a refused request', () => {
  it.each(rows)('is explained as %s and nothing else', async (name, request) => {
    const { headers, explained, secrets } = await refuse(request, true);
    expect(headers?.['x-bureau-mistake']).toBe(name);
    expect(explained).toMatchObject({ refusedBy: { verdict: 'refused' }, problems: [{ name }] });
    expect(secrets.filter((secret) => JSON.stringify([headers, explained]).includes(secret))).toEqual([]);
  });

  it('says nothing in headers unless asked to', async () => {
    expect((await refuse({ skewMs: 999_000 }, false)).headers).toBeUndefined();
  });

  it('names the gate, and no mistake, where the refusal names field and rule itself', async () => {
    const { headers, explained } = await refuse({ payload: {} }, true);
    expect(headers).toEqual({ 'x-bureau-gate': expect.stringMatching(/1001$/) });
    expect(explained).toMatchObject({ problems: [] });
  });
});

/** Sends an order, and gives back what it was sealed to. */
const sendFirst = async (counter: Counter): Promise<{ data: string }> => {
  const { message, arrived } = counter.begin({ payload: order });
  (await arrived).finished(true);
  return { data: message['data'] ?? '' };
};

describe('a request that a fault delayed', () => {
  it('is stale by then', async () => {
    const counter = openCounter();
    counter.setFaults(fault({ delayMs: 301_000 }));
    const { arrived } = counter.begin({ payload: order });
    await counter.tenant.moveClock({ advanceMs: 301_000 });
    (await arrived).finished(true);
    expect(await counter.tenant.explainExchange(1)).toMatchObject({ problems: [{ name: 'timestamp-stale' }] });
  });
});

describe('a message that is no text', () => {
  it('is explained all the same: half a surrogate pair beside a repeated member', async () => {
    const counter = openCounter({ explain: true });
    const members = `"appId":"${application.appId}","signType":"HMAC-SM3","signature":"${'a'.repeat(64)}","data":"AAAA"`;
    const body = `{"version":"1.0","version":"1.0","shop":"\\ud800",${members}}`;
    const { departure } = await counter.begin({ body }).arrived;
    expect(departure.headers?.['x-bureau-mistake']).toMatch(/^repeated-member(,|$)/);
  });
});

describe('an IV that comes again', () => {
  it('is told of a request that a fault answered, and refuses nothing', async () => {
    const counter = openCounter({ explain: true });
    const first = await sendFirst(counter);
    counter.setFaults(fault({ returnCode: '3001' }));
    const again = counter.begin({ payload: order, members: first });
    const { departure, finished } = await again.arrived;
    finished(true);
    expect(departure.headers?.['x-bureau-mistake']).toBe('iv-reused');
    expect(counter.lastEntry()).toMatchObject({ ivFirstSeenIn: 1 });
  });

  it('is told beside what was refused', async () => {
    const counter = openCounter({ explain: true });
    const first = await sendFirst(counter);
    const data = encryptData('[]', { ...application, iv: Buffer.from(first.data, 'base64').subarray(0, 16) });
    const { departure } = await counter.begin({ members: { data } }).arrived;
    expect(departure.headers?.['x-bureau-mistake']).toBe('payload-not-json, iv-reused');
  });

  it('is forgotten when the tenant is reset', async () => {
    const counter = openCounter({ explain: true });
    const first = await sendFirst(counter);
    counter.tenant.reset();
    await counter.ask({ payload: order, members: first });
    expect(counter.lastEntry()?.ivFirstSeenIn).toBeUndefined();
  });
});

describe('a gate', () => {
  it('does not repeat a secret that was sent as a member', async () => {
    const counter = openCounter();
    await counter.ask({ payload: order, members: { appSecret: application.appSecret }, appSecret: other.appSecret });
    const refused = counter.lastEntry()?.gates.at(-1);
    expect(refused).toMatchObject({ gate: 'signature', expected: expect.stringContaining('appSecret=‹appSecret›') });
  });
});

describe('an answer', () => {
  it('that was right says nothing', async () => {
    expect((await refuse({}, true)).headers).toEqual({});
  });

  it('names the fault that acted, whatever its id is made of', async () => {
    const counter = openCounter({ explain: true });
    counter.setFaults(fault({ returnCode: '3001' }, { id: '午间 busy\r\nx: y' }));
    const { departure } = await counter.begin({ payload: order }).arrived;
    expect(departure.headers?.['x-bureau-fault']).toBe(encodeURIComponent('午间 busy\r\nx: y'));
  });

  it('is not explained when the journal has it not', async () => {
    expect(await openCounter().tenant.explainExchange(9)).toBeNull();
  });
});
