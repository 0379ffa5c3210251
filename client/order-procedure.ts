// One order from its first request to its end: asks, hears, decides, waits, and writes down each step before it is taken.
import { attempt, type Wire } from './attempt.ts';
import { decideOrder, type Situation, type Verdict } from './decide-order.ts';
import type { Invoice } from './invoice.ts';
import type { Progress } from './order-progress.ts';
import { type Ending, OrderNumberTaken, OutcomeUnknown, RepairOrder, StopAndTellPerson } from './outcome-errors.ts';
import { readParamErrors } from './param-errors.ts';
import type { Settings } from './policy/settings.ts';
import type { OrderStore, StoredOrder } from './store/store.ts';

/** What the bureau has for an order, as it was heard last. */
export type OrderReport = {
  /** `processing` only as the answer to a query (D-2). */
  readonly outcome: 'issued' | 'processing';
  /** Null while processing. */
  readonly invoice: Invoice | null;
  readonly returnCode: string;
  /** Every try of the command (D-2). */
  readonly attempts: number;
};

export type Desk = { readonly wire: Wire; readonly store: OrderStore; readonly settings: Settings };

/** Written before a request leaves, and after each answer that changes what a restart must know (C-15). */
type Book = { record: StoredOrder; lastCode: string | null; lastData: Readonly<Record<string, unknown>> | null };

const textIn = (holder: unknown, name: string): string => {
  const value: unknown = typeof holder === 'object' && holder !== null ? Reflect.get(holder, name) : undefined;
  return typeof value === 'string' ? value : '';
};

/** What the invoice must agree with; the pre-check has seen that these are texts. */
const expectedOf = ({ orderNo, order }: StoredOrder): Situation['order'] => ({
  orderNo,
  amount: textIn(order, 'amount'),
  tax: textIn(order, 'tax'),
  total: textIn(order, 'total'),
  buyerName: textIn(order['buyer'], 'name'),
});

const ask = async (desk: Desk, book: Book, stage: Progress['stage']) => {
  const { orderNo, commandId, order } = book.record;
  book.record = { ...book.record, attempts: book.record.attempts + 1 };
  await desk.store.save(book.record);
  const asked = stage === 'issue' ? { interface: 'invoice.issue', payload: order } : askAfter(orderNo);
  const heard = await attempt(desk.wire, { ...asked, orderNo, commandId });
  if (heard.kind === 'believed') {
    book.lastCode = heard.returnCode;
    book.lastData = heard.data;
  }
  return heard;
};

const askAfter = (orderNo: string) => ({ interface: 'invoice.query', payload: { orderNo } });

const refusal = (verdict: Verdict, message: string, book: Book): Error => {
  const { orderNo, attempts } = book.record;
  const ending: Ending = { orderNo, returnCode: book.lastCode, attempts };
  if (verdict === 'repair') return new RepairOrder(message, { ...ending, errors: readParamErrors(book.lastData) });
  if (verdict === 'stop') return new StopAndTellPerson(message, ending);
  if (verdict === 'taken') return new OrderNumberTaken(message, ending);
  return new OutcomeUnknown(message, ending);
};

/** A definitive end is forgotten; an unknown one stays, so that its number is never taken for a fresh one (C-8). */
const close = async (desk: Desk, book: Book, options: { readonly keep: boolean }): Promise<void> =>
  options.keep ? desk.store.save({ ...book.record, state: 'handed-over' }) : desk.store.forget(book.record.orderNo);

/**
 * Issues the order of `record` from `progress` on (C-1 to C-11). Resolves with the adopted invoice; throws RepairOrder,
 * StopAndTellPerson, OrderNumberTaken or OutcomeUnknown, and the reason of `wire.closing` when the client is closed.
 */
export const runOrder = async (desk: Desk, record: StoredOrder, begin: Progress): Promise<OrderReport> => {
  const { clock, closing } = desk.wire;
  const book: Book = { record, lastCode: null, lastData: null };
  const order = expectedOf(record);
  let progress = begin;
  for (;;) {
    const heard = await ask(desk, book, progress.stage);
    const next = decideOrder(progress, heard, { order, nowMs: clock.now(), settings: desk.settings });
    if (next.kind === 'adopt') {
      await close(desk, book, { keep: false });
      return {
        outcome: 'issued',
        invoice: next.invoice,
        returnCode: book.lastCode ?? '',
        attempts: book.record.attempts,
      };
    }
    if (next.kind !== 'end' && next.waitMs > 0)
      await clock.sleep(next.waitMs, { reason: next.reason, commandId: record.commandId, signal: closing });
    if (next.kind !== 'wait') {
      const verdict = next.kind === 'end' ? next.verdict : 'unknown';
      await close(desk, book, { keep: verdict === 'unknown' && progress.mayBeIssued });
      throw refusal(verdict, next.message, book);
    }
    progress = next.progress;
    const { polling } = progress;
    book.record = {
      ...book.record,
      polling: polling && { acceptedAtMs: polling.acceptedAtMs, pauseMs: polling.pauseMs },
    };
  }
};
