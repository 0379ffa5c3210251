// What a client may do well or badly: every duty that a broken client breaks is one entry here; the lawful ones are the defaults.

import type { Keys } from './attempt.ts';
import type { Entry } from './audit-log.ts';

/** An `invoice.issue` payload as the kit gave it. */
export type Order = Readonly<Record<string, unknown>> & { readonly orderNo: string };
export type WaitReason = 'retry' | 'backoff' | 'poll';
export type Outcome = 'issued' | 'rejected' | 'unknown' | 'invalid' | 'processing' | 'done' | 'unsupported';

/** What a push told of an order (B-4). */
export type News = {
  readonly orderNo: string;
  readonly invoiceNo: string;
  readonly status: string;
  readonly atMs: number;
};

export type Habits = {
  readonly name: string;
  /** C-3: refuse lawless payloads before they are sent. */
  readonly checksBeforeSending: boolean;
  /** C-1: the nonce of an attempt, from a fresh one and the first of this process. */
  readonly nonceOf: (fresh: string, first: string) => string;
  /** C-1: the IV of an attempt, from fresh bytes. */
  readonly ivOf: (fresh: Uint8Array) => Uint8Array;
  /** C-1: the time that is written into an attempt, from the time of the attempt and that of the order's first one. */
  readonly timestampOf: (nowMs: number, firstMs: number) => number;
  /** E-1, E-2: the signature as it is sent. */
  readonly signatureOf: (signature: string) => string;
  /** C-2: whether an answer is believed; `genuine` tells what the lawful client found. */
  readonly believes: (genuine: boolean) => boolean;
  /** C-8: what is sent the n-th time (from 0) for this order. */
  readonly contentOf: (order: Order, nth: number) => Order;
  /** C-6, C-7, C-10: how long a wait is really kept, of the lawful one; `floorMs` is what it would be without `retryAfter`. */
  readonly waitOf: (lawfulMs: number, reason: WaitReason, floorMs: number) => number;
  /** C-6: busy answers in a row before the order is given to a person. */
  readonly patience: number;
  /** C-7: rungs climbed after an unknown outcome. */
  readonly rungs: number;
  /** C-8: a rung begins with a query. */
  readonly asksFirst: boolean;
  /** C-4: how often a param error is answered by sending the same again. */
  readonly resendsRefused: number;
  /** C-5: how often a stop code is answered by sending the same again. */
  readonly resendsStopped: number;
  /** R, resign: how often 2003 and 2004 are answered by a fresh attempt. */
  readonly resigns: number;
  /** C-10: an accepted order is polled; a client that does not calls it issued at once. */
  readonly pollsAccepted: boolean;
  /** C-9: 4002 is the end; a client that adopts takes whatever invoice is there. */
  readonly adoptsConflicts: boolean;
  /** C-9: amounts and buyer are compared before an invoice from a query is adopted. */
  readonly comparesBeforeAdopting: boolean;
  /** C-2: an unsigned 1002 or 2006 is believed. */
  readonly believesUnsigned: boolean;
  /** T-3: the format of a request, of the one the session was opened with. */
  readonly formatOf: (format: 'json' | 'xml') => 'json' | 'xml';
  /** C-16: the original's state is looked at before it is reversed or voided. */
  readonly looksFirst: boolean;
  /** C-16: a sheet already open is looked for before a reversal. */
  readonly looksForSheets: boolean;
  /** C-16: what is sent for a reversal, of what was commanded. */
  readonly redOf: (request: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
  /** R, 4203: how often a waiting sheet is asked for before it is given up. */
  readonly sheetPatience: number;
  /** R, 4204: a sheet that was closed is applied for again. */
  readonly appliesAnew: boolean;
  /** C-16: what somebody else reversed is claimed as one's own. */
  readonly adoptsOthersReds: boolean;
  /** R: how often a refused red or void is sent again unchanged. */
  readonly resendsRefusedReversals: number;
  /** D-1: what is said on a sheet, of what was commanded. */
  readonly decisionOf: (decision: string) => string;
  /** C-16: an unknown red or void is asked about before it is sent again. */
  readonly settlesReversals: boolean;
  /** C-17: the command `sync` asks for the table of codes. */
  readonly syncs: boolean;
  /** C-17: pages after the first are asked for, too. */
  readonly turnsPages: boolean;
  /** T-6: the certificate it was given is shown in the handshake. */
  readonly showsCertificate: boolean;
  /** C-17: rates the synced table does not allow today are refused before sending. */
  readonly refusesStale: boolean;
  /** C-7: what an order whose outcome stays unknown is called. */
  readonly callsUnknown: Outcome;
  /** C-8: the number under which an unknown sale is sent anew, or null. */
  readonly newNumber: (orderNo: string) => string | null;
  /** C-6: the second command for an order waits for the first. */
  readonly joins: boolean;
  /** C-15: orders in flight are taken up after a restart. */
  readonly remembers: boolean;
  /** D-6: a restart begins with a query. */
  readonly asksAfterRestart: boolean;
  /** C-19: of all orders together. */
  readonly mostInFlight: number;
  /** C-19: who waits longest goes first. */
  readonly takesOldestFirst: boolean;
  /** C-12: whether a push is believed, by whether the bureau signed it. */
  readonly believesPush: (genuine: boolean) => boolean;
  /** B-4: the return code with which a push is answered. */
  readonly answersPush: (genuine: boolean) => string;
  /** C-12: what is known of an order after news were heard; `again`: under a requestId that was heard before. */
  readonly keepsNews: (known: News | null, heard: News, again: boolean) => News;
  /** A query is answered from what news have told, where they have, and the bureau is not asked. */
  readonly recalls: boolean;
  /** C-14: whether an invoice is reported as late, by whether it is. */
  readonly callsLate: (late: boolean) => boolean;
  /** D-2: what is claimed as attempts. */
  readonly attemptsOf: (attempts: number) => number;
  /** D-2: what is claimed as the last believed return code. */
  readonly returnCodeOf: (code: string | null) => string | null;
  /** C-13: retries stand in the audit log, too. */
  readonly logsRetries: boolean;
  /** C-13: the log of the process before is taken up. */
  readonly keepsLog: boolean;
  /** C-13: when an attempt is said to have been, and with which parameters. */
  readonly loggedAtOf: (atMs: number) => number;
  readonly loggedOf: (payload: unknown) => unknown;
  /** C-13: what is noted as the error; the keys are there to be kept out of it. */
  readonly notedOf: (error: string | null, keys: Keys) => string | null;
  readonly retentionYears: number;
  /** D-7: the entries as they are shown. */
  readonly shownOf: (entries: readonly Entry[]) => readonly Entry[];
};

export const lawful: Habits = {
  name: 'small-lawful',
  checksBeforeSending: true,
  nonceOf: (fresh) => fresh,
  ivOf: (fresh) => fresh,
  timestampOf: (nowMs) => nowMs,
  signatureOf: (signature) => signature,
  believes: (genuine) => genuine,
  contentOf: (order) => order,
  waitOf: (lawfulMs) => lawfulMs,
  patience: 10,
  rungs: 3,
  asksFirst: true,
  resendsRefused: 0,
  resendsStopped: 0,
  resigns: 1,
  pollsAccepted: true,
  adoptsConflicts: false,
  comparesBeforeAdopting: true,
  looksFirst: true,
  looksForSheets: true,
  redOf: (request) => request,
  sheetPatience: Number.POSITIVE_INFINITY,
  appliesAnew: false,
  adoptsOthersReds: false,
  resendsRefusedReversals: 0,
  decisionOf: (decision) => decision,
  settlesReversals: true,
  syncs: true,
  turnsPages: true,
  showsCertificate: true,
  refusesStale: true,
  believesUnsigned: true,
  formatOf: (format) => format,
  callsUnknown: 'unknown',
  newNumber: () => null,
  joins: true,
  remembers: true,
  asksAfterRestart: true,
  mostInFlight: 4,
  takesOldestFirst: true,
  believesPush: (genuine) => genuine,
  answersPush: (genuine) => (genuine ? '0000' : '2002'),
  keepsNews: (known, heard) => (known !== null && known.atMs > heard.atMs ? known : heard),
  recalls: false,
  callsLate: (late) => late,
  attemptsOf: (attempts) => attempts,
  returnCodeOf: (code) => code,
  logsRetries: true,
  keepsLog: true,
  loggedAtOf: (atMs) => atMs,
  loggedOf: (payload) => payload,
  notedOf: (error) => error,
  retentionYears: 10,
  shownOf: (entries) => entries,
};
