// The client beside the real bureau: JSON and XML, a secret and a certificate with mutual TLS (T-5, T-6, E-3).
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTaxClient } from '../../client/tax-client.ts';
import { createSm2KeyPair } from '../../protocol/sm2.ts';
import { writeInstant } from '../../protocol/timestamp.ts';
import { type Bureau, createBureau } from '../../simulator/bureau.ts';
import { application, order, seller } from '../simulator/operations/books.ts';
import { createTestClock, startMs } from './test-clock.ts';

const pair = createSm2KeyPair();
const { publicKeyPem } = pair;
const bySecret = { ...application, appId: 'LD-hmac' };
const certified = { ...application, appId: 'LD-sm2', signType: 'SM2-SM3' as const, publicKeyPem, clientTls: true };

let bureau: Bureau;
let ca: string;
beforeAll(async () => {
  bureau = await createBureau({ port: 0, controlPort: 0 });
  const clock = { mode: 'frozen', now: writeInstant(startMs) } as const;
  const made = await bureau.createTenant({ id: 'real', clock, sellers: [seller], applications: [bySecret, certified] });
  expect(made).toMatchObject({ ok: true });
  ca = await (await fetch(new URL('/control/v1/root.pem', bureau.control.url))).text();
});
afterAll(() => bureau.close());

const certify = async () => {
  const handshake = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const issued = await bureau.tenant('real')?.issueCertificate({
    appId: certified.appId,
    publicKeyPem: String(handshake.publicKey.export({ type: 'spki', format: 'pem' })),
    use: 'client',
  });
  const certPem = issued?.ok ? String(issued.value['certificatePem']) : '';
  return { certPem, keyPem: String(handshake.privateKey.export({ type: 'pkcs8', format: 'pem' })) };
};

const openClient = async (keys: typeof bySecret | typeof certified, format: 'json' | 'xml') => {
  const bureauPublicKeyPem = String(bureau.tenant('real')?.view()['bureauPublicKeyPem']);
  return createTaxClient({
    baseUrl: String(new URL('/t/real/test/v1', bureau.url)),
    credentials: { ...keys, privateKeyPem: pair.privateKeyPem, bureauPublicKeyPem },
    ...{ format, ca, clock: createTestClock() },
    clientTls: keys === certified ? await certify() : null,
  });
};

describe.each([
  { keys: bySecret, format: 'xml' },
  { keys: certified, format: 'json' },
  { keys: certified, format: 'xml' },
] as const)('$keys.signType in $format', ({ keys, format }) => {
  it('issues, adopts what is there already, and asks', async () => {
    const client = await openClient(keys, format);
    const orderNo = `${keys.appId}-${format}`;
    const first = await client.issue({ ...order, orderNo });
    const again = await client.issue({ ...order, orderNo });
    const asked = await client.query(orderNo);
    const quota = await client.quota();
    await client.close();
    expect([first.returnCode, again.returnCode, asked.returnCode]).toEqual(['0000', '4001', '0000']);
    expect([again.invoice?.invoiceNo, asked.invoice?.invoiceNo]).toEqual(Array(2).fill(first.invoice?.invoiceNo));
    expect(quota.total).toBe(seller.quota);
  });
});
