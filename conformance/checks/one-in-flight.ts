// order.one-in-flight: never more than one request in flight for an order (C-6).
import type { Check, Finding } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import { type Attempt, readAttempts } from './attempt.ts';
import { skewMs } from './clock-slack.ts';
import { readDialogue } from './dialogue.ts';
import { attemptName, fail, listed, pass, say } from './finding.ts';

/** Given up by the client, or lost with its process, before the other was begun: then it is no longer in flight. */
const wasOver = (earlier: Attempt, later: Attempt, evidence: Evidence): boolean => {
  const settled = earlier.sleep?.ended ?? null;
  if (settled !== null && later.sleep !== null) return settled.order < later.sleep.order;
  if (settled !== null && settled.by === 'wake' && settled.atMs <= later.startMs) return true;
  return readDialogue(evidence).reopenings.some(
    ({ atMs }) => earlier.startMs <= atMs && atMs <= later.startMs && settled === null,
  );
};

const overlap = (earlier: Attempt, later: Attempt, evidence: Evidence): boolean => {
  const [first, second] = [earlier.exchange, later.exchange];
  if (!first || !second || wasOver(earlier, later, evidence)) return false;
  // Without the client's word on its timeouts, the bureau learns a moment late that a connection was given up.
  if (evidence.clockMode === 'real' && earlier.endMs !== null)
    return later.startMs < earlier.endMs - (first.end === 'answered' ? 0 : skewMs(evidence));
  return first.closedOrder === null || first.closedOrder > second.openedOrder;
};

const byArrival = (a: Attempt, b: Attempt): number => (a.exchange?.openedOrder ?? 0) - (b.exchange?.openedOrder ?? 0);

const judge = (evidence: Evidence): Finding | null => {
  const arrived = readAttempts(evidence)
    .filter(({ exchange, orderNo }) => exchange !== null && orderNo !== null)
    .toSorted(byArrival);
  const pairs = arrived.flatMap((later, at) =>
    arrived
      .slice(0, at)
      .filter(({ orderNo }) => orderNo === later.orderNo)
      .map((earlier) => ({ earlier, later })),
  );
  if (pairs.length === 0) return null;
  const together = pairs.filter(({ earlier, later }) => overlap(earlier, later, evidence));
  if (together.length === 0)
    return pass(say('requests of an order never overlapped', '同一订单的请求从未重叠'), arrived);
  return fail(
    say(
      `${together.length} time(s) a request was sent while another for the same order was in flight`,
      `${together.length} 次在同一订单的请求尚未结束时又发出了请求`,
    ),
    {
      expected: say('at most one request in flight for an order', '同一订单至多一个在途请求'),
      actual: listed(
        together.map(({ earlier, later }) => {
          const [first, second] = [attemptName(earlier), attemptName(later)];
          return say(`${second.en} began while ${first.en} was open`, `${first.zh}未结束时又开始${second.zh}`);
        }),
      ),
      attempts: together.flatMap(({ earlier, later }) => [earlier, later]),
    },
  );
};

export const oneInFlight: Check = {
  id: 'order.one-in-flight',
  clauses: ['C-6'],
  level: 'must',
  scope: 'universal',
  requirement: say('Never more than one request is in flight for an order.', '同一订单任何时刻至多有一个在途请求。'),
  judge,
};
