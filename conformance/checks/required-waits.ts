// Every wait between two attempts with what the law asks of it: the checks judge parts of it, the report draws all.
import type { Evidence } from '../evidence.ts';
import { measureBusyWaits } from './busy.ts';
import { readChains } from './chain.ts';
import { climbLadder, measureRungs } from './ladder-walk.ts';
import { measurePauses } from './polling.ts';
import type { MeasuredWait } from './waits.ts';

/** Keyed by the number of the attempt the wait follows. */
export const requiredWaits = (evidence: Evidence): ReadonlyMap<number, MeasuredWait> => {
  const rungs = readChains(evidence).flatMap((chain) => measureRungs(climbLadder(chain, evidence), evidence));
  const all = [...rungs, ...measurePauses(evidence), ...measureBusyWaits(evidence)];
  return new Map(all.map((wait) => [wait.from.number, wait]));
};
