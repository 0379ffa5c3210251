// What a client may say in a session (D), read and checked: anything of another shape is an adapter's error.

import type { Message } from '../driver/lines.ts';
import type { AuditLog, Claim } from '../evidence.ts';
import { isMembers } from '../members.ts';
import type { SleepReason } from './rest-rule.ts';

export type Said =
  | {
      readonly kind: 'sleep';
      readonly id: string;
      readonly command: string | null;
      readonly milliseconds: number;
      readonly reason: SleepReason;
      readonly nonce: string | null;
    }
  | { readonly kind: 'cancel'; readonly id: string }
  | { readonly kind: 'blocked'; readonly command: string; readonly by: string }
  | { readonly kind: 'idle' }
  | { readonly kind: 'opened'; readonly callbackUrl: string | null }
  | { readonly kind: 'result'; readonly claim: Claim }
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'wrong'; readonly reason: string };

const reasons: readonly SleepReason[] = ['retry', 'backoff', 'poll', 'response-timeout', 'deadline'];
const outcomes = ['issued', 'processing', 'rejected', 'unknown', 'invalid', 'manual', 'done', 'unsupported'];
const longestSleepMs = 7 * 24 * 3600 * 1000;
/** A session has some hundred attempts at most; each entry is hashed again by the judge (D-7). */
const mostEntries = 5_000;

const wrong = (reason: string): Said => ({ kind: 'wrong', reason });
const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const readSleep = (message: Message): Said => {
  const { id, milliseconds } = message;
  const reason = reasons.find((known) => known === message['reason']);
  const nonce = textOrNull(message['nonce']);
  if (typeof id !== 'string') return wrong('a sleep without id (D)');
  if (!reason) return wrong(`the sleep ${id} has the unknown reason ${JSON.stringify(message['reason'])} (D)`);
  if (typeof milliseconds !== 'number' || !(milliseconds >= 0) || milliseconds > longestSleepMs)
    return wrong(`the sleep ${id} has milliseconds ${JSON.stringify(milliseconds)} (D)`);
  if (reason === 'response-timeout' && nonce === null)
    return wrong(`the response-timeout sleep ${id} does not say the nonce of its request (D-4)`);
  return {
    kind: 'sleep',
    id,
    command: textOrNull(message['command']),
    milliseconds: Math.ceil(milliseconds),
    reason,
    nonce,
  };
};

/** The log of `audit` as it was given; null where the result holds none. */
const readAudit = ({ entries, retentionYears }: Message & Partial<Record<keyof AuditLog, unknown>>): AuditLog | null =>
  Array.isArray(entries) ? { entries, retentionYears: retentionYears ?? null } : null;

const readResult = (message: Message): Said => {
  const { id, outcome, attempts, invoice, errors } = message;
  if (typeof id !== 'string') return wrong('a result without id (D)');
  if (typeof outcome !== 'string' || !outcomes.includes(outcome))
    return wrong(`the result of ${id} has the unknown outcome ${JSON.stringify(outcome)} (D-2)`);
  if (typeof attempts !== 'number' || !Number.isInteger(attempts) || attempts < 0)
    return wrong(`the result of ${id} has attempts ${JSON.stringify(attempts)}, no whole number (D-2)`);
  if (invoice !== null && invoice !== undefined && !isMembers(invoice))
    return wrong(`the result of ${id} has no object as invoice (D)`);
  const audit = readAudit(message);
  if (audit && audit.entries.length > mostEntries)
    return wrong(`the result of ${id} has ${audit.entries.length} entries, more than ${mostEntries} (D-7)`);
  const claim: Claim = {
    command: id,
    outcome,
    returnCode: textOrNull(message['returnCode']),
    invoice: isMembers(invoice) ? invoice : null,
    attempts,
    errors: Array.isArray(errors) ? errors.filter(isMembers) : [],
    message: textOrNull(message['message']) ?? '',
    ...(audit ? { audit } : {}),
    ...('share' in message ? { rollout: { share: message['share'], decisions: message['decisions'] } } : {}),
  };
  return { kind: 'result', claim };
};

/** Null: a message that is not for a session. */
export const readMessage = (message: Message): Said | null => {
  const id = textOrNull(message['id']);
  switch (message.type) {
    case 'sleep':
      return readSleep(message);
    case 'cancel':
      return id === null ? wrong('a cancel without id (D)') : { kind: 'cancel', id };
    case 'blocked': {
      const command = textOrNull(message['command']) ?? id;
      const by = textOrNull(message['by']);
      return command === null || by === null
        ? wrong('blocked without command or by (D)')
        : { kind: 'blocked', command, by };
    }
    case 'idle':
      return { kind: 'idle' };
    case 'opened':
      return { kind: 'opened', callbackUrl: textOrNull(message['callbackUrl']) };
    case 'result':
      return readResult(message);
    case 'error':
      return { kind: 'error', message: textOrNull(message['message']) ?? 'no message' };
    case 'hello':
      return null;
    default:
      return wrong(`an unknown message type ${JSON.stringify(message.type)} (D)`);
  }
};
