// No secret that was given to a bureau comes out of its control port: views, books, problems, exports, events, metrics.
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSm2KeyPair } from '../../protocol/sm2.ts';
import { type Bureau, createBureau } from '../../simulator/bureau.ts';
import { openAuthority } from '../../simulator/tls/authority.ts';
import { openReceiver } from '../simulator/delivery/receiver.ts';
import { application, order, seller } from '../simulator/operations/books.ts';
import { callControl, mainPort, requestOf } from '../simulator/tenancy/bystander.ts';
import { foundIn, linesOfKey, spellings } from './spellings.ts';

const planted = {
  ...application,
  appId: 'PLANTED001',
  appSecret: 'planted "secret" & more+/',
  sm4Key: 'ABCDEF0123456789abcdef9876543210',
};
const { privateKeyPem } = createSm2KeyPair();
const p256 = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey.export({
  type: 'pkcs8',
  format: 'pem',
});
const certificatePem = openAuthority({ dataDir: null, now: Date.parse('2026-11-01T00:00:00.000+08:00') }).rootPem;
const controlToken = 'planted-token-of-the-control-port';
const dataDir = mkdtempSync(join(tmpdir(), 'secrecy-'));
const failures: unknown[] = [];
let bureau: Bureau;
let receiver: Awaited<ReturnType<typeof openReceiver>>;
let secrets: Readonly<Record<string, readonly string[]>> = {};

/** What the bureau made for itself. */
const ownKeys = (): readonly string[] =>
  readdirSync(dataDir, { recursive: true, encoding: 'utf8' })
    .map((name) => (/key.*\.pem$/.test(name) ? readFileSync(join(dataDir, name), 'utf8') : ''))
    .filter((pem) => pem.includes('PRIVATE KEY'));

beforeAll(async () => {
  receiver = await openReceiver(() => ({ body: 'no' }));
  bureau = await createBureau({
    port: 0,
    httpPort: 0,
    controlPort: 0,
    controlToken,
    dataDir,
    explain: true,
    onFailure: (error) => void failures.push(error),
  });
  const clock = { mode: 'frozen' as const, now: '2026-11-23T10:00:00.000+08:00' };
  await bureau.createTenant({ id: 'planted', clock, sellers: [seller], applications: [planted] });
  bureau.tenant('default')?.view();
  const now = Date.parse(clock.now);
  const payload = { ...order, callbackUrl: receiver.url };
  const ask = (appSecret: string, nonce: string) =>
    fetch(`http://localhost:${mainPort(bureau)}/t/planted/test/v1/invoice.issue`, {
      method: 'POST',
      body: requestOf(
        { ...planted, appSecret },
        { interface: 'invoice.issue', payload, nonce, iv: Buffer.alloc(16) },
        now,
      ),
    }).then((response) => response.text());
  // Rightly; signed with the other key, with a line break behind, and not at all.
  await ask(planted.appSecret, 'n'.repeat(16));
  await ask(planted.sm4Key, 'o'.repeat(16));
  await ask(`${planted.appSecret}\n`, 'p'.repeat(16));
  await callControl(bureau, 'POST', '/tenants/planted/clock', { advanceMs: 3_600_000 });
  await callControl(bureau, 'PUT', '/tenants/planted/snapshots/kept');
  secrets = {
    appSecret: spellings(planted.appSecret),
    sm4Key: spellings(planted.sm4Key),
    controlToken: spellings(controlToken),
    privateKey: linesOfKey(privateKeyPem),
    bureauKeys: ownKeys().flatMap(linesOfKey),
  };
});
afterAll(async () => {
  await bureau.close();
  await receiver.close();
});

