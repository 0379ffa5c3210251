// Which of the ten thousand buckets an order falls into (G-2), recomputed by the judge.
import { sm3 } from 'sm-crypto-v2';
import { readHex, writeUtf8 } from './bytes.ts';

const buckets = 10_000;

/** The first four bytes (big-endian) of SM3(`salt` + `:` + `orderNo`) mod 10000 (G-2). */
export const bucketOf = (salt: string, orderNo: string): number => {
  const digest = readHex(sm3(writeUtf8(`${salt}:${orderNo}`)));
  return digest.slice(0, 4).reduce((number, byte) => number * 256 + byte, 0) % buckets;
};
