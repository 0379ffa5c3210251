// The state machine of a deed: from what was heard and how far it is, what to do next. Pure, so each row can be proved.
import type { BelievedAnswer, Heard } from '../heard.ts';
import { busyWait, noBusyRow } from '../policy/backoff.ts';
import { rungWaitMs } from '../policy/ladder.ts';
import { type Asking, moveAfter } from '../policy/moves.ts';
import {
  afterBusyPoll,
  beginPolling,
  isOverdue,
  nextPoll,
  nextPollAfterSilence,
  type Polling,
} from '../policy/polling.ts';
import { afterSheetNamed, awaitSheet, decideSheet } from './decide-sheet.ts';
import { atOnce, end, handOver, type Next, type Pause, type Situation, said } from './next.ts';
import type { Progress } from './progress.ts';

/** An accepted deed that is gone this often is for a person: something eats it. */
const mostVanished = 3;

const pollAfter = (before: Progress & { readonly polling: Polling }, pause: Pause, nowMs: number): Next => {
  const progress: Progress = { ...before, stage: 'poll' };
  return isOverdue(before.polling, nowMs + pause.waitMs)
    ? { kind: 'overdue', ...pause, progress, message: 'still not issued 30 min after the bureau accepted it (C-10)' }
    : { kind: 'wait', ...pause, progress };
};

const afterUnknown = (progress: Progress, reason: string, situation: Situation): Next => {
  const { settings, nowMs } = situation;
  if (progress.stage === 'poll' && progress.polling) {
    const polling = nextPollAfterSilence(progress.polling, settings);
    return pollAfter({ ...progress, polling }, { waitMs: polling.pauseMs, reason: 'poll' }, nowMs);
  }
  const firstUnknown = progress.stage === 'act' && !progress.mayBeDone;
  const used = firstUnknown ? 0 : progress.rungsUsed;
  const known: Progress = { ...progress, mayBeDone: progress.mayBeDone || progress.stage === 'act' };
  const waitMs = rungWaitMs(used, settings.retryLadderMs);
  if (waitMs === null) return handOver(known, `the ladder is exhausted: ${reason} (C-7)`, situation);
  return { kind: 'wait', waitMs, reason: 'retry', progress: { ...known, stage: 'settle', rungsUsed: used + 1 } };
};

const afterNotSent = (progress: Progress, reason: string, situation: Situation): Next => {
  if (progress.mayBeDone) return afterUnknown(progress, reason, situation);
  const waitMs = rungWaitMs(progress.rungsUsed, situation.settings.retryLadderMs);
  if (waitMs === null) return handOver(progress, `the ladder is exhausted: ${reason} (C-11)`, situation);
  return { kind: 'wait', waitMs, reason: 'retry', progress: { ...progress, rungsUsed: progress.rungsUsed + 1 } };
};

const afterAcceptance = (progress: Progress, situation: Situation): Next => {
  const anew = progress.polling === null || progress.stage === 'act';
  const before = progress.polling ?? beginPolling(situation.nowMs);
  const polling = nextPoll(anew ? { ...before, acceptedAtMs: situation.nowMs } : before, situation.settings);
  const accepted = { ...progress, mayBeDone: true, rungsUsed: 0, polling };
  return pollAfter(accepted, { waitMs: polling.pauseMs, reason: 'poll' }, situation.nowMs);
};

/** It was certainly not done: it is sent, unless something stands against it that was learnt meanwhile. */
const afterUndone = (progress: Progress, why: string, situation: Situation): Next => {
  if (progress.barred !== null) return end('stop', progress.barred);
  const { sheet } = progress;
  if (sheet && !sheet.ready) return awaitSheet({ ...progress, sheet }, situation);
  const vanished = progress.vanished + (progress.stage === 'poll' ? 1 : 0);
  if (vanished > mostVanished)
    return handOver(progress, `${why}, ${vanished} times after the bureau had accepted it`, situation);
  return atOnce({ ...progress, stage: 'act', vanished, rungsUsed: progress.mayBeDone ? progress.rungsUsed : 0 });
};

