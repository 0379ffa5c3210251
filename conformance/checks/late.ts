// status.late-reported: what was issued and is not delivered in time is reported as late, and nothing else is (C-14, D-2).
import type { Check, Finding } from '../check.ts';
import type { Evidence, LedgerInvoice } from '../evidence.ts';
import { readBookTime } from '../wire/instant.ts';
import { type CommandStory, readDialogue } from './dialogue.ts';
import { fail, listed, pass, say, seconds } from './finding.ts';

/** Books keep whole seconds, so that within one of the due time either is right. */
const bookMs = 1_000;

type Case = { readonly as: string; readonly due: 'late' | 'in time'; readonly said: boolean; readonly ageMs: number };

/** The member may stand in the result or in its invoice (D-2). */
const saysLate = ({ id, claim }: CommandStory, evidence: Evidence): boolean => {
  const results = evidence.dialogue.filter(
    ({ direction, message }) => direction === 'from-client' && message['type'] === 'result' && message['id'] === id,
  );
  return [results[0]?.message['late'], claim?.invoice?.['late']].some((late) => late === true || late === 'true');
};

/** To an individual without a tax number nothing is delivered on its own (B-4): nobody can say when it is due. */
const isDeliveredAnyway = (orderNo: string, evidence: Evidence): boolean => {
  const order = Object.values(evidence.orders).find((one) => one['orderNo'] === orderNo);
  const buyer = (order?.['buyer'] ?? {}) as Readonly<Record<string, unknown>>;
  return buyer['kind'] !== 'individual' || Boolean(buyer['taxNo']);
};

/** What the law says of an invoice at an instant; null where it leaves it open, as for one delivered too late. */
const dueOf = (invoice: LedgerInvoice, atMs: number, dueMs: number): Pick<Case, 'due' | 'ageMs'> | null => {
  const issuedMs = readBookTime(invoice.issuedAt);
  const deliveredMs = readBookTime(invoice.deliveredAt ?? '');
  if (issuedMs === null) return null;
  const delivered = deliveredMs !== null && deliveredMs <= atMs;
  const ageMs = (delivered ? deliveredMs : atMs) - issuedMs;
  if (ageMs <= dueMs - bookMs) return { due: 'in time', ageMs };
  return delivered || ageMs <= dueMs + bookMs ? null : { due: 'late', ageMs };
};

const casesOf = (evidence: Evidence): Case[] => {
  const { commands, deliveryDueMs } = readDialogue(evidence);
  return commands.flatMap((command) => {
    const { as, orderNo, claim, results } = command;
    const invoice = evidence.ledger.find((entry) => entry.orderNo === orderNo);
    const status = String(claim?.invoice?.['status']);
    const [result] = results;
    if (command.command !== 'query' || !invoice || !result || !['issued', 'delivered'].includes(status)) return [];
    const due = isDeliveredAnyway(orderNo, evidence) ? dueOf(invoice, result.atMs, deliveryDueMs) : null;
    return due ? [{ as, said: saysLate(command, evidence), ...due }] : [];
  });
};

const judge = (evidence: Evidence): Finding | null => {
  const cases = casesOf(evidence);
  if (cases.length === 0) return null;
  const wrong = cases.filter(({ due, said }) => (due === 'late') !== said);
  if (wrong.length === 0)
    return pass(say('late is what is late, and nothing else', '逾期未交付的均已报告，其余未误报'));
  return fail(say('the client does not tell what is late from what is not', '客户端未能正确报告逾期未交付的发票'), {
    expected: listed(
      wrong.map(({ as, due }) =>
        due === 'late' ? say(`${as}: late true`, `${as}：late 为 true`) : say(`${as}: not late`, `${as}：未逾期`),
      ),
    ),
    actual: listed(
      wrong.map(({ as, said, ageMs }) =>
        say(
          `${as}: ${said ? 'late' : 'not late'}, ${seconds(ageMs)} after issue`,
          `${as}：开具后 ${seconds(ageMs)}，${said ? '报为逾期' : '未报逾期'}`,
        ),
      ),
    ),
  });
};

export const lateReported: Check = {
  id: 'status.late-reported',
  clauses: ['C-14', 'D-2', 'D-8'],
  level: 'must',
  scope: 'universal',
  requirement: say(
    'The result of a query carries `late` for an invoice that was issued and is not delivered when deliveryDueMs have passed, and for no other.',
    '发票开具后超过 deliveryDueMs 仍未交付的，query 的结果须带 late；其他发票不得带。',
  ),
  judge,
};
