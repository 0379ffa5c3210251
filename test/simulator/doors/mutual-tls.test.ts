// Mutual TLS over real connections: asked of everybody, demanded of applications registered so (T-6).
import { generateKeyPairSync } from 'node:crypto';
import { request } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encryptData } from '../../../protocol/cipher.ts';
import { signatureText, signHmacSm3 } from '../../../protocol/signature.ts';
import { type Bureau, createBureau } from '../../../simulator/bureau.ts';
import { createSeededBytes } from '../../../simulator/randomness.ts';
import { openAuthority } from '../../../simulator/tls/authority.ts';
import { application, seller } from '../operations/books.ts';

const guarded = { ...application, appId: 'LD-mtls', clientTls: true };
const open = { ...application, appId: 'LD-open' };
const random = createSeededBytes('mutual-tls');
let bureau: Bureau;
let ca: string;
beforeAll(async () => {
  bureau = await createBureau({ port: 0, httpPort: 0, controlPort: 0 });
  const clock = { mode: 'frozen', now: '2026-11-23T12:00:00.000+08:00' } as const;
  await bureau.createTenant({ id: 'mtls', clock, sellers: [seller], applications: [guarded, open] });
  ca = await (await fetch(new URL('/control/v1/root.pem', bureau.control.url))).text();
});
afterAll(() => bureau.close());

const drawPair = () => {
  const pair = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const key = String(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  return {
    key,
    publicKey: pair.publicKey,
    publicKeyPem: String(pair.publicKey.export({ type: 'spki', format: 'pem' })),
  };
};
const certify = async (appId: string) => {
  const { key, publicKeyPem } = drawPair();
  const issued = await bureau.tenant('mtls')?.issueCertificate({ appId, publicKeyPem, use: 'client' });
  return { key, cert: issued?.ok ? String(issued.value['certificatePem']) : '' };
};

const bodyFor = (asker: typeof open): string => {
  const message = {
    appId: asker.appId,
    interface: 'quota.query',
    version: '1.0',
    timestamp: '20261123120000',
    nonce: Buffer.from(random(16)).toString('hex'),
    encryptType: asker.encryptType,
    data: encryptData('{}', { ...asker, iv: random(16) }),
    signType: asker.signType,
  };
  return JSON.stringify({ ...message, signature: signHmacSm3(signatureText(message), asker.appSecret) });
};

/** The return code of one request over a new TLS connection. */
const ask = (asker: typeof open, shown: { readonly key?: string; readonly cert?: string }): Promise<string> =>
  new Promise((resolve, reject) => {
    const url = new URL('/t/mtls/test/v1/quota.query', bureau.url);
    const sent = request(url, { method: 'POST', ca, agent: false, ...shown }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(Buffer.from(chunk));
      resolve(String(JSON.parse(Buffer.concat(chunks).toString())['returnCode']));
    });
    sent.on('error', reject);
    sent.end(bodyFor(asker));
  });
const lastGate = () => {
  const page = bureau.tenant('mtls')?.readJournal({ after: 0, limit: 100 });
  const entries = page?.['entries'] as readonly { readonly gates: readonly Record<string, unknown>[] }[];
  return entries.at(-1)?.gates.at(-1);
};

describe('an application registered for mutual TLS', () => {
  it('is let in with its own certificate', async () => {
    expect(await ask(guarded, await certify(guarded.appId))).toBe('0000');
  });

  it('is refused without one', async () => {
    expect(await ask(guarded, {})).toBe('2001');
    expect(lastGate()).toMatchObject({ gate: 'client-certificate', clause: 'T-6', received: 'none' });
  });

  it("is refused with another application's", async () => {
    expect(await ask(guarded, await certify(open.appId))).toBe('2001');
    expect(lastGate()).toMatchObject({ received: 'one of LD-open' });
  });

  it('is refused with one of another bureau', async () => {
    const { key, publicKey } = drawPair();
    const now = Date.parse('2026-11-23T12:00:00.000+08:00');
    const cert = openAuthority({ dataDir: null, now }).certifyClient({ appId: guarded.appId, publicKey, now });
    expect(await ask(guarded, { key, cert })).toBe('2001');
    expect(lastGate()).toMatchObject({ received: expect.stringMatching(/^one that does not hold/) });
  });

  it('is refused over plain HTTP', async () => {
    const url = new URL('/t/mtls/test/v1/quota.query', bureau.httpUrl ?? '');
    const answer = await fetch(url, { method: 'POST', body: bodyFor(guarded) });
    expect(await answer.json()).toMatchObject({ returnCode: '2001' });
  });
});

describe('another application', () => {
  it('needs no certificate, and may show one', async () => {
    expect(await ask(open, {})).toBe('0000');
    expect(await ask(open, await certify(open.appId))).toBe('0000');
  });
});

it('certifies no key of another curve for the handshake', async () => {
  const request = { appId: 'A', publicKeyPem: 'hello', use: 'client' };
  expect(await bureau.tenant('mtls')?.issueCertificate(request)).toMatchObject({
    ok: false,
    problems: [{ pointer: '/publicKeyPem', detail: 'is no public key on the curve P-256 (T-6)' }],
  });
});