const afterData = (progress: Progress, answer: BelievedAnswer, situation: Situation): Next => {
  const judged = situation.deed.judge(answer, progress);
  switch (judged.kind) {
    case 'done':
      return judged;
    case 'poll':
      return afterAcceptance(progress, situation);
    case 'undone':
      return afterUndone(progress, said(answer), situation);
    case 'unreadable':
      return afterUnknown(progress, `${said(answer)}: ${judged.message}`, situation);
    case 'refused':
      return end('stop', judged.message);
    case 'taken':
      return end('taken', judged.message);
    case 'person':
      return end('unknown', judged.message);
  }
};

const afterBusy = (progress: Progress, answer: BelievedAnswer, situation: Situation): Next => {
  const next = busyWait(progress.busy, answer);
  if (next === null) return handOver(progress, `the bureau stays busy: ${said(answer)} (C-6)`, situation);
  const busy = { ...progress, busy: next.row };
  const pause = { waitMs: next.waitMs, reason: 'backoff' } as const;
  if (busy.stage !== 'poll' || busy.polling === null) return { kind: 'wait', ...pause, progress: busy };
  return pollAfter({ ...busy, polling: afterBusyPoll(busy.polling, next.waitMs) }, pause, situation.nowMs);
};

const afterResign = (progress: Progress, answer: BelievedAnswer, situation: Situation): Next => {
  if (!progress.resigned) return atOnce({ ...progress, resigned: true });
  const why = `refused again after a fresh signature: ${said(answer)}`;
  return progress.mayBeDone
    ? handOver(progress, why, situation)
    : end('stop', `${why}; check clock and randomness (E-5)`);
};

/** A question asked before anything was done is one of the caller's own; an act that was tried before, one made again. */
const askingOf = ({ stage, mayBeDone }: Progress): Asking => {
  if (stage === 'act') return mayBeDone ? 'actAgain' : 'act';
  if (stage === 'settle') return mayBeDone ? 'settle' : 'query';
  return 'poll';
};

const afterBelieved = (before: Progress, answer: BelievedAnswer, situation: Situation): Next => {
  const move = moveAfter(answer.returnCode, { asking: askingOf(before), deed: situation.deed.kind });
  const progress: Progress = move === 'backoff' ? before : { ...before, busy: noBusyRow };
  switch (move) {
    case 'judge':
      return afterData(progress, answer, situation);
    case 'poll':
      return afterAcceptance(progress, situation);
    case 'sheet':
      return (
        afterSheetNamed(progress, answer, situation) ??
        afterUnknown(progress, `${said(answer)} without a readable sheet`, situation)
      );
    case 'resend':
      return afterUndone(progress, said(answer), situation);
    case 'resign':
      return afterResign(progress, answer, situation);
    case 'backoff':
      return afterBusy(progress, answer, situation);
    case 'unknown':
      return afterUnknown(progress, said(answer), situation);
    case 'repair':
      return end('repair', `the bureau refuses it for its content: ${said(answer)} (C-4)`);
    case 'stop':
      return end('stop', `the bureau refuses: ${said(answer)} (C-5)`);
    case 'taken':
      return end('taken', `the order number is taken: ${said(answer)} (C-9)`);
    case 'nothing':
      if (progress.barred !== null) return end('stop', progress.barred);
      return end('nothing', `the bureau has nothing under this number: ${said(answer)}`);
    case 'hand-over':
      return handOver(progress, `stopped by ${said(answer)}`, situation);
  }
};

/** What a deed does next after `heard`. */
export const decideDeed = (progress: Progress, heard: Heard, situation: Situation): Next => {
  const { stage, sheet } = progress;
  if (stage === 'sheet' && sheet) return decideSheet({ ...progress, sheet }, heard, situation);
  if (heard.kind === 'believed') return afterBelieved(progress, heard, situation);
  if (heard.kind === 'not-sent') return afterNotSent(progress, heard.reason, situation);
  return afterUnknown(progress, heard.reason, situation);
};
