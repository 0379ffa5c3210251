// The ladder as a client climbed it: after which attempt which rung was due (C-7, C-11).
import type { Evidence } from '../evidence.ts';
import type { Attempt } from './attempt.ts';
import { type Chain, pairsOf } from './chain.ts';
import { readDialogue } from './dialogue.ts';
import { isAccepted, isNotFound, isUnknown } from './meaning.ts';
import { isAct } from './reversal.ts';
import type { MeasuredWait } from './waits.ts';

export type Rung = {
  readonly why: 'unknown' | 'not-sent';
  readonly from: Attempt;
  /** The attempt that followed; null where the client stopped here. */
  readonly to: Attempt | null;
  readonly acrossKill: boolean;
  /**
   * From 0. A client may count refused connections and unknown outcomes apart or together, and a restarted one may begin its
   * ladder anew or go on with it (D-6: open sleeps are void), as may a reversal whose look at the original had one of its
   * own (C-16): `nth` is the lowest of these, `nthOfAll` the highest.
   */
  readonly nth: number;
  readonly nthOfAll: number;
};

/**
 * Rungs of a chain in order. While an accepted order is polled, an unreadable poll counts as a poll (C-10) and is no
 * rung; an acceptance begins a ladder anew.
 */
export const climbLadder = (chain: Chain, evidence: Evidence): Rung[] => {
  const rungs: Rung[] = [];
  let polling = false;
  let since = 0;
  let restartedAt = 0;
  const firstAct = chain.attempts.find(isAct);
  for (const { from, to, acrossKill } of pairsOf(chain, evidence)) {
    if (from === firstAct) restartedAt = rungs.length;
    const why = from.heard.kind === 'not-sent' ? 'not-sent' : isUnknown(from) ? 'unknown' : null;
    if (why !== null && !polling) {
      const climbed = rungs.slice(since);
      const nth = rungs.slice(Math.max(since, restartedAt)).filter((rung) => rung.why === why).length;
      rungs.push({ why, from, to, acrossKill, nth, nthOfAll: climbed.length });
    }
    if (acrossKill) restartedAt = rungs.length;
    if (isAccepted(from)) {
      polling = true;
      since = rungs.length;
    }
    if (isNotFound(from)) polling = false;
  }
  return rungs;
};

/** The wait before a rung; beyond the last the last one's. */
const rungMs = (ladderMs: readonly number[], nth: number): number => ladderMs[Math.min(nth, ladderMs.length - 1)] ?? 0;

/** The rungs that were climbed, with the wait each asks for. */
export const measureRungs = (rungs: readonly Rung[], evidence: Evidence): MeasuredWait[] => {
  const { ladderMs } = readDialogue(evidence);
  return rungs.flatMap(({ from, to, acrossKill, nth, nthOfAll }) =>
    to === null || acrossKill
      ? []
      : [
          {
            from,
            to,
            name: { en: `rung ${nthOfAll + 1}`, zh: `第 ${nthOfAll + 1} 级` },
            leastMs: rungMs(ladderMs, nth),
            mostMs: rungMs(ladderMs, nthOfAll),
          },
        ],
  );
};
