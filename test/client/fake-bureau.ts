// A bureau in memory that says what a script tells it to: one reply a request, then it issues whatever it is asked to.
import { randomBytes } from 'node:crypto';
import type { Credentials } from '../../client/credentials.ts';
import type { Fetch, FetchRequest, FetchResponse } from '../../client/fetch.ts';
import { decryptData, encryptData } from '../../protocol/cipher.ts';
import { readRequest, writeMessage } from '../../protocol/envelope.ts';
import { readPayload, writePayload } from '../../protocol/payload.ts';
import { signatureText, signHmacSm3, verifyHmacSm3 } from '../../protocol/signature.ts';
import { createSm2KeyPair, signSm2Sm3, verifySm2Sm3 } from '../../protocol/sm2.ts';
import { invoiceOf } from './sample-order.ts';
import type { TestClock } from './test-clock.ts';

export const credentials: Credentials = {
  appId: 'LD0000000001',
  appSecret: 'a-secret-of-the-tests-only',
  sm4Key: '0123456789abcdeffedcba9876543210',
  signType: 'HMAC-SM3',
  encryptType: 'SM4-CBC',
};

const bureauPair = createSm2KeyPair();
const clientPair = createSm2KeyPair();

/** The same application with a certificate instead of a secret (E-3). */
export const sm2Credentials: Credentials = {
  ...credentials,
  appSecret: '',
  signType: 'SM2-SM3',
  privateKeyPem: clientPair.privateKeyPem,
  bureauPublicKeyPem: bureauPair.publicKeyPem,
};

const holds = (text: string, { signType, appSecret }: Credentials, signature: string): boolean =>
  signType === 'HMAC-SM3'
    ? verifyHmacSm3(text, appSecret, signature)
    : verifySm2Sm3(text, clientPair.publicKeyPem, signature);

const sign = (text: string, { signType, appSecret }: Credentials): string =>
  signType === 'HMAC-SM3' ? signHmacSm3(text, appSecret) : signSm2Sm3(text, bureauPair.privateKeyPem);

type Payload = Readonly<Record<string, unknown>>;

export type Answer = {
  readonly code: string;
  readonly data?: Payload | null;
  readonly retryAfter?: string;
  /** Spoils the finished answer. */
  readonly spoil?: (message: Record<string, string>) => Record<string, string>;
};

export type Reply =
  | Answer
  | 'hold'
  /** Never answers, and no time passes: the process is killed meanwhile. */
  | 'never'
  | 'reset'
  | 'refused'
  | 'garbage'
  /** Issues the order and never answers. */
  | 'issue-and-hold'
  | { readonly status: number };

export type Seen = {
  readonly interface: string;
  readonly atMs: number;
  readonly nonce: string;
  readonly timestamp: string;
  readonly iv: string | null;
  readonly payload: Payload;
};

export type FakeBureau = { readonly fetch: Fetch; readonly seen: Seen[]; readonly issued: Map<string, Payload> };

const readSeen = (request: FetchRequest, clock: TestClock, keys: Credentials): Seen => {
  const read = readRequest(new TextEncoder().encode(request.body), request.headers['content-type'] ?? null);
  if (!read.ok) throw new Error(`the client sent no envelope: ${JSON.stringify(read.problems)}`);
  const { message, format } = read;
  if (!holds(signatureText(message), keys, message['signature'] ?? '')) throw new Error('the client signed wrongly');
  const { sm4Key, encryptType } = keys;
  const opened = decryptData(message['data'] ?? '', { sm4Key, encryptType });
  if (!opened.ok) throw new Error(opened.reason);
  const payload = readPayload(opened.plaintext, format);
  if (!payload.ok) throw new Error(payload.reason);
  return {
    interface: message['interface'] ?? '',
    atMs: clock.now(),
    nonce: message['nonce'] ?? '',
    timestamp: message['timestamp'] ?? '',
    iv: opened.iv,
    payload: payload.value as Payload,
  };
};

const write = (answer: Answer, seen: Seen, as: { contentType: string; keys: Credentials }): FetchResponse => {
  const { contentType, keys } = as;
  const format = contentType === 'application/xml' ? 'xml' : 'json';
  const { sm4Key, encryptType, signType } = keys;
  const message: Record<string, string> = {
    requestId: 'R1',
    requestNonce: seen.nonce,
    interface: seen.interface,
    timestamp: seen.timestamp,
    returnCode: answer.code,
    returnMessage: `said ${answer.code}`,
    encryptType,
    data: answer.data
      ? encryptData(writePayload(answer.data, format), { encryptType, sm4Key, iv: randomBytes(16) })
      : '',
    signType,
    ...(answer.retryAfter === undefined ? {} : { retryAfter: answer.retryAfter }),
  };
  const signed = { ...message, signature: sign(signatureText(message), keys) };
  const bytes = new TextEncoder().encode(writeMessage(answer.spoil?.(signed) ?? signed, 'response', format));
  return respond(200, bytes, contentType);
};

const respond = (status: number, bytes: Uint8Array<ArrayBuffer>, contentType: string): FetchResponse => ({
  status,
  headers: { get: (name) => (name === 'content-type' ? contentType : null) },
  arrayBuffer: async () => bytes.buffer,
});

const broken = (code: string): TypeError =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });

/** Speaks `script` in order; afterwards it behaves: issues, finds, and does not find. */
export const createFakeBureau = (
  clock: TestClock,
  script: readonly Reply[] = [],
  keys: Credentials = credentials,
): FakeBureau => {
  const replies = [...script];
  const seen: Seen[] = [];
  const issued = new Map<string, Payload>();

  const behave = ({ interface: asked, payload }: Seen): Answer => {
    const orderNo = String(payload['orderNo']);
    const known = issued.get(orderNo);
    if (asked === 'invoice.query') return known ? { code: '0000', data: known } : { code: '4004' };
    if (known) return { code: '4001', data: known };
    issued.set(orderNo, invoiceOf(payload));
    return { code: '0000', data: invoiceOf(payload) };
  };

  const hold = (signal: AbortSignal): Promise<FetchResponse> =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      queueMicrotask(clock.expire);
    });

  const fetch: Fetch = async (_url, request) => {
    const reply = replies.shift();
    if (reply === 'refused') throw broken('ECONNREFUSED');
    const now = readSeen(request, clock, keys);
    seen.push(now);
    if (reply === 'issue-and-hold') behave(now);
    if (reply === 'never') return new Promise<never>(() => undefined);
    if (reply === 'hold' || reply === 'issue-and-hold') return hold(request.signal);
    if (reply === 'reset') throw broken('ECONNRESET');
    const contentType = request.headers['content-type'] ?? '';
    if (reply === 'garbage') return respond(200, new TextEncoder().encode('{"half": "an answ'), contentType);
    if (reply && 'status' in reply) return respond(reply.status, new TextEncoder().encode('<html>'), 'text/html');
    return write(reply ?? behave(now), now, { contentType, keys });
  };
  return { fetch, seen, issued };
};
