// The worked examples of third implementations, read from test/vectors/.
import { readFileSync } from 'node:fs';
import type { EncryptType } from '../../protocol/cipher.ts';

const read = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), 'utf8')) as T;

type Example = {
  readonly name: string;
  readonly appSecret: string;
  readonly sm4Key: string;
  readonly iv: string | null;
  readonly plaintext: string;
  readonly signatureText: string;
};
type Message = Readonly<Record<string, string>> & { readonly signature: string; readonly data: string };

export const envelopeVectors = read<{
  readonly requests: readonly (Example & { readonly request: Message & { readonly encryptType: EncryptType } })[];
  readonly answers: readonly (Pick<Example, 'name' | 'appSecret' | 'signatureText'> & { readonly answer: Message })[];
}>('envelope');

export const xmlVectors = read<{
  readonly requests: readonly (Example & { readonly request: string; readonly value: unknown })[];
  readonly refused1002: readonly { readonly why: string; readonly request: string }[];
}>('xml');

export const sm2Vectors = read<{
  readonly privateKey: string;
  readonly publicKey: string;
  readonly publicKeyPem: string;
  readonly userId: string;
  readonly valid: readonly { readonly signatureText: string; readonly signature: string }[];
  readonly invalid: readonly { readonly why: string; readonly signatureText: string; readonly signature: string }[];
}>('sm2');

export const rolloutVectors = read<{
  readonly buckets: readonly { readonly salt: string; readonly orderNo: string; readonly bucket: number }[];
}>('rollout');

export const taxNumberVectors = read<{
  readonly valid: readonly string[];
  readonly others: readonly {
    readonly taxNo: string;
    readonly strict: boolean;
    readonly lenient: boolean;
    readonly why: string;
  }[];
}>('tax-number');

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
