// One order of the small client from command to outcome: ladder, busy answers, polling, unknown outcomes (C-4 to C-11).

import { precheckOrder } from '../../../client/precheck/precheck-order.ts';
import { sameDecimal } from '../../../protocol/amount.ts';
import { classOf } from '../../../protocol/return-code.ts';
import { type Answer, attempt, type Keys } from './attempt.ts';
import type { AuditLog } from './audit-log.ts';
import type { Notebook } from './callback.ts';
import type { SessionClock } from './dialogue.ts';
import type { Gate } from './gate.ts';

/** An `invoice.issue` payload as the kit gave it. */
export type Order = Readonly<Record<string, unknown>> & { readonly orderNo: string };
export type Outcome = 'issued' | 'rejected' | 'unknown' | 'invalid' | 'processing' | 'done' | 'unsupported';

export type Result = {
  readonly outcome: Outcome;
  readonly returnCode: string | null;
  readonly invoice: unknown;
  readonly attempts: number;
  readonly message: string;
  readonly errors?: unknown;
};
export type Session = {
  readonly keys: Keys;
  readonly clock: SessionClock;
  readonly log: AuditLog;
  readonly gate: Gate;
  readonly notebook: Notebook;
};

const ladderMs = [10_000, 30_000, 60_000];
/** C-6: busy answers in a row before the order is given to a person. */
export const patience = 10;
const definitive = /^(1001|4002|41\d\d)$/;
const pollLimitMs = 30 * 60_000;

/** Carries one order; `settling` after a restart begins with a query (D-6). */
export const carryOrder = async (
  order: Order,
  command: string,
  session: Session & { readonly settling: boolean },
): Promise<Result> => {
  const { clock } = session;
  let [attempts, rungs, busy, busyWaitMs] = [0, 0, 0, 0];
  let resigned = false;
  let unknown = session.settling;
  let returnCode: string | null = null;
  let poll: { readonly sinceMs: number; readonly pauseMs: number } | null = null;
  let asking = session.settling;

  const end = (outcome: Outcome, message: string, more: { invoice?: unknown; errors?: unknown } = {}): Result => ({
    outcome,
    returnCode,
    invoice: more.invoice ?? null,
    attempts,
    message,
    ...(more.errors ? { errors: more.errors } : {}),
  });
  const wait = async (milliseconds: number, reason: 'retry' | 'backoff'): Promise<void> => {
    if (milliseconds > 0) await clock.sleep(milliseconds, { command, reason }).woken;
  };
  const climb = async (): Promise<boolean> => {
    const waitMs = ladderMs[rungs];
    if (waitMs === undefined) return false;
    await wait(waitMs, 'retry');
    rungs += 1;
    asking = unknown;
    return true;
  };
  const rest = async (): Promise<boolean> => {
    const pauseMs = poll ? Math.min(60_000, poll.pauseMs * 2) : 3000;
    poll = { sinceMs: poll?.sinceMs ?? clock.now(), pauseMs };
    const pause = clock.sleep(pauseMs, { command, reason: 'poll' });
    // News of the order end the pause: the bureau is asked at once, and its answer alone is believed (C-12).
    await Promise.race([pause.woken, session.notebook.next(order.orderNo)]);
    pause.cancel();
    asking = true;
    return clock.now() - poll.sinceMs < pollLimitMs;
  };
  const queue = async (answer: Answer): Promise<boolean> => {
    if (busy >= patience) return false;
    busy += 1;
    const floorMs = answer.code === '3003' ? 0 : Math.min(300_000, Math.max(busy * 10_000, busyWaitMs));
    busyWaitMs = Math.max(answer.retryAfterMs, floorMs);
    await wait(busyWaitMs, 'backoff');
    return true;
  };
  const adopt = (invoice: Readonly<Record<string, unknown>>): Result => {
    const same = ['amount', 'tax', 'total'].every((name) => sameDecimal(String(invoice[name]), String(order[name])));
    const buyer = (order['buyer'] as { readonly name?: unknown }).name === invoice['buyerName'];
    if (!same || !buyer) return end('rejected', 'the number holds another invoice');
    const alive = ['issued', 'delivered'].includes(String(invoice['status']));
    return alive ? end('issued', '', { invoice }) : end('unknown', 'the invoice of this order is void or red');
  };
  /** Null: go on with what `asking` says. */
  const understand = async (answer: Answer): Promise<Result | null> => {
    const { code, payload } = answer;
    const kind = classOf(code);
    if (kind === 'backoff') return (await queue(answer)) ? null : end('unknown', 'the bureau stays busy');
    [busy, busyWaitMs] = [0, 0];
    if (kind === 'resign' && !resigned) {
      resigned = true;
      return null;
    }
    if (kind === 'ladder' || kind === 'ask') {
      unknown = true;
      return (await (poll ? rest() : climb())) ? null : end('unknown', 'no certainty after all waits');
    }
    const processing = code === '0000' && payload['status'] === 'processing';
    if (kind === 'poll' || processing)
      return (await rest()) ? null : end('unknown', 'still in process after 30 minutes');
    if (code === '4004' && asking) {
      [poll, asking] = [null, false];
      return null;
    }
    if (code === '0000' && payload['status'] === 'failed') return end('rejected', 'the bureau failed the order');
    if (code === '0000' || code === '4001')
      return asking || code === '4001' ? adopt(payload) : end('issued', '', { invoice: payload });
    const rejected = definitive.test(code) || (!unknown && !asking);
    return end(rejected ? 'rejected' : 'unknown', `refused with ${code}`, { errors: payload['errors'] });
  };

  const checked = precheckOrder(order);
  if (!checked.ok) return end('invalid', 'refused before sending', { errors: checked.errors });
  for (;;) {
    attempts += 1;
    const what = asking
      ? { interface: 'invoice.query', payload: { orderNo: order.orderNo } }
      : { interface: 'invoice.issue', payload: order };
    const ending = await attempt({ ...what, command }, session);
    if (ending.kind === 'answer') {
      returnCode = ending.answer.code;
      const result = await understand(ending.answer);
      if (result) return result;
      continue;
    }
    unknown ||= ending.kind === 'unknown';
    if (!(await (poll ? rest() : climb()))) return end('unknown', 'no certainty after all waits');
  }
};
