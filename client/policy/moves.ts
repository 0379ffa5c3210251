// What the client does after each return code, by what it had asked: table R read together with C-4 to C-10.
import { type ReturnCode, returnCode } from '../../protocol/return-code.ts';

export type Move =
  /** `data` is the invoice: its status decides (policy/status.ts). */
  | 'invoice'
  | 'poll'
  /** Issue at once: the bureau has nothing under this number (C-8, C-10). */
  | 'resend'
  /** Refused for its content, no invoice exists (C-4). */
  | 'repair'
  /** Refused for a cause outside the order, no invoice exists (C-5). */
  | 'stop'
  /** The number is bound to other content (C-9). */
  | 'taken'
  /** Again at once, once, with fresh time and nonce (R). */
  | 'resign'
  | 'backoff'
  /** The outcome is unknown: the next rung (C-7, C-8). */
  | 'unknown'
  /** To a person, as unknown (C-8). */
  | 'hand-over'
  /** Nothing is there; the answer to a query of the caller's own (D-2). */
  | 'nothing';

/**
 * What had been asked: `issue` before anything could have been issued · `issueAgain` once an earlier attempt may have
 * been (C-8) · `settle` the query of a rung · `poll` the query of an accepted order · `query` one of the caller's own.
 */
export type Question = 'issue' | 'issueAgain' | 'settle' | 'poll' | 'query';

const questions: readonly Question[] = ['issue', 'issueAgain', 'settle', 'poll', 'query'];

/**
 * A refusal of a query refuses the query, not the order: it never makes an order rejected, whatever the code.
 * 4002, 41xx and 1001 of an issue come after the order look-up and are definitive even after an unknown attempt (C-8).
 */
const table: Readonly<Record<ReturnCode, readonly [Move, Move, Move, Move, Move]>> = {
  '0000': ['invoice', 'invoice', 'invoice', 'invoice', 'invoice'],
  '0001': ['poll', 'poll', 'poll', 'poll', 'poll'],
  '1001': ['repair', 'repair', 'hand-over', 'hand-over', 'hand-over'],
  '1002': ['repair', 'hand-over', 'hand-over', 'hand-over', 'hand-over'],
  '2001': ['stop', 'hand-over', 'hand-over', 'hand-over', 'hand-over'],
  '2002': ['stop', 'hand-over', 'hand-over', 'hand-over', 'hand-over'],
  '2003': ['resign', 'resign', 'resign', 'resign', 'resign'],
  '2004': ['resign', 'resign', 'resign', 'resign', 'resign'],
  '2005': ['stop', 'hand-over', 'hand-over', 'hand-over', 'hand-over'],
  '2006': ['stop', 'hand-over', 'hand-over', 'hand-over', 'hand-over'],
  '2007': ['stop', 'hand-over', 'hand-over', 'hand-over', 'hand-over'],
  '2008': ['stop', 'hand-over', 'hand-over', 'hand-over', 'hand-over'],
  '3001': ['backoff', 'backoff', 'backoff', 'backoff', 'backoff'],
  '3002': ['unknown', 'unknown', 'unknown', 'unknown', 'unknown'],
  '3003': ['backoff', 'backoff', 'backoff', 'backoff', 'backoff'],
  '3004': ['backoff', 'backoff', 'backoff', 'backoff', 'backoff'],
  '4001': ['invoice', 'invoice', 'invoice', 'invoice', 'invoice'],
  '4002': ['taken', 'taken', 'hand-over', 'hand-over', 'hand-over'],
  '4003': ['poll', 'poll', 'poll', 'poll', 'poll'],
  '4004': ['stop', 'hand-over', 'resend', 'resend', 'nothing'],
  '4101': ['stop', 'stop', 'hand-over', 'hand-over', 'hand-over'],
  '4102': ['repair', 'repair', 'hand-over', 'hand-over', 'hand-over'],
  '4103': ['stop', 'stop', 'hand-over', 'hand-over', 'hand-over'],
  '4201': ['stop', 'hand-over', 'hand-over', 'hand-over', 'hand-over'],
  '4202': ['stop', 'hand-over', 'hand-over', 'hand-over', 'hand-over'],
  '4203': ['unknown', 'unknown', 'unknown', 'unknown', 'unknown'],
  '4204': ['stop', 'hand-over', 'hand-over', 'hand-over', 'hand-over'],
  '4205': ['unknown', 'unknown', 'unknown', 'unknown', 'unknown'],
  '4301': ['stop', 'hand-over', 'hand-over', 'hand-over', 'hand-over'],
  '9999': ['unknown', 'unknown', 'unknown', 'unknown', 'unknown'],
};

/** The move after `code`; a code that section R does not have tells nothing about the order: its outcome is unknown. */
export const moveAfter = (code: string, question: Question): Move => {
  const row = returnCode(code);
  return row === null ? 'unknown' : (table[row.code][questions.indexOf(question)] ?? 'unknown');
};
