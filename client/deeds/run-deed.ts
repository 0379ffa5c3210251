// One deed from its first request to its end: asks, hears, decides, waits, and writes down each step before it is taken.
import { attempt } from '../attempt.ts';
import type { Desk } from '../desk.ts';
import {
  type Ending,
  NothingFound,
  OrderNumberTaken,
  OutcomeUnknown,
  RepairOrder,
  StopAndTellPerson,
} from '../outcome-errors.ts';
import { readParamErrors } from '../param-errors.ts';
import type { Turn } from '../recovery.ts';
import type { StoredDeed } from '../store/store.ts';
import { decideDeed } from './decide-deed.ts';
import type { Deed, Question } from './deed.ts';
import type { Next, Verdict } from './next.ts';
import type { Progress } from './progress.ts';
import type { CommandReport } from './report.ts';

/** Written before a request leaves, and after each answer that changes what a restart must know (C-15). */
type Book = { record: StoredDeed; lastCode: string | null; lastData: Readonly<Record<string, unknown>> | null };

type Pursuit = { readonly book: Book; readonly turn: Turn };

type Waiting = Extract<Next, { waitMs: number }>;

/** Void and decision have no order number of their own. */
export const orderNoOf = ({ kind, key }: Pick<StoredDeed, 'kind' | 'key'>): string | null =>
  kind === 'issue' || kind === 'red' ? key : null;

const questionOf = (deed: Deed, progress: Progress): Question => {
  if (progress.stage === 'act') return deed.act(progress);
  if (progress.stage === 'sheet' && progress.sheet)
    return { interface: 'red.query', payload: { sheetNo: progress.sheet.sheetNo } };
  return deed.settle;
};

const ask = async (desk: Desk, { book, turn }: Pursuit, question: Question) => {
  book.record = { ...book.record, attempts: book.record.attempts + 1 };
  await desk.store.save(book.record);
  const { commandId } = book.record;
  const heard = await turn.ask(() => {
    const answer = attempt(desk.wire, { ...question, orderNo: orderNoOf(book.record), commandId });
    desk.pager.asked(book.record.key);
    return answer;
  });
  if (heard.kind === 'believed') {
    book.lastCode = heard.returnCode;
    book.lastData = heard.data;
  }
  return heard;
};

const refusal = (verdict: Verdict, message: string, book: Book): Error => {
  const { attempts } = book.record;
  const ending: Ending = { orderNo: orderNoOf(book.record), returnCode: book.lastCode, attempts };
  switch (verdict) {
    case 'repair':
      return new RepairOrder(message, { ...ending, errors: readParamErrors(book.lastData) });
    case 'stop':
      return new StopAndTellPerson(message, ending);
    case 'taken':
      return new OrderNumberTaken(message, ending);
    case 'nothing':
      return new NothingFound(message, ending);
    case 'unknown':
      return new OutcomeUnknown(message, ending);
  }
};

/** A definitive end is forgotten; an unknown one stays, so that it is never taken for a fresh one (C-8). */
export const closeDeed = async (desk: Desk, record: StoredDeed, how: 'forget' | 'hand-over'): Promise<void> =>
  how === 'hand-over' ? desk.store.save({ ...record, state: 'handed-over' }) : desk.store.forget(record.key);

const finish = (next: Extract<Next, { kind: 'done' | 'pending' }>, book: Book): CommandReport => {
  const { attempts } = book.record;
  const ended = { returnCode: book.lastCode ?? '', attempts };
  if (next.kind === 'pending') return { outcome: 'processing', invoice: null, message: next.message, ...ended };
  const { invoice } = next;
  return invoice
    ? { outcome: 'issued', invoice, message: `invoice ${invoice.invoiceNo} is ${invoice.status}`, ...ended }
    : { outcome: 'done', invoice, message: 'done', ...ended };
};

const noteProgress = async (desk: Desk, book: Book, { polling, sheet }: Progress): Promise<void> => {
  const before = book.record;
  book.record = {
    ...before,
    polling: polling && { acceptedAtMs: polling.acceptedAtMs, pauseMs: polling.pauseMs },
    sheet: sheet && { sheetNo: sheet.sheetNo, sinceMs: sheet.sinceMs },
  };
  // A sheet is waited for in pauses of ten minutes: a kill in one of them must not forget it.
  if (sheet?.sheetNo !== before.sheet?.sheetNo) await desk.store.save(book.record);
};

/** Waits as decided; news of the order ends a pause between polls, and that for a sheet, too (C-12). */
const pause = async (desk: Desk, { record }: Book, next: Waiting): Promise<'slept' | 'called'> => {
  const { clock, closing } = desk.wire;
  if (next.waitMs === 0) return 'slept';
  const about = { reason: next.reason, commandId: record.commandId };
  const sleep = (signal: AbortSignal) => clock.sleep(next.waitMs, { ...about, signal });
  if (next.reason === 'poll') return desk.pager.rest(record.key, (called) => sleep(AbortSignal.any([closing, called])));
  await sleep(closing);
  return 'slept';
};

/** What is asked after the pause. News is about the red invoice itself: its own number is asked for then, not the sheet. */
const afterPause = ({ progress }: Waiting, ended: 'slept' | 'called'): Progress =>
  ended === 'called' && progress.stage === 'sheet' ? { ...progress, stage: 'settle' } : progress;

export type Beginning = {
  readonly record: StoredDeed;
  readonly next: Next;
  /** The last believed code of a look that came before; null without one. */
  readonly returnCode?: string;
  /** Known from before: a former try was cut off, or handed over. */
  readonly from: 'fresh' | 'waylaid';
};

/**
 * Does what `deed` says, with `record` as its place in the store, from `next` on (C-1 to C-11, C-16). Resolves when it
 * is done, or rests until we decide; throws RepairOrder, StopAndTellPerson, OrderNumberTaken, NothingFound or
 * OutcomeUnknown, and the reason of `wire.closing` when the client is closed.
 */
export const runDeed = async (desk: Desk, deed: Deed, begin: Beginning): Promise<CommandReport> => {
  const { record, from } = begin;
  const book: Book = { record, lastCode: begin.returnCode ?? null, lastData: null };
  const turn = desk.recovery.begin({ commandId: record.commandId, sinceMs: record.begunAtMs }, from);
  try {
    return await pursue(desk, deed, { book, turn, next: begin.next });
  } finally {
    turn.end();
    desk.pager.asked(book.record.key);
  }
};

const pursue = async (desk: Desk, deed: Deed, from: Pursuit & { readonly next: Next }): Promise<CommandReport> => {
  const { book } = from;
  let { next } = from;
  let mayBeDone = false;
  for (;;) {
    if (next.kind === 'done' || next.kind === 'pending') {
      await closeDeed(desk, book.record, 'forget');
      return finish(next, book);
    }
    if (next.kind === 'wait') await noteProgress(desk, book, next.progress);
    const ended = next.kind === 'end' ? 'slept' : await pause(desk, book, next);
    if (next.kind === 'end' || (next.kind === 'overdue' && ended === 'slept')) {
      const verdict = next.kind === 'end' ? next.verdict : 'unknown';
      await closeDeed(desk, book.record, verdict === 'unknown' && mayBeDone ? 'hand-over' : 'forget');
      throw refusal(verdict, next.message, book);
    }
    const progress = afterPause(next, ended);
    mayBeDone = progress.mayBeDone || progress.sheet !== null;
    const heard = await ask(desk, from, questionOf(deed, progress));
    next = decideDeed(progress, heard, { deed, nowMs: desk.wire.clock.now(), settings: desk.settings });
  }
};
