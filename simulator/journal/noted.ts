// What the journal writes down of a status change and of a push (B-11).
import { writeInstant } from '../../protocol/timestamp.ts';
import type { Push, PushAttempt } from '../delivery/push.ts';
import type { StatusChange } from '../operations/decision.ts';
import type { Actor } from './actor.ts';
import type { NotedPush, NotedStatus } from './changes.ts';

export const notedStatus = (change: StatusChange, actor: Actor): NotedStatus => ({
  kind: 'status',
  ...change,
  at: writeInstant(change.at),
  actor,
});

/** `endedAt` in ms since the epoch. */
export const notedPush = (push: Push, attempt: PushAttempt, endedAt: number): NotedPush => {
  const { orderNo, invoiceNo, appId, url, status, requestId } = push;
  const { sentAt, order: _order, ...rest } = attempt;
  const about = { orderNo, invoiceNo, appId, url, status, requestId };
  return { kind: 'push', ...about, ...rest, at: writeInstant(sentAt), endedAt: writeInstant(endedAt) };
};
