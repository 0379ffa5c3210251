// What the kit draws for its sessions (keys, nonces, IVs), repeatable from the seed of the run (V-3).
import { hash } from 'node:crypto';

export type SeededRandom = { readonly bytes: (n: number) => Buffer; readonly hex: (n: number) => string };

/** SHA-256 of `seed`, `purpose` and a counter, block after block. */
export const createSeededRandom = (seed: number, purpose: string): SeededRandom => {
  let counter = 0;
  let left = Buffer.alloc(0);
  const bytes = (n: number): Buffer => {
    while (left.length < n) {
      left = Buffer.concat([left, hash('sha256', `${seed}\n${purpose}\n${counter}`, 'buffer')]);
      counter += 1;
    }
    const drawn = left.subarray(0, n);
    left = left.subarray(n);
    return drawn;
  };
  return { bytes, hex: (n) => bytes(n).toString('hex') };
};
