// The control API as its callers meet it: who may come in, what is refused and how, and what reaches the bureau.
import { expect, it } from 'vitest';
import { createControlApp } from '../../../simulator/control/app.ts';
import { createStandIn, token } from './stand-in-bureau.ts';

const base = 'http://127.0.0.1:7090/control/v1';
const own = { authorization: `Bearer ${token}`, host: '127.0.0.1:7090' };

const open = (standIn = createStandIn()) => {
  const app = createControlApp({ bureau: standIn.bureau, token, host: '127.0.0.1' });
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = own) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await app.request(`${base}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: text }),
    });
    const answer = await response.text();
    return { status: response.status, headers: response.headers, body: answer === '' ? null : JSON.parse(answer) };
  };
  return { ...standIn, app, call };
};

const hold = { id: 'hold', effect: { hold: true } };

it.each(['/healthz', '/readyz'])('answers %s to everybody', async (path) => {
  const { app } = open();
  expect((await app.request(path)).status).toBe(200);
});

it.each([
  ['this machine', { host: '127.0.0.1:7090' }, 200],
  ['a foreign Host', { host: 'bureau.example:7090' }, 403],
  ['a foreign Origin', { host: '127.0.0.1:7090', origin: 'http://evil.example' }, 403],
])('gives metrics without a token to %s alone', async (_who, headers, status) => {
  const { app } = open();
  const response = await app.request('/metrics', { headers });
  expect([response.status, (await response.text()).includes('bureau_tenants')]).toEqual([status, status === 200]);
});

it('is alive and not ready when it closes: what is there may be looked at, nothing new begins', async () => {
  const { app, call, asked } = open(createStandIn({ ready: false }));
  expect([(await app.request('/healthz')).status, (await app.request('/readyz')).status]).toEqual([200, 503]);
  const refused = await call('POST', '/tenants', {});
  expect([refused.status, refused.body.title, asked]).toEqual([503, 'The bureau is closing', []]);
  expect((await call('GET', '/tenants/default/journal')).status).toBe(200);
});

it('gives the root certificate without a token', async () => {
  const { app } = open();
  const response = await app.request(`${base}/root.pem`, { headers: { host: 'localhost:7090' } });
  expect([response.status, await response.text()]).toEqual([200, '-----BEGIN CERTIFICATE-----']);
});

it.each([
  ['no token', { host: '127.0.0.1' }, 401],
  ['a wrong token', { ...own, authorization: 'Bearer wrong' }, 401],
  ['a token without its scheme', { ...own, authorization: token }, 401],
  ['a foreign Host', { ...own, host: 'bureau.example:7090' }, 403],
  ['a Host that only looks local', { ...own, host: '127.0.0.1.example' }, 403],
  ['a foreign Origin', { ...own, origin: 'http://evil.example' }, 403],
  ['its own Origin', { ...own, origin: 'http://127.0.0.1:7090' }, 200],
  ['localhost', { ...own, host: 'localhost:7090' }, 200],
  ['IPv6 loopback', { ...own, host: '[::1]:7090' }, 200],
])('meets a caller with %s', async (_who, headers, status) => {
  const { call } = open();
  const answer = await call('GET', '/tenants', undefined, headers);
  expect(answer.status).toBe(status);
  expect(JSON.stringify(answer.body)).not.toContain(token);
});

it('refuses in the form of RFC 9457', async () => {
  const { call } = open();
  const { headers, body } = await call('GET', '/tenants/nobody');
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(body).toMatchObject({ type: 'about:blank', status: 404, detail: 'there is no tenant "nobody"' });
  expect(body.remedy).toContain('/control/v1/tenants');
});

it('refuses an unknown path', async () => {
  const { call } = open();
  expect((await call('GET', '/tennants')).body).toMatchObject({
    status: 404,
    detail: expect.stringContaining('/tennants'),
  });
});

it.each([
  ['POST', '/tenants', 201, ['create', { a: 1 }]],
  ['PATCH', '/tenants/default', 200, ['patch', { a: 1 }]],
  ['DELETE', '/tenants/default', 204, ['remove', 'default']],
  ['POST', '/tenants/default/reset', 200, ['reset', null]],
])('passes %s %s on', async (method, path, status, expected) => {
  const { call, asked } = open();
  expect((await call(method, path, { a: 1 })).status).toBe(status);
  expect(asked).toEqual([expected]);
});

it.each([
  ['not JSON', '{"a":\n 1,}', '', /line 2 column 4/],
  ['an empty body', ' ', '', /empty/],
  ['an unfinished body', '{"appSecret":"0123456789abcdef', '', /well-formed/],
])('refuses %s and does not quote it', async (_what, text, pointer, detail) => {
  const { call, asked } = open();
  const { status, body } = await call('POST', '/tenants', text);
  expect([status, body.pointer]).toEqual([400, pointer]);
  expect(body.detail).toMatch(detail);
  expect(JSON.stringify(body)).not.toContain('0123456789abcdef');
  expect(asked).toEqual([]);
});

it('refuses a body over 1 MiB', async () => {
  const { call } = open();
  expect((await call('POST', '/tenants', `"${'x'.repeat(1024 * 1024)}"`)).status).toBe(413);
});

it('refuses a body that is not UTF-8', async () => {
  const { app } = open();
  const response = await app.request(`${base}/tenants`, {
    method: 'POST',
    headers: own,
    body: new Uint8Array([0x22, 0xff, 0x22]),
  });
  expect(await response.json()).toMatchObject({ status: 400, detail: 'the body is not UTF-8' });
});

it('replaces, adds, lists and clears faults', async () => {
  const { call } = open();
  await call('PUT', '/tenants/default/faults', [hold]);
  await call('PATCH', '/tenants/default/faults', [{ id: 'second', effect: { httpStatus: 502 } }]);
  const { body } = await call('GET', '/tenants/default/faults');
  expect(body).toEqual([
    { ...hold, match: {}, when: {}, phase: 'before', hits: 0 },
    { id: 'second', match: {}, when: {}, phase: 'before', effect: { httpStatus: 502 }, hits: 0 },
  ]);
  expect((await call('DELETE', '/tenants/default/faults')).status).toBe(204);
  expect((await call('GET', '/tenants/default/faults')).body).toEqual([]);
});

it.each(['PUT', 'PATCH'])('leaves the old rules in force when %s brings a bad one', async (method) => {
  const { call } = open();
  await call('PUT', '/tenants/default/faults', [hold]);
  const bad = [
    { id: 'fine', effect: { hold: true } },
    { id: 'bad', effect: { retunCode: '3001' } },
  ];
  const { status, body } = await call(method, '/tenants/default/faults', bad);
  expect([status, body.pointer]).toEqual([400, '/1/effect/retunCode']);
  expect(body.remedy).toContain('Did you mean "returnCode"?');
  expect((await call('GET', '/tenants/default/faults')).body).toMatchObject([hold]);
});

it('refuses to add a rule under an id in force', async () => {
  const { call } = open();
  await call('PUT', '/tenants/default/faults', [hold]);
  expect((await call('PATCH', '/tenants/default/faults', [hold])).body).toMatchObject({
    status: 400,
    pointer: '/0/id',
  });
});

it('closes no listener that other tenants share', async () => {
  const { call } = open(createStandIn({ ownPort: false }));
  const rules = [{ id: 'out', effect: { listenerClosed: true } }];
  const { status, body } = await call('PUT', '/tenants/default/faults', rules);
  expect([status, body.pointer]).toEqual([400, '/0/effect/listenerClosed']);
  expect(body.remedy).toContain('ownPort');
});

it.each([
  [{ mode: 'frozen' }, { mode: 'frozen' }],
  [
    { mode: 'real', rate: 20 },
    { mode: 'real', rate: 20 },
  ],
  [{ advanceMs: 60_000 }, { advanceMs: 60_000 }],
  [{ advanceTo: '2026-11-23T10:00:00.000+08:00' }, { advanceTo: Date.UTC(2026, 10, 23, 2) }],
  [
    { advanceTo: '2026-11-23T10:00:00.000+08:00', onlyAtRest: { held: ['n1'] } },
    { advanceTo: Date.UTC(2026, 10, 23, 2), onlyAtRest: { held: ['n1'] } },
  ],
])('moves the clock by %j', async (request, expected) => {
  const { call, asked } = open();
  expect((await call('POST', '/tenants/default/clock', request)).status).toBe(200);
  expect(asked).toEqual([['clock', expected]]);
});

it.each([
  [{ mode: 'frosen' }, '/mode'],
  [{ advanceBy: 1 }, '/advanceBy'],
  [{ advanceMs: -1 }, '/advanceMs'],
  [{ rate: 20 }, '/rate'],
  [{ mode: 'frozen', rate: 20 }, '/rate'],
  [{ mode: 'real', rate: 1000 }, '/rate'],
  [{ mode: 'real', rate: '20' }, '/rate'],
  [{ advanceTo: '2026-11-23' }, '/advanceTo'],
  [{ advanceTo: '2026-11-23T10:00:00.000+08:00', advanceMs: 1 }, '/advanceMs'],
  [{ advanceTo: '2026-11-23T10:00:00.000+08:00', onlyAtRest: { held: [1] } }, '/onlyAtRest'],
  [{ advanceTo: '2026-11-23T10:00:00.000+08:00', onlyAtRest: [] }, '/onlyAtRest'],
  [{ advanceMs: 1, onlyAtRest: { held: [] } }, '/onlyAtRest'],
  [[], ''],
])('does not move the clock by %j', async (request, pointer) => {
  const { call, asked } = open();
  const { status, body } = await call('POST', '/tenants/default/clock', request);
  expect([status, body.pointer, asked]).toEqual([400, pointer, []]);
});

it('removes a tenant with its last record', async () => {
  const { call, asked } = open();
  const { body } = await call('DELETE', '/tenants/default/record?limit=7');
  expect(body).toMatchObject({ removed: true, lastEvent: 0, journal: { page: { after: 0, limit: 7 } } });
  expect(asked).toEqual([['remove', 'default']]);
});

it('removes no tenant with its record while something is under way', async () => {
  const { call, asked } = open(createStandIn({ atWork: true }));
  expect((await call('DELETE', '/tenants/default/record')).body.removed).toBe(false);
  expect(asked).toEqual([]);
});

it('removes no tenant of whose record a page leaves something out', async () => {
  const standIn = createStandIn();
  const readJournal = () => ({ entries: [], next: 7, dropped: 0 });
  const bureau = { ...standIn.bureau, tenant: () => ({ ...standIn.tenant, readJournal }) };
  const { call, asked } = open({ ...standIn, bureau });
  expect((await call('DELETE', '/tenants/default/record?limit=7')).body.removed).toBe(false);
  expect(asked).toEqual([]);
});

it.each([
  ['', { after: 0, limit: 1000 }],
  ['?after=7&limit=2', { after: 7, limit: 2 }],
])('reads the journal page %j', async (query, page) => {
  const { call } = open();
  expect((await call('GET', `/tenants/default/journal${query}`)).body.page).toEqual(page);
  expect((await call('GET', `/tenants/default/journal/changes${query}`)).body.page).toEqual(page);
});

it.each([
  ['?mistakes=true', 200, true],
  ['?mistakes=false', 200, undefined],
  ['?mistakes=yes', 400, undefined],
])('reads the journal%s', async (query, status, named) => {
  const { call } = open();
  const answer = await call('GET', `/tenants/default/journal${query}`);
  expect([answer.status, answer.body.named]).toEqual([status, named]);
});

it('explains one exchange by name, and says when the journal has it not', async () => {
  const { call } = open();
  expect((await call('GET', '/tenants/default/journal/7/diagnosis')).body).toEqual({
    seq: 7,
    refusedBy: null,
    problems: [],
  });
  expect((await call('GET', '/tenants/default/journal/8/diagnosis')).status).toBe(404);
});

it.each([
  ['PUT', '/snapshots/kept', 200],
  ['POST', '/snapshots/kept:restore', 200],
  ['POST', '/snapshots/other:restore', 404],
  ['POST', '/snapshots/kept', 404],
  ['DELETE', '/snapshots/kept', 204],
  ['DELETE', '/snapshots/other', 404],
  ['GET', '/snapshots', 200],
])('answers %s %s with %i', async (method, path, status) => {
  const { call } = open();
  expect((await call(method, `/tenants/default${path}`)).status).toBe(status);
});

it.each([
  ['', null],
  ['?limit=2', { sellerTaxNo: null, orderNo: null, status: null, after: 0, limit: 2 }],
  [
    '?orderNo=SO-1&status=issued&after=7',
    { sellerTaxNo: null, orderNo: 'SO-1', status: 'issued', after: 7, limit: 1000 },
  ],
])('reads the ledger %j', async (query, expected) => {
  const { call } = open();
  expect((await call('GET', `/tenants/default/ledger${query}`)).body.query).toEqual(expected);
});

it.each(['?limit=0', '?order=SO-1'])('refuses the ledger %s', async (query) => {
  const { call } = open();
  expect((await call('GET', `/tenants/default/ledger${query}`)).status).toBe(400);
});

it.each(['?after=-1', '?limit=0', '?limit=10001', '?after=x'])('refuses the journal page %s', async (query) => {
  const { call } = open();
  expect((await call('GET', `/tenants/default/journal${query}`)).status).toBe(400);
});

it('answers a failure of ours as a problem without its text', async () => {
  const standIn = createStandIn();
  const failures: unknown[] = [];
  const bureau = {
    ...standIn.bureau,
    tenants: () => {
      throw new Error('secret inside');
    },
  };
  const app = createControlApp({ bureau, token, host: '127.0.0.1', onFailure: (error) => failures.push(error) });
  const text = await (await app.request(`${base}/tenants`, { headers: own })).text();
  expect(JSON.parse(text)).toMatchObject({ status: 500 });
  expect([text.includes('secret inside'), failures.length]).toEqual([false, 1]);
});

const everything = { shown: 'masked', format: 'ndjson', from: null, to: null };
const midnight = Date.parse('2026-11-23T00:00:00.000+08:00');
const dayMs = 86_400_000;
it.each([
  ['', everything],
  ['?plain=false', everything],
  ['?plain=true', { ...everything, shown: 'plain' }],
  ['?format=csv', { ...everything, format: 'csv' }],
  ['?from=2026-11-23&to=2026-11-23', { ...everything, from: midnight, to: midnight + dayMs }],
  ['?from=2026-11-23T00:00:00.001%2B08:00', { ...everything, from: midnight + 1 }],
  ['?format=excel&to=2026-11-23T00:00:00.000%2B08:00', { ...everything, format: 'excel', to: midnight }],
])('streams the journal%s as it was wished for', async (query, wish) => {
  const { app } = open();
  const response = await app.request(`${base}/tenants/default/journal:export${query}`, { headers: own });
  const type = wish.format === 'ndjson' ? 'application/x-ndjson' : 'text/csv; charset=utf-8; header=present';
  expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
  expect(await response.json()).toEqual({ kind: 'end', ...wish });
});

it.each([
  ['?plain=perhaps', '?plain= is true or false, not "perhaps"'],
  ['?format=xls', '?format= is ndjson, csv or excel, not "xls"'],
  ['?from=yesterday', '?from= is no day and no instant: "yesterday"'],
  ['?to=2026-02-30', '?to= is no day and no instant: "2026-02-30"'],
  ['?from=2026-11-24&to=2026-11-23', '?from= is not before ?to='],
])('refuses the export %s', async (query, detail) => {
  const { call } = open();
  expect((await call('GET', `/tenants/default/journal:export${query}`)).body).toMatchObject({ status: 400, detail });
});

it('has the journal verified', async () => {
  const { call } = open();
  expect(await call('GET', '/tenants/default/journal:verify')).toMatchObject({ status: 200, body: { ok: true } });
});

it('holds a body that breaks off against nobody', async () => {
  const failures: unknown[] = [];
  const { bureau } = createStandIn();
  const app = createControlApp({ bureau, token, host: '127.0.0.1', onFailure: (error) => failures.push(error) });
  const body = new ReadableStream({
    pull: (controller) => controller.error(new Error('aborted')),
  });
  const request = new Request(`${base}/tenants`, { method: 'POST', headers: own, body, duplex: 'half' });
  expect([(await app.request(request)).status, failures]).toEqual([400, []]);
});
