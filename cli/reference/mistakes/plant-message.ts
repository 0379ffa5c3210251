// Messages with one mistake planted in them: a right one by default, each step of making it open to change.
import { createCipheriv, createHash, createHmac, createPublicKey, createSign } from 'node:crypto';
import { type Format, writeMessage } from '../../../protocol/envelope.ts';
import { signatureText } from '../../../protocol/signature.ts';
import { writeTimestamp } from '../../../protocol/timestamp.ts';
import { cast, type Role, sentAt } from './cast.ts';

export const { appSecret, sm4Key } = cast.usual;

/** Base64 of it holds both "+" and "/". */
const usualIv = Buffer.from('fbeffbeffbeffbeffbeffbeffbeffbef', 'hex');

export type Members = Record<string, string>;

export type Steps = {
  readonly as?: Role;
  readonly format?: Format;
  readonly payload?: string | Buffer;
  readonly cipher?: 'sm4-cbc' | 'sm4-ecb';
  readonly key?: Buffer;
  readonly padding?: 'pkcs7' | 'zeros';
  readonly iv?: Buffer;
  readonly ivInFront?: boolean;
  /** Encrypts once more what was encrypted. */
  readonly again?: (sealed: Buffer) => Buffer;
  readonly encode?: (bytes: Buffer) => string;
  readonly members?: Members;
  readonly without?: string;
  /** What is signed, and how. */
  readonly text?: (message: Members, payload: string) => string;
  readonly hash?: 'sm3' | 'sha256';
  readonly secret?: string | Buffer;
  readonly spell?: (digest: Buffer) => string;
  /** Instead of an HMAC. */
  readonly sign?: (text: string) => string;
  /** Spoils the message on its way, after it was signed. */
  readonly spoil?: (message: Members) => Members;
  /** Spoils what was written. */
  readonly body?: (text: string) => string | Uint8Array;
};

/** One way to make a mistake, told in both languages. */
export type Planted = {
  /** As the help desk names it. */
  readonly name: string;
  readonly en: string;
  readonly zh: string;
  readonly steps: Steps;
  readonly environment?: 'production';
  /** Sent before it. */
  readonly earlier?: Steps;
  /** An answer: a bureau makes no mistake, and is sent none. */
  readonly kind?: 'answer';
};

const usualPayloads = {
  json: '{"orderNo":"SO-20261123-0001"}',
  xml: '<payload><orderNo>SO-20261123-0001</orderNo></payload>',
};
const payloadOf = ({ payload, format = 'json' }: Steps): string | Buffer => payload ?? usualPayloads[format];

/** Under SM4; without padding when the text has whole blocks already. */
export const encrypt = (plain: Buffer, steps: Steps): Buffer => {
  const { cipher = cast[steps.as ?? 'usual'].encryptType === 'SM4-ECB' ? 'sm4-ecb' : 'sm4-cbc' } = steps;
  const iv = cipher === 'sm4-ecb' ? null : (steps.iv ?? usualIv);
  const machine = createCipheriv(cipher, steps.key ?? Buffer.from(sm4Key, 'hex'), iv);
  machine.setAutoPadding(steps.padding !== 'zeros');
  const fill = steps.padding === 'zeros' ? Buffer.alloc((16 - (plain.length % 16)) % 16) : Buffer.alloc(0);
  const head = iv && steps.ivInFront !== false ? iv : Buffer.alloc(0);
  return Buffer.concat([head, machine.update(Buffer.concat([plain, fill])), machine.final()]);
};

const dataOf = (steps: Steps): string => {
  const { again = (sealed) => sealed, encode = (bytes) => bytes.toString('base64') } = steps;
  return encode(again(encrypt(Buffer.from(payloadOf(steps)), steps)));
};

const signatureOf = (text: string, steps: Steps): string => {
  if (steps.sign) return steps.sign(text);
  const { hash = 'sm3', secret = appSecret, spell = (digest) => digest.toString('hex') } = steps;
  return spell(createHmac(hash, secret).update(text).digest());
};

/** A signed and encrypted request, right but for the steps given. */
export const plantMembers = (steps: Steps = {}): Members => {
  const { appId, encryptType, signType } = cast[steps.as ?? 'usual'];
  const message: Members = {
    interface: 'quota.query',
    appId,
    version: '1.0',
    timestamp: writeTimestamp(sentAt),
    nonce: 'd85c524e440066559a6656c90bd5482a',
    encryptType,
    data: dataOf(steps),
    signType,
    ...steps.members,
  };
  if (steps.without !== undefined) delete message[steps.without];
  const text = steps.text?.(message, String(payloadOf(steps))) ?? signatureText(message);
  const signed = { ...message, signature: signatureOf(text, steps) };
  return steps.spoil ? steps.spoil(signed) : signed;
};

export const plant = (steps: Steps = {}): Uint8Array => {
  const text = writeMessage(plantMembers(steps), 'request', steps.format ?? 'json');
  return Buffer.from(steps.body ? steps.body(text) : text);
};

type StraySigner = { readonly privateKeyPem: string; readonly publicKeyPem: string; readonly userId: string | null };
const curve =
  'fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93' +
  '32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0';

/** An SM2 signature with another user id than E-3 names, or for null with no Z at all, as some libraries make it. */
export const signStray = ({ privateKeyPem, publicKeyPem, userId }: StraySigner, text: string): string => {
  const signer = createSign('sm3');
  if (userId !== null) {
    const point = createPublicKey(publicKeyPem).export({ type: 'spki', format: 'der' }).subarray(-64);
    const head = Buffer.concat([Buffer.of(0, userId.length * 8), Buffer.from(userId), Buffer.from(curve, 'hex')]);
    signer.update(createHash('sm3').update(head).update(point).digest());
  }
  return signer.update(text).sign(privateKeyPem, 'base64');
};
