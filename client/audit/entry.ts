// The entry of one attempt in the audit log, in which no key can stand because none is handed to it (C-13).
import { writeInstant } from '../../protocol/timestamp.ts';
import type { Heard } from '../heard.ts';

/** What is known when an attempt begins. */
export type AuditHead = {
  /** `yyyy-MM-ddTHH:mm:ss.SSS+08:00`, when the attempt began. */
  readonly at: string;
  readonly command: string;
  readonly interface: string;
  readonly orderNo: string | null;
  readonly nonce: string;
  /** The business payload as sent, before encryption. */
  readonly parameters: unknown;
};

export type AuditEntry = AuditHead & {
  /** The believed return code; null when no answer was believed. */
  readonly returnCode: string | null;
  /** Why no answer was believed, or what the bureau said with a refusal. */
  readonly error: string | null;
};

const succeeded: ReadonlySet<string> = new Set(['0000', '0001']);

/** `atMs` is when the attempt began. */
export const auditHead = (attempt: {
  readonly atMs: number;
  readonly commandId: string;
  readonly interface: string;
  readonly orderNo: string | null;
  readonly nonce: string;
  readonly payload: unknown;
}): AuditHead => ({
  at: writeInstant(attempt.atMs),
  command: attempt.commandId,
  interface: attempt.interface,
  orderNo: attempt.orderNo,
  nonce: attempt.nonce,
  parameters: attempt.payload,
});

export const auditEntry = (head: AuditHead, heard: Heard): AuditEntry =>
  heard.kind === 'believed'
    ? {
        ...head,
        returnCode: heard.returnCode,
        error: succeeded.has(heard.returnCode) ? null : heard.returnMessage || null,
      }
    : { ...head, returnCode: null, error: heard.reason };

/** Of an attempt that a process began and did not live to see the end of (C-15). */
export const cutOffEntry = (head: AuditHead): AuditEntry => ({
  ...head,
  returnCode: null,
  error: 'the process ended before an answer was heard',
});
