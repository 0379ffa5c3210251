// One attempt of the small client: sign, encrypt, send, wait no longer than the response timeout, believe or not.
import { randomBytes } from 'node:crypto';
import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { decryptData, encryptData } from '../../../protocol/cipher.ts';
import { readAnswer, writeMessage } from '../../../protocol/envelope.ts';
import { createNonce } from '../../../protocol/nonce.ts';
import { readPayload, writePayload } from '../../../protocol/payload.ts';
import { signatureText, signHmacSm3, verifyHmacSm3 } from '../../../protocol/signature.ts';
import { signSm2Sm3, verifySm2Sm3 } from '../../../protocol/sm2.ts';
import { writeTimestamp } from '../../../protocol/timestamp.ts';
import type { AuditLog } from './audit-log.ts';
import type { SessionClock } from './dialogue.ts';
import type { Gate } from './gate.ts';

export type Keys = {
  readonly baseUrl: string;
  readonly appId: string;
  readonly appSecret: string;
  readonly sm4Key: string;
  readonly encryptType: 'SM4-CBC' | 'SM4-ECB';
  readonly signType: 'HMAC-SM3' | 'SM2-SM3';
  readonly privateKeyPem: string | null;
  readonly bureauPublicKeyPem: string | null;
  readonly format: 'json' | 'xml';
  readonly ca: string | null;
  readonly clientTls: { readonly certPem: string; readonly keyPem: string } | null;
  readonly responseTimeoutMs: number;
};
export type Answer = {
  readonly code: string;
  readonly retryAfterMs: number;
  readonly payload: Readonly<Record<string, unknown>>;
};
export type Ending =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'not-sent' };
type Raw =
  | { readonly kind: 'body'; readonly body: Buffer }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'not-sent' };

const writeRequest = (
  what: { interface: string; payload: unknown },
  keys: Keys,
  how: { nonce: string; timeMs: number },
): string => {
  const sealed = { encryptType: keys.encryptType, sm4Key: keys.sm4Key, iv: randomBytes(16) };
  const message = {
    appId: keys.appId,
    interface: what.interface,
    version: '1.0',
    timestamp: writeTimestamp(how.timeMs),
    nonce: how.nonce,
    encryptType: keys.encryptType,
    data: encryptData(writePayload(what.payload, keys.format), sealed),
    signType: keys.signType,
  };
  const text = signatureText(message);
  const signature =
    keys.signType === 'HMAC-SM3' ? signHmacSm3(text, keys.appSecret) : signSm2Sm3(text, keys.privateKeyPem ?? '');
  return writeMessage({ ...message, signature }, 'request', keys.format);
};

const send = (
  url: string,
  body: string,
  options: { readonly keys: Pick<Keys, 'ca' | 'clientTls' | 'format'>; readonly signal: AbortSignal },
): Promise<Raw> =>
  new Promise((resolve) => {
    const { ca, clientTls, format } = options.keys;
    let connected = false;
    const request = (url.startsWith('https:') ? requestSecure : requestPlain)(
      url,
      {
        method: 'POST',
        headers: { 'content-type': `application/${format}`, 'content-length': Buffer.byteLength(body) },
        signal: options.signal,
        agent: false,
        ...(ca ? { ca } : {}),
        ...(clientTls ? { cert: clientTls.certPem, key: clientTls.keyPem } : {}),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', () => resolve({ kind: 'unknown' }));
        response.on('close', () => {
          const whole = response.complete && response.statusCode === 200;
          resolve(whole ? { kind: 'body', body: Buffer.concat(chunks) } : { kind: 'unknown' });
        });
      },
    );
    request.on('socket', (socket) => {
      socket.once(url.startsWith('https:') ? 'secureConnect' : 'connect', () => {
        connected = true;
      });
    });
    request.on('error', () => resolve({ kind: connected ? 'unknown' : 'not-sent' }));
    request.end(body);
  });

const readBelieved = (body: Buffer, nonce: string, keys: Keys): Ending => {
  const read = readAnswer(body);
  if (!read.ok) return { kind: 'unknown' };
  const { message } = read;
  const code = message['returnCode'] ?? '';
  const signature = message['signature'] ?? '';
  const mayBeUnsigned =
    signature === '' && ['1002', '2006'].includes(code) && ['', nonce].includes(message['requestNonce'] ?? '');
  const text = signatureText(message);
  const verifies =
    keys.signType === 'HMAC-SM3'
      ? verifyHmacSm3(text, keys.appSecret, signature)
      : verifySm2Sm3(text, keys.bureauPublicKeyPem ?? '', signature);
  const signed = verifies && message['requestNonce'] === nonce;
  if (!mayBeUnsigned && !signed) return { kind: 'unknown' };
  const retryAfterMs = Number(message['retryAfter'] ?? '10') * 1000;
  if (!message['data']) return { kind: 'answer', answer: { code, retryAfterMs, payload: {} } };
  const opened = decryptData(message['data'], { encryptType: keys.encryptType, sm4Key: keys.sm4Key });
  if (!opened.ok) return { kind: 'unknown' };
  const { value } = { value: null, ...readPayload(opened.plaintext, keys.format) };
  if (value === null) return { kind: 'unknown' };
  const payload = value as Record<string, unknown>;
  return { kind: 'answer', answer: { code, retryAfterMs, payload } };
};

/** Sends once; the response timeout is a sleep with the request's nonce, said before the request (D-4). */
export const attempt = async (
  what: { readonly interface: string; readonly payload: unknown; readonly command: string },
  session: {
    readonly keys: Keys;
    readonly clock: SessionClock;
    readonly log: AuditLog;
    readonly gate: Gate;
  },
): Promise<Ending> => {
  const { keys, clock } = session;
  const leave = await session.gate.enter(what.command);
  const atMs = clock.now();
  const nonce = createNonce(randomBytes);
  const body = writeRequest(what, keys, { nonce, timeMs: atMs });
  const timeout = clock.sleep(keys.responseTimeoutMs, { command: what.command, reason: 'response-timeout', nonce });
  const stop = new AbortController();
  const sent = send(`${keys.baseUrl}/${what.interface}`, body, { keys, signal: stop.signal });
  const raw = await Promise.race([sent, timeout.woken.then((): Raw => ({ kind: 'unknown' }))]);
  const ending = raw.kind === 'body' ? readBelieved(raw.body, nonce, keys) : raw;
  session.log.write({ ...what, nonce, atMs }, ending);
  timeout.cancel();
  stop.abort();
  leave();
  return ending;
};
