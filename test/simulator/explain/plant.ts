// Messages with one mistake planted in them: a right one by default, each step of making it open to change.
import { createCipheriv, createHash, createHmac, createPublicKey, createSign } from 'node:crypto';
import { type Format, writeMessage } from '../../../protocol/envelope.ts';
import { signatureText } from '../../../protocol/signature.ts';

export const appSecret = 'plant-example-secret-0123456789';
export const sm4Key = '9f1c2b7a5e3d40418c6a0b9d8e7f6152';
export const sentAt = Date.UTC(2026, 10, 23, 2, 0, 0);

/** Its ciphertext begins after an IV that makes base64 with both "+" and "/" in it. */
const iv = Buffer.from('fbeffbeffbeffbeffbeffbeffbeffbef', 'hex');

type Members = Record<string, string>;

export type Steps = {
  readonly payload?: string | Buffer;
  readonly cipher?: 'sm4-cbc' | 'sm4-ecb';
  readonly key?: Buffer;
  readonly padding?: 'pkcs7' | 'zeros';
  readonly iv?: Buffer;
  readonly ivInFront?: boolean;
  readonly encode?: (bytes: Buffer) => string;
  readonly members?: Members;
  readonly without?: string;
  /** What is signed, and how. */
  readonly text?: (message: Members, payload: string) => string;
  readonly hash?: 'sm3' | 'sha256';
  readonly secret?: string;
  readonly spell?: (digest: Buffer) => string;
  /** Spoils the message on its way, after it was signed. */
  readonly spoil?: (message: Members) => Members;
};

const seal = (steps: Steps): string => {
  const plain = Buffer.from(steps.payload ?? '{"orderNo":"SO-20261123-0001"}');
  const { cipher = 'sm4-cbc', key = Buffer.from(sm4Key, 'hex'), encode = (bytes) => bytes.toString('base64') } = steps;
  const usedIv = cipher === 'sm4-ecb' ? null : (steps.iv ?? iv);
  const machine = createCipheriv(cipher, key, usedIv).setAutoPadding(steps.padding !== 'zeros');
  const fill = steps.padding === 'zeros' ? Buffer.alloc((16 - (plain.length % 16)) % 16) : Buffer.alloc(0);
  const head = usedIv && steps.ivInFront !== false ? usedIv : Buffer.alloc(0);
  return encode(Buffer.concat([head, machine.update(Buffer.concat([plain, fill])), machine.final()]));
};

/** A signed and encrypted request, right but for the steps given. */
export const plantMembers = (steps: Steps = {}): Members => {
  const message: Members = {
    interface: 'invoice.query',
    appId: 'LD0000000042',
    version: '1.0',
    timestamp: '20261123100000',
    nonce: 'd85c524e440066559a6656c90bd5482a',
    encryptType: 'SM4-CBC',
    data: seal(steps),
    signType: 'HMAC-SM3',
    ...steps.members,
  };
  if (steps.without !== undefined) delete message[steps.without];
  const text =
    steps.text?.(message, String(steps.payload ?? '{"orderNo":"SO-20261123-0001"}')) ?? signatureText(message);
  const digest = createHmac(steps.hash ?? 'sm3', steps.secret ?? appSecret)
    .update(text)
    .digest();
  const signed = { ...message, signature: (steps.spell ?? ((bytes) => bytes.toString('hex')))(digest) };
  return steps.spoil ? steps.spoil(signed) : signed;
};

export const plant = (steps: Steps = {}, format: Format = 'json'): Uint8Array =>
  new TextEncoder().encode(writeMessage(plantMembers(steps), 'request', format));

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
