// The protocol port's document against real traffic: every interface with every return code and status, and nothing undocumented.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { decryptData } from '../../../protocol/cipher.ts';
import { readAnswer } from '../../../protocol/envelope.ts';
import { readPayload } from '../../../protocol/payload.ts';
import { type Bureau, createBureau } from '../../../simulator/bureau.ts';
import { interfaces, saidByAll, saysOf } from '../../../simulator/openapi/protocol/interfaces.ts';
import { noon } from '../operations/books.ts';
import { openBusiness } from './business.ts';
import { callOver, messageOf } from './caller.ts';
import { application, applications, buyer, refused, sellers } from './parties.ts';
import { createTaxpayer, type Taxpayer } from './taxpayer.ts';
import { createWitness, type OpenapiDocument, type Witness } from './witness.ts';

const names = interfaces.map(({ name }) => name);
let bureau: Bureau;
let base: string;
let document: OpenapiDocument;
let witness: Witness;
let taxpayer: Taxpayer;

/** Below the tenant, with the token. */
const control = async (method: string, path: string, body?: unknown): Promise<unknown> => {
  const called = await callOver(bureau.control.url, {
    ...{ method, path: `/control/v1/tenants/traffic${path}` },
    headers: { authorization: `Bearer ${bureau.control.token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect([path, called.status, called.status < 300 ? '' : called.body.toString()]).toEqual([path, called.status, '']);
  return called.body.length > 0 ? JSON.parse(called.body.toString()) : null;
};

type Heard = { readonly contentType: string; readonly body: Buffer };
const heard: Heard[] = [];
const receiver = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    heard.push({ contentType: String(request.headers['content-type']), body: Buffer.concat(chunks) });
    response.end('{"returnCode":"0000"}');
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    receiver.listen(0, '127.0.0.1', resolve);
  });
  bureau = await createBureau({ port: 0, httpPort: 0, controlPort: 0 });
  const settings = { issue: 'synchronous', issueDelayMs: 5000, deliveryDelayMs: 60_000 } as const;
  const clock = { mode: 'frozen', now: '2026-11-23T12:00:00.000+08:00' } as const;
  const made = await bureau.createTenant({ id: 'traffic', sellers, applications, settings, clock });
  expect(made).toMatchObject({ ok: true });
  document = (await control('GET', '/openapi.json')) as OpenapiDocument;
  const servers = (document as unknown as { servers: { url: string }[] }).servers.map(({ url }) => url);
  base = (servers.find((url) => url.startsWith('http:') && url.endsWith('/test/v1')) ?? '').replace(
    'localhost',
    '127.0.0.1',
  );
  witness = createWitness(document);
  const now = () => bureau.tenant('traffic')?.clock.now() ?? noon;
  taxpayer = createTaxpayer({ witness, schemas: document.components.schemas, base, application, now });
});
afterAll(async () => {
  await bureau.close();
  receiver.close();
});

const callbackUrl = () => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/news`;

it.each(['json', 'xml'] as const)('carries the whole business in %s as it is documented', async (format) => {
  await control('POST', '/reset');
  const business = openBusiness({ taxpayer, format, buyer, callbackUrl: callbackUrl(), control });
  await business.run();
  await control('POST', '/clock', { advanceMs: 61_000 });
  const answered = await business.get('0000', 'invoice.query', { orderNo: 'SO-4' });
  expect(answered.data['status']).toBe('delivered');
  expect(witness.complaints.splice(0)).toEqual([]);
});

it('refuses at every gate of every interface as it is documented', async () => {
  for (const name of names) {
    const nonce = `${name.replace('.', '')}0123456789abcdef`;
    await taxpayer.ask(name, {}, { members: { version: '2.0' } });
    await taxpayer.ask(name, {}, { members: { appId: 'NOBODY' } });
    await taxpayer.ask(name, {}, { skewMs: -600_000 });
    await taxpayer.ask(name, {}, { appSecret: 'another-secret-of-somebody' });
    await taxpayer.ask(name, {}, { members: { nonce } });
    await taxpayer.ask(name, {}, { members: { nonce } });
    await taxpayer.ask(name, {}, { members: { data: 'AAAA' } });
    for (const as of Object.values(refused)) await taxpayer.ask(name, {}, { as });
  }
  expect(witness.complaints.splice(0)).toEqual([]);
});

it('is out of order in every interface as it is documented', async () => {
  for (const returnCode of ['3001', '3002', '3003', '3004', '9999']) {
    await control('PUT', '/faults', [{ id: 'outage', effect: { returnCode } }]);
    for (const name of names) await taxpayer.ask(name, {});
  }
  for (const httpStatus of [502, 503, 504]) {
    await control('PUT', '/faults', [{ id: 'gateway', effect: { httpStatus } }]);
    for (const name of names) await taxpayer.ask(name, {});
  }
  await control('DELETE', '/faults');
  const nobody = base.replace('/t/traffic', '/t/nobody');
  for (const name of names) {
    await taxpayer.ask(name, {}, { base: nobody });
    await taxpayer.ask(name, {}, { body: ' '.repeat(4 * 1024 * 1024 + 1) });
  }
  expect(witness.complaints.splice(0)).toEqual([]);
});

it('explains itself in the headers that are documented, when it was asked to', async () => {
  const explaining = await createBureau({ port: 0, httpPort: 0, controlPort: 0, explain: true });
  await explaining.createTenant({ id: 'traffic', sellers, applications });
  const there = `${new URL(explaining.httpUrl ?? '').origin.replace('localhost', '127.0.0.1')}/t/traffic/test/v1`;
  const call = { method: 'POST', path: `${there}/quota.query`, body: '{', headers: {} };
  const { requestBody: _text, ...seen } = messageOf({ ...call, path: '/quota.query' }, await callOver(there, call));
  witness.see(seen);
  await explaining.close();
  expect(Object.keys(seen.headers).filter((name) => name.startsWith('x-'))).toEqual([
    'x-bureau-gate',
    'x-bureau-mistake',
  ]);
  expect(witness.complaints.splice(0)).toEqual([]);
});

it('hands documents out as it is documented', async () => {
  const { data } = await taxpayer.ask('invoice.query', { orderNo: 'SO-4' });
  const links = Object.values(data['documents'] as Record<string, string>);
  for (const link of links.flatMap((one) => [one, one.replace(/-[0-9a-f]{32}/, `-${'0'.repeat(32)}`)])) {
    const { pathname } = new URL(link);
    const called = await callOver(base, { method: 'GET', path: pathname });
    witness.see(messageOf({ method: 'GET', path: pathname.replace(/^.*\/test\/v1/, '') }, called));
  }
  expect(witness.complaints.splice(0)).toEqual([]);
});

it('pushes as it is documented', () => {
  const { content } = document.webhooks?.['callback.status']?.['post']?.requestBody ?? { content: {} };
  const formats = heard.map(({ contentType, body }) => {
    const reading = readAnswer(body, contentType);
    const message: Record<string, string> = reading.ok ? reading.message : {};
    const opened = decryptData(message['data'] ?? '', application);
    const news = readPayload(opened.ok ? opened.plaintext : '', reading.format);
    expect(witness.judgeBy(content['application/json']?.schema ?? {})(message)).toEqual([]);
    expect(witness.judgeBy(document.components.schemas['CallbackStatus'] as object)(news.ok && news.value)).toEqual([]);
    return reading.format;
  });
  expect(new Set(formats)).toEqual(new Set(['json', 'xml']));
});

it('documents no return code that nobody meets', () => {
  const documented = interfaces.flatMap((one) => saysOf(one).map(([code]) => `${one.name} ${code}`));
  expect(documented.filter((one) => !taxpayer.codes.has(one))).toEqual([]);
  expect(documented.length).toBeGreaterThan(names.length * Object.keys(saidByAll).length);
});

it('documents no status that nobody meets', () => {
  expect(witness.unseen()).toEqual([]);
});
