// restart.queries-first, restart.result-owed, restart.one-invoice: a kill with orders in flight loses and doubles nothing (C-15, D-6).
import type { Check, Finding } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import { beganAfter, readAttempts } from './attempt.ts';
import { type CommandStory, type Moment, readDialogue } from './dialogue.ts';
import { attemptName, fail, listed, pass, say } from './finding.ts';
import { isQuery } from './meaning.ts';

type Interrupted = { readonly command: CommandStory; readonly reopened: Moment };

/** Commands without a result when the session was opened again. */
const interruptedIn = (evidence: Evidence): Interrupted[] => {
  const { commands, reopenings } = readDialogue(evidence);
  return reopenings.flatMap((reopened) =>
    commands
      .filter(
        ({ given, results }) =>
          given !== null && given.order < reopened.order && !results.some(({ order }) => order < reopened.order),
      )
      .map((command) => ({ command, reopened })),
  );
};

const judgeQueries = (evidence: Evidence): Finding | null => {
  const resumed = interruptedIn(evidence).flatMap(({ command, reopened }) => {
    const attempts = readAttempts(evidence).filter(({ orderNo }) => orderNo === command.orderNo);
    const first = attempts.find((attempt) => beganAfter(attempt, reopened) && attempt.interface !== null);
    return first && attempts.some((attempt) => !beganAfter(attempt, reopened)) ? [{ command, first }] : [];
  });
  if (resumed.length === 0) return null;
  const blind = resumed.filter(({ first }) => !isQuery(first));
  const attempts = (blind.length > 0 ? blind : resumed).map(({ first }) => first);
  if (blind.length === 0) return pass(say('open orders were asked after first', '重启后先查询未结订单'), attempts);
  return fail(say('after the restart an order was sent again without asking first', '重启后未先查询即重发订单'), {
    expected: say('invoice.query first', '先 invoice.query'),
    actual: listed(
      blind.map(({ command: { as }, first }) => {
        const { en, zh } = attemptName(first);
        return say(`${as}: ${en} sent ${first.interface}`, `${as}：${zh}发送了 ${first.interface}`);
      }),
    ),
    attempts,
  });
};

const judgeOwed = (evidence: Evidence): Finding | null => {
  const interrupted = interruptedIn(evidence);
  if (interrupted.length === 0) return null;
  const owed = interrupted.filter(
    ({ command, reopened }) => !command.results.some(({ order }) => order > reopened.order),
  );
  if (owed.length === 0) return pass(say('every interrupted command got its result', '被中断的指令均给出了结果'));
  return fail(say('an interrupted command never got its result', '被中断的指令没有给出结果'), {
    expected: say('a result under the old id after the restart', '重启后以原 id 给出结果'),
    actual: listed(
      owed.map(({ command }) => say(`${command.as} (${command.id}): none`, `${command.as}（${command.id}）：无结果`)),
    ),
  });
};

const judgeOneInvoice = (evidence: Evidence): Finding | null => {
  const interrupted = interruptedIn(evidence).filter(({ command }) => command.command === 'issue');
  if (interrupted.length === 0) return null;
  const counted = interrupted.map(({ command }) => ({
    command,
    booked: evidence.ledger.filter(({ orderNo }) => orderNo === command.orderNo).length,
    lost: command.claim?.outcome === 'issued',
  }));
  const wrong = counted.filter(({ booked, lost }) => booked > 1 || (lost && booked === 0));
  if (wrong.length === 0) return pass(say('no order was doubled or lost by the restart', '重启未造成重复或丢失'));
  return fail(say('the restart doubled or lost an order', '重启造成了重复开票或丢单'), {
    expected: say('one invoice for each issued order', '每个已开具订单恰有一张发票'),
    actual: listed(
      wrong.map(({ command, booked }) =>
        say(`${command.orderNo}: ${booked} invoice(s)`, `${command.orderNo}：${booked} 张发票`),
      ),
    ),
  });
};

const clauses = ['C-15', 'D-6'];

export const restartChecks: readonly Check[] = [
  {
    id: 'restart.queries-first',
    clauses,
    level: 'must',
    scope: 'scenario',
    requirement: say(
      'After a restart an order that may have been sent is asked after before anything else.',
      '重启后，可能已发送的订单须先查询。',
    ),
    judge: judgeQueries,
  },
  {
    id: 'restart.result-owed',
    clauses,
    level: 'must',
    scope: 'scenario',
    requirement: say(
      'Commands open at the kill are finished unasked and answered under their old id.',
      '被终止时未完成的指令须自行完成，并以原 id 给出结果。',
    ),
    judge: judgeOwed,
  },
  {
    id: 'restart.one-invoice',
    clauses,
    level: 'must',
    scope: 'scenario',
    requirement: say('A restart neither doubles nor loses an invoice.', '重启既不重复开票也不丢失发票。'),
    judge: judgeOneInvoice,
  },
];
