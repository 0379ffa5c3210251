// A reversal that waits for its confirmation sheet: asked for every ten minutes or more, until it allows or ends it (C-16, B-5).
import type { BelievedAnswer, Heard } from '../heard.ts';
import { busyWait, noBusyRow } from '../policy/backoff.ts';
import { moveAfter } from '../policy/moves.ts';
import { meaningOfSheet } from '../policy/sheet-state.ts';
import { readSheet, type Sheet } from '../sheet.ts';
import { atOnce, end, handOver, type Next, type Situation, said } from './next.ts';
import type { AwaitedSheet, Progress } from './progress.ts';

/** R, 4203: every 10 min or more, until it closes or 72 h pass. */
const leastPauseMs = 10 * 60 * 1000;
const longestPauseMs = 60 * 60 * 1000;
/** Who has not confirmed for four hours will hardly do so in the next ten minutes: a quarter of the time waited so far. */
const pauseOf = (waitedMs: number): number =>
  Math.min(Math.max(leastPauseMs, Math.round(waitedMs / 4)), longestPauseMs);
const patienceMs = 72 * 60 * 60 * 1000;

type Awaiting = Progress & { readonly sheet: AwaitedSheet };

/** Asks for the sheet again, in ten minutes to an hour or after `leastMs`; once 72 h have passed a person must look. */
export const awaitSheet = (progress: Awaiting, situation: Situation, leastMs = 0): Next => {
  const { sheetNo, sinceMs } = progress.sheet;
  if (situation.nowMs - sinceMs >= patienceMs)
    return handOver({ ...progress, mayBeDone: true }, `sheet ${sheetNo} is still open after 72 h (B-5)`, situation);
  const waiting: Progress = { ...progress, stage: 'sheet' };
  const pauseMs = pauseOf(situation.nowMs - sinceMs);
  return { kind: 'wait', waitMs: Math.max(pauseMs, leastMs), reason: 'poll', progress: waiting };
};

/** Once the sheet about the original is known: what its state lets a reversal do. */
export const afterSheet = (progress: Progress, sheet: Sheet, situation: Situation): Next => {
  const { sheetNo } = sheet;
  const before = progress.sheet?.sheetNo === sheetNo ? progress.sheet : null;
  const awaited: AwaitedSheet = { sheetNo, sinceMs: before?.sinceMs ?? situation.nowMs, ready: true };
  switch (meaningOfSheet(sheet)) {
    case 'reversed':
      return atOnce({ ...progress, stage: 'settle', mayBeDone: true, rungsUsed: 0, sheet: awaited });
    case 'ready':
      // Named again although we acted by it: the bureau is not ready yet.
      if (before?.ready && progress.stage === 'act') return awaitSheet({ ...progress, sheet: awaited }, situation);
      return atOnce({ ...progress, stage: 'act', rungsUsed: 0, sheet: awaited });
    case 'waiting':
      return awaitSheet({ ...progress, sheet: { ...awaited, ready: false } }, situation);
    case 'ours':
      return {
        kind: 'pending',
        message: `sheet ${sheetNo} of the buyer waits for our decision: confirm or refuse it (B-5)`,
      };
    case 'closed':
      return end('stop', `sheet ${sheetNo} has ended in state ${sheet.state}; nothing was reversed by it (B-5)`);
  }
};

/** After 4203 and 4205, whose data is a sheet; null when it cannot be read. */
export const afterSheetNamed = (progress: Progress, answer: BelievedAnswer, situation: Situation): Next | null => {
  const sheet = readSheet(answer.data);
  return sheet && afterSheet(progress, sheet, situation);
};

/** After a question for the sheet: whatever brings no sheet counts as a poll, and a refusal goes to a person. */
export const decideSheet = (before: Awaiting, heard: Heard, situation: Situation): Next => {
  const progress: Awaiting = { ...before, busy: noBusyRow };
  if (heard.kind !== 'believed') return awaitSheet(progress, situation);
  const move = moveAfter(heard.returnCode, { asking: 'poll', deed: 'red' });
  if (move === 'judge') {
    const told = readSheet(heard.data);
    return told?.sheetNo === before.sheet.sheetNo
      ? afterSheet(progress, told, situation)
      : awaitSheet(progress, situation);
  }
  if (move === 'backoff') {
    const busy = busyWait(before.busy, heard);
    if (busy === null) return handOver(before, `the bureau stays busy: ${said(heard)} (C-6)`, situation);
    return awaitSheet({ ...before, busy: busy.row }, situation, busy.waitMs);
  }
  if (move === 'resign' && !before.resigned) return awaitSheet({ ...progress, resigned: true }, situation);
  if (move === 'unknown' || move === 'poll') return awaitSheet(progress, situation);
  return handOver({ ...progress, mayBeDone: true }, `stopped by ${said(heard)} to a question for the sheet`, situation);
};
