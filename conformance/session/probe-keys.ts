// The keys of the session that tries a client's honesty (D-5): from the seed, so that reports can mask what no evidence holds.
import { usualSession } from '../scenario/scenario.ts';
import { createSeededRandom, type SeededRandom } from '../seeded-random.ts';
import { drawKeys, type SessionKeys } from './tenant-of.ts';

/** `random` goes on where the keys end. */
export const drawProbeKeys = (seed: number): { readonly keys: SessionKeys; readonly random: SeededRandom } => {
  const random = createSeededRandom(seed, 'honesty');
  return { keys: drawKeys(random, usualSession), random };
};
