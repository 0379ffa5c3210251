// The state machine of an order: from what was heard and how far it is, what to do next. Pure, so each row can be proved.
import type { SleepReason } from './clock.ts';
import type { BelievedAnswer, Heard } from './heard.ts';
import { differencesFrom, type Expected, type Invoice, readOrderState } from './invoice.ts';
import type { Progress } from './order-progress.ts';
import { busyWait, noBusyRow } from './policy/backoff.ts';
import { rungWaitMs } from './policy/ladder.ts';
import { moveAfter } from './policy/moves.ts';
import {
  afterBusyPoll,
  beginPolling,
  isOverdue,
  nextPoll,
  nextPollAfterSilence,
  type Polling,
} from './policy/polling.ts';
import type { Settings } from './policy/settings.ts';
import { meaningOf } from './policy/status.ts';

export type Verdict = 'repair' | 'stop' | 'taken' | 'unknown';

export type Next =
  /** Wait, counted from the end of the attempt (C-7), then ask what `progress.stage` says. */
  | { readonly kind: 'wait'; readonly waitMs: number; readonly reason: SleepReason; readonly progress: Progress }
  /** Wait until the poll would be due, then end as unknown instead of polling (C-10). */
  | { readonly kind: 'overdue'; readonly waitMs: number; readonly reason: SleepReason; readonly message: string }
  | { readonly kind: 'adopt'; readonly invoice: Invoice }
  | { readonly kind: 'end'; readonly verdict: Verdict; readonly message: string };

export type Situation = {
  /** The order as sent: what an invoice must agree with. */
  readonly order: Expected & { readonly orderNo: string };
  /** The end of the attempt. */
  readonly nowMs: number;
  readonly settings: Settings;
};

/** An accepted order that is gone this often is for a person: something eats it. */
const mostVanished = 3;

const end = (verdict: Verdict, message: string): Next => ({ kind: 'end', verdict, message });
const atOnce = (progress: Progress): Next => ({ kind: 'wait', waitMs: 0, reason: 'retry', progress });

const said = (answer: BelievedAnswer): string => `${answer.returnCode} ${answer.returnMessage}`.trim();

const handOver = (progress: Progress, why: string): Next =>
  end(
    'unknown',
    progress.mayBeIssued
      ? `${why}; an invoice may exist, settle it with the bureau under this order number only (C-8)`
      : `${why}; nothing was issued that we know of`,
  );

type Pause = { readonly waitMs: number; readonly reason: SleepReason };

const pollAfter = (progress: Progress & { readonly polling: Polling }, pause: Pause, nowMs: number): Next =>
  isOverdue(progress.polling, nowMs + pause.waitMs)
    ? { kind: 'overdue', ...pause, message: 'still not issued 30 min after the bureau accepted it (C-10)' }
    : { kind: 'wait', ...pause, progress: { ...progress, stage: 'poll' } };

const afterUnknown = (progress: Progress, reason: string, situation: Situation): Next => {
  const { settings, nowMs } = situation;
  if (progress.stage === 'poll' && progress.polling) {
    const polling = nextPollAfterSilence(progress.polling, settings);
    return pollAfter({ ...progress, polling }, { waitMs: polling.pauseMs, reason: 'poll' }, nowMs);
  }
  const used = progress.mayBeIssued ? progress.rungsUsed : 0;
  const known: Progress = { ...progress, mayBeIssued: true };
  const waitMs = rungWaitMs(used, settings.retryLadderMs);
  if (waitMs === null) return handOver(known, `the ladder is exhausted: ${reason} (C-7)`);
  return { kind: 'wait', waitMs, reason: 'retry', progress: { ...known, stage: 'settle', rungsUsed: used + 1 } };
};

const afterNotSent = (progress: Progress, reason: string, situation: Situation): Next => {
  if (progress.mayBeIssued) return afterUnknown(progress, reason, situation);
  const waitMs = rungWaitMs(progress.rungsUsed, situation.settings.retryLadderMs);
  if (waitMs === null) return handOver(progress, `the ladder is exhausted: ${reason} (C-11)`);
  return { kind: 'wait', waitMs, reason: 'retry', progress: { ...progress, rungsUsed: progress.rungsUsed + 1 } };
};

