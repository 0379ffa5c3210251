// The state machine of a question that changes nothing (`invoice.query` of the caller's own, `quota.query`).
import type { SleepReason } from './clock.ts';
import type { BelievedAnswer, Heard } from './heard.ts';
import { type BusyRow, busyWait, noBusyRow } from './policy/backoff.ts';
import { rungWaitMs } from './policy/ladder.ts';
import { moveAfter } from './policy/moves.ts';

export type ReadProgress = { readonly rungsUsed: number; readonly busy: BusyRow; readonly resigned: boolean };

export type ReadNext =
  | { readonly kind: 'wait'; readonly waitMs: number; readonly reason: SleepReason; readonly progress: ReadProgress }
  | { readonly kind: 'answered'; readonly answer: BelievedAnswer }
  | { readonly kind: 'processing' }
  /** 4004: the bureau has nothing under this number. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'hand-over'; readonly message: string };

export const beginRead = (): ReadProgress => ({ rungsUsed: 0, busy: noBusyRow, resigned: false });

const said = (answer: BelievedAnswer): string => `${answer.returnCode} ${answer.returnMessage}`.trim();

/** After an answer that could not be read: the ladder, as for any unknown outcome (C-7, C-11). */
export const readAgain = (progress: ReadProgress, reason: string, ladderMs: readonly number[]): ReadNext => {
  const waitMs = rungWaitMs(progress.rungsUsed, ladderMs);
  return waitMs === null
    ? { kind: 'hand-over', message: `the ladder is exhausted: ${reason} (C-7)` }
    : { kind: 'wait', waitMs, reason: 'retry', progress: { ...progress, rungsUsed: progress.rungsUsed + 1 } };
};

const stayAway = (progress: ReadProgress, answer: BelievedAnswer): ReadNext => {
  const next = busyWait(progress.busy, answer);
  return next === null
    ? { kind: 'hand-over', message: `the bureau stays busy: ${said(answer)} (C-6)` }
    : { kind: 'wait', waitMs: next.waitMs, reason: 'backoff', progress: { ...progress, busy: next.row } };
};

const signAgain = (progress: ReadProgress, answer: BelievedAnswer): ReadNext =>
  progress.resigned
    ? { kind: 'hand-over', message: `refused again after a fresh signature: ${said(answer)} (E-5)` }
    : { kind: 'wait', waitMs: 0, reason: 'retry', progress: { ...progress, resigned: true } };

/** What to do after `heard`: the same table of codes as an order's, in its column for questions. */
export const decideRead = (before: ReadProgress, heard: Heard, ladderMs: readonly number[]): ReadNext => {
  if (heard.kind !== 'believed') return readAgain(before, heard.reason, ladderMs);
  const move = moveAfter(heard.returnCode, { asking: 'query' });
  const progress = move === 'backoff' ? before : { ...before, busy: noBusyRow };
  switch (move) {
    case 'judge':
      return { kind: 'answered', answer: heard };
    case 'poll':
      return { kind: 'processing' };
    case 'nothing':
      return { kind: 'nothing' };
    case 'backoff':
      return stayAway(progress, heard);
    case 'resign':
      return signAgain(progress, heard);
    case 'unknown':
      return readAgain(progress, said(heard), ladderMs);
    default:
      return { kind: 'hand-over', message: `the bureau refuses the query: ${said(heard)}` };
  }
};
