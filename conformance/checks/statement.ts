// What the client states of an order's invoice in its results, and whether that was ever true (C-12, C-14, D-2).
import type { Evidence } from '../evidence.ts';
import { readBookTime } from '../wire/instant.ts';
import { readDialogue } from './dialogue.ts';
import { readPushes } from './push.ts';

export type Statement = {
  readonly as: string;
  readonly orderNo: string;
  readonly status: string;
  /** The kit's counter over the dialogue. */
  readonly order: number;
  readonly atMs: number;
  readonly at: string;
};

/** P, `invoice.query`: which status comes before which; void ends an invoice as a whole reversal does. */
const course: Readonly<Record<string, number>> = {
  processing: 0,
  issued: 1,
  delivered: 2,
  'red-partial': 3,
  'red-full': 4,
  void: 4,
};

/** Those nobody knows come first: they are no step back of anything. */
export const statusRank = (status: string): number => course[status] ?? Number.POSITIVE_INFINITY;

/** Of `issue` and `query`, in the order of saying. */
export const statementsOf = (evidence: Evidence): Statement[] =>
  readDialogue(evidence)
    .commands.flatMap(({ as, command, orderNo, results, claim }) => {
      const [result] = results;
      const status = claim?.invoice?.['status'];
      if (!result || typeof status !== 'string' || !['issue', 'query'].includes(command)) return [];
      const at = evidence.dialogue.find(({ order }) => order === result.order)?.at ?? '';
      return [{ as, orderNo, status, ...result, at }];
    })
    .toSorted((a, b) => a.order - b.order);

/** Whether the invoice had that status at the time or before. Books keep whole seconds. */
export const wasTrue = ({ orderNo, status, atMs }: Statement, evidence: Evidence): boolean => {
  const invoice = evidence.ledger.find((entry) => entry.orderNo === orderNo);
  if (status === 'processing') return true;
  if (status === 'issued') return invoice !== undefined;
  if (status === 'delivered') {
    const deliveredMs = readBookTime(invoice?.deliveredAt ?? '');
    return deliveredMs !== null && deliveredMs <= atMs;
  }
  const told = readPushes(evidence).some(
    ({ genuine, news }) => genuine && news?.orderNo === orderNo && news.status === status && news.atMs <= atMs,
  );
  return told || invoice?.status === status || (invoice?.status === 'red-full' && status === 'red-partial');
};
