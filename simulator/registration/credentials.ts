// The credentials of an application in one environment, drawn at random (B-8, T-2).
import type { RandomBytes } from '../../protocol/randomness.ts';

export type Credentials = { readonly appId: string; readonly appSecret: string; readonly sm4Key: string };

const drawDigits = (random: RandomBytes, count: number): string =>
  Array.from(random(count), (byte) => String(byte % 10)).join('');

/** 192 bits of secret, 128 of key. An appId that is `taken` is drawn again. */
export const drawCredentials = (random: RandomBytes, taken: ReadonlySet<string>): Credentials => {
  let appId = `LD${drawDigits(random, 10)}`;
  while (taken.has(appId)) appId = `LD${drawDigits(random, 10)}`;
  return {
    appId,
    appSecret: Buffer.from(random(24)).toString('base64url'),
    sm4Key: Buffer.from(random(16)).toString('hex'),
  };
};
