// A taxpayer's desk with a raw socket in front of a bureau that misbehaves by one rule: what is sent, what is seen.
import { randomBytes } from 'node:crypto';
import { decryptData, encryptData } from '../../../protocol/cipher.ts';
import { createNonce } from '../../../protocol/nonce.ts';
import { signatureText, signHmacSm3, verifyHmacSm3 } from '../../../protocol/signature.ts';
import { readInstant, writeTimestamp } from '../../../protocol/timestamp.ts';
import { type Bureau, createBureau } from '../../../simulator/bureau.ts';
import { sampleOrder } from '../../../testing/sample-order.ts';
import { answerOf, connectTo, postText, type Sight, type Target, watch } from '../doors/raw-visit.ts';

export const startAt = '2026-11-23T10:00:00.000+08:00';
const appSecret = 'secret-of-a-fault-test-0123456789';
const sm4Key = '0123456789abcdeffedcba9876543210';
const seller = { name: '联调测试科技有限公司', taxNo: '91110108551385082Q' };

let count = 0;
/** Application ids are unique in a bureau. */
const nextNumber = (): number => {
  count += 1;
  return count;
};

type Asked = { readonly interface: 'invoice.issue' | 'invoice.query'; readonly orderNo: string };
const issueOfFirst: Asked = { interface: 'invoice.issue', orderNo: 'SO-1' };

export type FaultyTenant = Awaited<ReturnType<typeof openFaultyTenant>>;

export const openTestBureau = (): Promise<Bureau> =>
  createBureau({ port: 0, httpPort: 0, controlPort: 0, host: '127.0.0.1', dataDir: null, seed: 1 });

/** A tenant with ports of its own, a frozen clock at `startAt`, and the one rule in force. */
export const openFaultyTenant = async (
  bureau: Bureau,
  options: { readonly scheme: 'https' | 'http'; readonly rule?: object; readonly trusts?: 'anybody' },
) => {
  const number = nextNumber();
  const [id, appId] = [`faulty-${number}`, `FAULT${String(number).padStart(6, '0')}`];
  const control = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${bureau.control.url}/control/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${bureau.control.token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
  const tenant = await control('POST', '/tenants', {
    id,
    ownPort: true,
    seed: 1,
    clock: { mode: 'frozen', now: startAt },
    sellers: [{ ...seller, kind: 'general', types: ['81', '82'], quota: '1000000.00' }],
    applications: [
      {
        appId,
        appSecret,
        sm4Key,
        environment: 'test',
        signType: 'HMAC-SM3',
        encryptType: 'SM4-CBC',
        sellers: [seller.taxNo],
      },
    ],
  });
  if (options.rule) await control('PUT', `/tenants/${id}/faults`, [{ id: 'fault', ...options.rule }]);
  const url = new URL(tenant.baseUrls[options.scheme]);
  const rootPem = await (await fetch(`${bureau.control.url}/control/v1/root.pem`)).text();
  const target: Target = {
    port: Number(url.port),
    ca: options.scheme === 'https' ? rootPem : null,
    ...(options.trusts ? { trusts: options.trusts } : {}),
  };

  const requestOf = (asked: Asked, nonce: string, now: string) => {
    const payload =
      asked.interface === 'invoice.issue'
        ? JSON.stringify(sampleOrder(asked.orderNo, seller))
        : JSON.stringify({ orderNo: asked.orderNo });
    const message = {
      appId,
      interface: asked.interface,
      version: '1.0',
      timestamp: writeTimestamp(readInstant(now) ?? 0),
      nonce,
      encryptType: 'SM4-CBC',
      data: encryptData(payload, { encryptType: 'SM4-CBC', sm4Key, iv: randomBytes(16) }),
      signType: 'HMAC-SM3',
    };
    return JSON.stringify({ ...message, signature: signHmacSm3(signatureText(message), appSecret) });
  };

  /** A genuine request, of issuing `SO-1` unless asked otherwise; `sight` ends with the connection, `leave` gives up waiting. */
  const begin = async (asked: Asked = issueOfFirst) => {
    const nonce = createNonce(randomBytes);
    const { now } = await control('GET', `/tenants/${id}/clock`);
    const socket = connectTo(target);
    const sight = watch(socket);
    socket.write(postText(`${url.pathname}/${asked.interface}`, requestOf(asked, nonce, now)));
    return { nonce, sight, leave: () => socket.destroy() };
  };

  return {
    id,
    target,
    begin,
    /** One request from beginning to end; what came, read as a client would. */
    issue: async (orderNo = 'SO-1') => {
      const { nonce, sight } = await begin({ interface: 'invoice.issue', orderNo });
      return readSight(await sight, nonce);
    },
    query: async (orderNo = 'SO-1') => {
      const { nonce, sight } = await begin({ interface: 'invoice.query', orderNo });
      return readSight(await sight, nonce);
    },
    /** What the bureau does to everybody. */
    settle: (settings: object) => control('PATCH', `/tenants/${id}`, { settings }),
    clock: () => control('GET', `/tenants/${id}/clock`),
    advance: (advanceMs: number) => control('POST', `/tenants/${id}/clock`, { advanceMs }),
    invoices: async (): Promise<string[]> =>
      (await control('GET', `/tenants/${id}/ledger`)).invoices.map(
        (invoice: { invoiceNo: string }) => invoice.invoiceNo,
      ),
    hits: async (): Promise<number> => (await control('GET', `/tenants/${id}/faults`))[0].hits,
    lastEntry: async () => (await control('GET', `/tenants/${id}/journal`)).entries.at(-1),
  };
};

/** What a client makes of the bytes: the code, whether signature and nonce hold, the decrypted invoice number. */
export const readSight = (sight: Sight, nonce: string) => {
  const { status, head, body } = answerOf(sight.text);
  const message: Record<string, string> = body.startsWith('{') && sight.end === 'end' ? JSON.parse(body) : {};
  const decrypted = decryptData(message['data'] ?? '', { encryptType: 'SM4-CBC', sm4Key });
  return {
    ...sight,
    status,
    head,
    body,
    returnCode: message['returnCode'],
    retryAfter: message['retryAfter'],
    returnMessage: message['returnMessage'],
    signature: message['signature'],
    signed: verifyHmacSm3(signatureText(message), appSecret, message['signature'] ?? ''),
    ours: message['requestNonce'] === nonce,
    data: decrypted.ok && decrypted.plaintext.startsWith('{') ? JSON.parse(decrypted.plaintext) : undefined,
    invoiceNo:
      decrypted.ok && decrypted.plaintext.startsWith('{') ? JSON.parse(decrypted.plaintext).invoiceNo : undefined,
  };
};