const afterAcceptance = (progress: Progress, situation: Situation): Next => {
  const anew = progress.polling === null || progress.stage === 'issue';
  const before = progress.polling ?? beginPolling(situation.nowMs);
  const polling = nextPoll(anew ? { ...before, acceptedAtMs: situation.nowMs } : before, situation.settings);
  const accepted = { ...progress, mayBeIssued: true, rungsUsed: 0, polling };
  return pollAfter(accepted, { waitMs: polling.pauseMs, reason: 'poll' }, situation.nowMs);
};

const afterInvoice = (progress: Progress, answer: BelievedAnswer, situation: Situation): Next => {
  const state = readOrderState(answer.data, situation.order.orderNo);
  if (state === null) return afterUnknown(progress, `${said(answer)} without a readable invoice`, situation);
  const status = state.kind === 'invoice' ? state.invoice.status : state.status;
  const meaning = meaningOf(status);
  if (meaning === 'poll') return afterAcceptance(progress, situation);
  if (meaning === 'freed' || state.kind !== 'invoice')
    return end('stop', 'the bureau accepted the order and could not issue it; its number is free again (B-1)');
  const differences = differencesFrom(state.invoice, situation.order);
  if (differences.length === 0)
    return meaning === 'adopt'
      ? { kind: 'adopt', invoice: state.invoice }
      : end(
          'unknown',
          `the invoice ${state.invoice.invoiceNo} is ${status}: a person must say what the sale needs (C-9)`,
        );
  const differ = `invoice ${state.invoice.invoiceNo} differs from the order in ${differences.join(', ')}`;
  return progress.stage === 'issue' && answer.returnCode === '0000'
    ? afterUnknown(progress, `${differ} although just issued`, situation)
    : end('taken', `the order number is taken: ${differ} (C-9)`);
};

const afterBusy = (progress: Progress, answer: BelievedAnswer, situation: Situation): Next => {
  const next = busyWait(progress.busy, answer);
  if (next === null) return handOver(progress, `the bureau stays busy: ${said(answer)} (C-6)`);
  const busy = { ...progress, busy: next.row };
  const pause = { waitMs: next.waitMs, reason: 'backoff' } as const;
  if (busy.stage !== 'poll' || busy.polling === null) return { kind: 'wait', ...pause, progress: busy };
  return pollAfter({ ...busy, polling: afterBusyPoll(busy.polling, next.waitMs) }, pause, situation.nowMs);
};

const afterResend = (progress: Progress, answer: BelievedAnswer): Next => {
  const vanished = progress.vanished + (progress.stage === 'poll' ? 1 : 0);
  if (vanished > mostVanished)
    return handOver(progress, `${said(answer)}, ${vanished} times after the bureau had accepted the order`);
  return atOnce({ ...progress, stage: 'issue', vanished });
};

const afterBelieved = (before: Progress, answer: BelievedAnswer, situation: Situation): Next => {
  const question = before.stage === 'issue' && before.mayBeIssued ? 'issueAgain' : before.stage;
  const move = moveAfter(answer.returnCode, question);
  const progress: Progress = move === 'backoff' ? before : { ...before, busy: noBusyRow };
  switch (move) {
    case 'invoice':
      return afterInvoice(progress, answer, situation);
    case 'poll':
      return afterAcceptance(progress, situation);
    case 'resend':
      return afterResend(progress, answer);
    case 'resign':
      if (!progress.resigned) return atOnce({ ...progress, resigned: true });
      return progress.mayBeIssued
        ? handOver(progress, `refused again after a fresh signature: ${said(answer)}`)
        : end('stop', `refused again after a fresh signature: ${said(answer)}; check clock and randomness (E-5)`);
    case 'backoff':
      return afterBusy(progress, answer, situation);
    case 'unknown':
      return afterUnknown(progress, said(answer), situation);
    case 'repair':
      return end('repair', `the bureau refuses the order: ${said(answer)} (C-4)`);
    case 'stop':
      return end('stop', `the bureau refuses: ${said(answer)} (C-5)`);
    case 'taken':
      return end('taken', `the order number is taken: ${said(answer)} (C-9)`);
    default:
      return handOver(progress, `stopped by ${said(answer)}`);
  }
};

/** What an order does next after `heard`. */
export const decideOrder = (progress: Progress, heard: Heard, situation: Situation): Next => {
  if (heard.kind === 'believed') return afterBelieved(progress, heard, situation);
  if (heard.kind === 'not-sent') return afterNotSent(progress, heard.reason, situation);
  return afterUnknown(progress, heard.reason, situation);
};
