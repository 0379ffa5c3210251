// What the client does after each return code, by what it had asked: table R read together with C-4 to C-10 and C-16.
import { type ReturnCode, returnCode } from '../../protocol/return-code.ts';
import type { DeedKind } from '../store/store.ts';

export type Move =
  /** `data` tells: what the deed makes of it decides. */
  | 'judge'
  | 'poll'
  /** `data` is the confirmation sheet to wait for (B-5). */
  | 'sheet'
  /** Do it at once: the bureau has nothing under this number (C-8, C-10). */
  | 'resend'
  /** Refused for its content, nothing came of it (C-4). */
  | 'repair'
  /** Refused for a cause outside the order, nothing came of it (C-5). */
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
 * What had been asked: `act` before anything could have been done · `actAgain` once an earlier attempt may have done it
 * (C-8) · `settle` the query of a rung · `poll` the query of what was accepted · `query` one that changes nothing, asked
 * before or without a deed.
 */
export type Asking = 'act' | 'actAgain' | 'settle' | 'poll' | 'query';

const askings: readonly Asking[] = ['act', 'actAgain', 'settle', 'poll', 'query'];

type Row = readonly [Move, Move, Move, Move, Move];

/**
 * A refusal of a query refuses the query, not the order: it never makes an order rejected, whatever the code.
 * 4002, 41xx and 1001 of an issue come after the order look-up and are definitive even after an unknown attempt (C-8).
 */
const table: Readonly<Record<ReturnCode, Row>> = {
  '0000': ['judge', 'judge', 'judge', 'judge', 'judge'],
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
  '4001': ['judge', 'judge', 'judge', 'judge', 'judge'],
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

const definitive = (move: Move): Row => [move, move, 'hand-over', 'hand-over', 'hand-over'];
const sheet: Row = ['sheet', 'sheet', 'unknown', 'unknown', 'unknown'];
const told: Row = ['judge', 'judge', 'hand-over', 'hand-over', 'hand-over'];
/** The invoice or sheet that is acted on is not there. */
const noSuch: Row = ['nothing', 'hand-over', 'hand-over', 'hand-over', 'nothing'];

/** Where a deed that is no issue reads a code otherwise: 42xx and 4301 are its refusals after the order look-up (C-16). */
const ownRows: Readonly<Record<DeedKind, Readonly<Partial<Record<ReturnCode, Row>>>>> = {
  issue: {},
  red: {
    '4004': ['nothing', 'hand-over', 'resend', 'resend', 'nothing'],
    '4201': definitive('stop'),
    '4202': definitive('repair'),
    '4203': sheet,
    '4204': definitive('stop'),
    '4205': sheet,
  },
  void: { '4004': noSuch, '4301': told },
  decision: { '4004': noSuch, '4204': told },
};

/**
 * The move after `code`, when `asking` was asked for a deed of kind `deed`; a code that section R does not have tells
 * nothing about the order: its outcome is unknown.
 */
export const moveAfter = (
  code: string,
  { asking, deed = 'issue' }: { readonly asking: Asking; readonly deed?: DeedKind },
): Move => {
  const row = returnCode(code);
  if (row === null) return 'unknown';
  return (ownRows[deed][row.code] ?? table[row.code])[askings.indexOf(asking)] ?? 'unknown';
};
