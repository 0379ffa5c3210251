// Everything a tenant draws, from its seed: the same seed and the same requests give the same bytes.
import { createHash } from 'node:crypto';
import type { RandomBytes } from '../protocol/randomness.ts';

/** SHA-256 of seed and counter, block after block. Not secret: seeds are printed. */
export const createSeededBytes = (seed: string): RandomBytes => {
  let counter = 0;
  let left = Buffer.alloc(0);
  return (n) => {
    while (left.length < n) {
      left = Buffer.concat([left, createHash('sha256').update(`${seed}:${counter}`).digest()]);
      counter += 1;
    }
    const drawn = left.subarray(0, n);
    left = left.subarray(n);
    return drawn;
  };
};

/** Numbers from 0 to below 1 out of such bytes: 48 bits each. */
export const createDice = (bytes: RandomBytes) => (): number => Buffer.from(bytes(6)).readUIntBE(0, 6) / 2 ** 48;
