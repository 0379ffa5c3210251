// Where each kind of deed begins: at once, with a look, or with the question a former try left open (C-8, C-15, C-16).
import type { Desk } from '../desk.ts';
import { lookAtOriginal, type Original } from '../look-at-original.ts';
import { CommandEnded, OutcomeUnknown } from '../outcome-errors.ts';
import type { StoredDeed } from '../store/store.ts';
import { decisionDeed, type SheetDecision } from './answer-sheet.ts';
import { afterSheet } from './decide-sheet.ts';
import type { Errand } from './errands.ts';
import { issueDeed } from './issue-order.ts';
import { atOnce, type Next, type Situation } from './next.ts';
import { beginToAct, beginToLook, type Progress, takeUpAgain } from './progress.ts';
import type { CommandReport } from './report.ts';
import { redDeed } from './reverse-invoice.ts';
import { type Beginning, closeDeed, runDeed } from './run-deed.ts';
import { voidDeed } from './void-invoice.ts';

const textOf = (payload: StoredDeed['payload'], name: string): string => {
  const value = payload[name];
  return typeof value === 'string' ? value : '';
};

/** Why the original must not be reversed any more, unless this very deed did it. */
const barrierOf = ({ invoice }: Original): string | null => {
  if (invoice.status === 'red-full') return `invoice ${invoice.invoiceNo} is reversed whole already (C-16, 4201)`;
  if (invoice.status === 'void') return `invoice ${invoice.invoiceNo} is void: there is nothing to reverse (C-16)`;
  return null;
};

const afterLook = (begin: Progress, looked: Original, situation: Situation): Next => {
  const barred = barrierOf(looked);
  if (barred !== null) return atOnce({ ...begin, stage: 'settle', barred });
  return looked.sheet ? afterSheet(begin, looked.sheet, situation) : atOnce(begin);
};

type Start = { readonly begin: Progress; readonly from: Beginning['from'] };

/** A reversal that waits for its sheet has been looked at before; every other one looks first. */
const runRed = async (desk: Desk, record: StoredDeed, { begin, from }: Start): Promise<CommandReport> => {
  const { key, payload, commandId, attempts } = record;
  if (begin.sheet) return runDeed(desk, redDeed(payload, key, null), { record, from, next: atOnce(begin) });
  await desk.store.save(record);
  const about = { orderNo: key, originalInvoiceNo: textOf(payload, 'originalInvoiceNo'), commandId, attempts };
  const looked = await lookAtOriginal(desk, about).catch(async (error: unknown) => {
    // What a look could not tell hands an earlier try over as it was; without one, nothing has left.
    if (error instanceof CommandEnded)
      await closeDeed(desk, record, error instanceof OutcomeUnknown && begin.mayBeDone ? 'hand-over' : 'forget');
    throw error;
  });
  const deed = redDeed(payload, key, looked.invoice);
  const situation = { deed, nowMs: desk.wire.clock.now(), settings: desk.settings };
  return runDeed(desk, deed, {
    record: { ...record, attempts: looked.attempts },
    next: afterLook(begin, looked, situation),
    returnCode: looked.returnCode,
    from,
  });
};

const decisionOf = (payload: StoredDeed['payload']): SheetDecision => {
  const { decision } = payload;
  return decision === 'Y' || decision === 'N' ? decision : 'C';
};

const run = (desk: Desk, record: StoredDeed, again: Progress | null): Promise<CommandReport> => {
  const { kind, key, payload } = record;
  const from = again ? 'waylaid' : 'fresh';
  if (kind === 'red') return runRed(desk, record, { begin: again ?? beginToAct(), from });
  if (kind === 'issue')
    return runDeed(desk, issueDeed(payload, key), { record, from, next: atOnce(again ?? beginToAct()) });
  const deed =
    kind === 'void'
      ? voidDeed(payload, textOf(payload, 'invoiceNo'))
      : decisionDeed(textOf(payload, 'sheetNo'), decisionOf(payload));
  return runDeed(desk, deed, { record, from, next: atOnce(again ?? beginToLook()) });
};

/**
 * A deed known from before may have been done: it begins with a query, whatever its content now (C-8, C-15). One that was
 * handed over and is given again gets the patience of a new command.
 */
export const beginDeed = async (desk: Desk, errand: Errand): Promise<CommandReport> => {
  const known = await desk.store.find(errand.key);
  const wasOpen = known?.state === 'open' ? known : null;
  const record: StoredDeed = {
    ...errand,
    state: 'open',
    begunAtMs: known?.begunAtMs ?? desk.wire.clock.now(),
    attempts: 0,
    polling: wasOpen?.polling ?? null,
    sheet: known?.sheet ?? null,
  };
  return run(desk, record, known ? takeUpAgain(record) : null);
};

/** What a former process left open goes on with the question it left (D-6). */
export const resumeDeed = (desk: Desk, record: StoredDeed): Promise<CommandReport> =>
  run(desk, record, takeUpAgain(record));
