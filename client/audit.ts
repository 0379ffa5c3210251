// The audit log: an entry for each attempt, in which no key can stand because none is handed to it (C-13).
import { writeInstant } from '../protocol/timestamp.ts';
import type { Heard } from './heard.ts';

export type AuditEntry = {
  /** `yyyy-MM-ddTHH:mm:ss.SSS+08:00`, when the attempt began. */
  readonly at: string;
  readonly command: string;
  readonly interface: string;
  readonly orderNo: string | null;
  readonly nonce: string;
  /** The business payload as sent, before encryption. */
  readonly parameters: unknown;
  /** The believed return code; null when no answer was believed. */
  readonly returnCode: string | null;
  /** Why no answer was believed, or what the bureau said with a refusal. */
  readonly error: string | null;
};

export type Audit = (entry: AuditEntry) => void;

const succeeded: ReadonlySet<string> = new Set(['0000', '0001']);

/** The entry of one attempt; `atMs` is when it began. */
export const auditEntry = (
  attempt: {
    readonly atMs: number;
    readonly commandId: string;
    readonly interface: string;
    readonly orderNo: string | null;
    readonly nonce: string;
    readonly payload: unknown;
  },
  heard: Heard,
): AuditEntry => ({
  at: writeInstant(attempt.atMs),
  command: attempt.commandId,
  interface: attempt.interface,
  orderNo: attempt.orderNo,
  nonce: attempt.nonce,
  parameters: attempt.payload,
  returnCode: heard.kind === 'believed' ? heard.returnCode : null,
  error:
    heard.kind !== 'believed' ? heard.reason : succeeded.has(heard.returnCode) ? null : heard.returnMessage || null,
});
