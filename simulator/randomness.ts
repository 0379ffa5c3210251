// Everything a tenant draws, from its seed: the same seed and the same requests give the same bytes.
import { hash } from 'node:crypto';
import type { RandomBytes } from '../protocol/randomness.ts';

/** SHA-256 of seed and counter, block after block. Not secret: seeds are printed. */
export const createSeededBytes = (seed: string): RandomBytes => {
  let counter = 0;
  let left = Buffer.alloc(0);
  return (n) => {
    while (left.length < n) {
      left = Buffer.concat([left, hash('sha256', `${seed}:${counter}`, 'buffer')]);
      counter += 1;
    }
    const drawn = left.subarray(0, n);
    left = left.subarray(n);
    return drawn;
  };
};

/** Numbers from 0 to below 1 out of such bytes: 48 bits each. */
export const createDice = (bytes: RandomBytes) => (): number => Buffer.from(bytes(6)).readUIntBE(0, 6) / 2 ** 48;

const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

/** As many numbers as one likes at little cost: xoshiro128** (Blackman, Vigna), its state the SHA-256 of the seed. */
export const createQuickDice = (seed: string): (() => number) => {
  const digest = hash('sha256', seed, 'buffer');
  let [a, b, c, d] = [0, 4, 8, 12].map((at) => digest.readInt32LE(at)) as [number, number, number, number];
  return () => {
    const drawn = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return drawn / 2 ** 32;
  };
};