const books = [
  '',
  '/journal',
  '/journal/1/diagnosis',
  '/journal/2/diagnosis',
  '/journal/3/diagnosis',
  '/journal/changes',
  '/journal:export',
  '/journal:export?plain=true',
  '/journal:export?format=csv&plain=true',
  '/ledger',
  '/clock',
  '/faults',
  '/tax-codes',
  '/sheets',
  '/stock',
  '/callbacks',
  '/outbox',
  '/outbox?plain=true',
  '/snapshots',
  '/journal:verify',
  `/accounts/${seller.taxNo}`,
].map((path) => `/tenants/planted${path}`);

const bad = { ...planted, appId: 'BAD' };
describe('the control port', () => {
  it('has secrets to keep', () => {
    expect(Object.entries(secrets).filter(([, traces]) => traces.length === 0)).toEqual([]);
    expect(foundIn(`x${privateKeyPem}${planted.sm4Key.toLowerCase()}`, secrets)).toEqual(['sm4Key', 'privateKey']);
  });

  it.each(['/tenants', '/tenants/default', '/registrations', '/root.pem', '/openapi.json', ...books])(
    'tells none at %s',
    async (path) => {
      const { status, text } = await callControl(bureau, 'GET', path);
      expect([status, ...foundIn(text, secrets)]).toEqual([200]);
    },
  );

  it.each<[string, string, string, unknown]>([
    [
      'a tenant with keys of a wrong form',
      'POST',
      '/tenants',
      { sellers: [seller], applications: [{ ...bad, sm4Key: `${planted.sm4Key}0`, signType: planted.appSecret }] },
    ],
    [
      'a secret in an unknown member',
      'POST',
      '/tenants',
      { sellers: [seller], applications: [{ ...bad, secret: planted.appSecret }] },
    ],
    [
      'a private key for a public one',
      'POST',
      '/tenants',
      { sellers: [seller], applications: [{ ...bad, signType: 'SM2-SM3', publicKeyPem: privateKeyPem }] },
    ],
    [
      'a private key for a certificate',
      'PATCH',
      '/tenants/planted',
      { applications: [{ ...bad, signType: 'SM2-SM3', certificatePem: privateKeyPem }] },
    ],
    ['keys for a number', 'PATCH', '/tenants/planted', { settings: { issueDelayMs: planted.appSecret } }],
    [
      'a private key to be certified',
      'POST',
      '/tenants/planted/certificates',
      { appId: planted.appId, publicKeyPem: privateKeyPem },
    ],
    [
      'a private key for a handshake',
      'POST',
      '/tenants/planted/certificates',
      { appId: planted.appId, use: 'client', publicKeyPem: p256 },
    ],
    [
      'a private key beside a certificate',
      'PATCH',
      '/tenants/planted',
      { applications: [{ ...bad, certificatePem: `${certificatePem}${privateKeyPem}` }] },
    ],
    [
      'a private key for a request',
      'POST',
      '/tenants/planted/certificates',
      { appId: planted.appId, csrPem: privateKeyPem },
    ],
    ['a form with keys', 'POST', '/registrations', { enterprise: planted.appSecret, publicKeyPem: privateKeyPem }],
    ['a body cut off', 'POST', '/tenants', undefined],
  ])('refuses %s and does not repeat it', async (_what, method, path, body) => {
    const { status, text } = await callControl(bureau, method, path, body);
    expect([status, ...foundIn(text, secrets)]).toEqual([400]);
  });

  it('tells none in events and metrics, and none met a failure of ours', async () => {
    const headers = { authorization: `Bearer ${controlToken}` };
    const stop = new AbortController();
    const events = await fetch(`${bureau.control.url}/control/v1/events?after=0`, { headers, signal: stop.signal });
    const reader = events.body?.getReader();
    let heard = '';
    while (!heard.includes('exchange-ended')) heard += Buffer.from((await reader?.read())?.value ?? []).toString();
    stop.abort();
    const metrics = await (await fetch(`${bureau.control.url}/metrics`)).text();
    expect(foundIn(heard + metrics, secrets)).toEqual([]);
    expect(failures).toEqual([]);
  });
});
