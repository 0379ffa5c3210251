// single-flight.second-joins: two commands for one order at once are one piece of work (C-6, D-4).
import type { Check, Finding } from '../check.ts';
import type { Claim, Evidence } from '../evidence.ts';
import { type Chain, readChains } from './chain.ts';
import { fail, nameAttempt, pass, say } from './finding.ts';

const describeClaim = (claim: Claim | null): string =>
  claim ? `${claim.outcome} ${String(claim.invoice?.['invoiceNo'] ?? '')}`.trim() : 'no result';

const refute = (chain: Chain): string[] => {
  const [first, ...others] = chain.commands;
  if (!first) return [];
  const settled = first.results[0]?.order ?? Number.POSITIVE_INFINITY;
  return others.flatMap((second) => {
    const own = chain.attempts.find(({ command, sleep }) => command === second.id && (sleep?.order ?? 0) < settled);
    if (own) return [`${second.as} sent ${nameAttempt(own)} of its own while ${first.as} was open`];
    return describeClaim(second.claim) === describeClaim(first.claim)
      ? []
      : [`${first.as} ended as ${describeClaim(first.claim)}, ${second.as} as ${describeClaim(second.claim)}`];
  });
};

const judge = (evidence: Evidence): Finding | null => {
  const joined = readChains(evidence).filter(({ commands }) => commands.length > 1);
  if (joined.length === 0) return null;
  const wrong = joined.flatMap(refute);
  const attempts = joined.flatMap((chain) => chain.attempts);
  if (wrong.length === 0) return pass(say('the second command joined the first', '第二条指令并入了第一条'), attempts);
  return fail(say(`the second command went its own way: ${wrong[0]}`, `第二条指令未并入第一条：${wrong[0]}`), {
    expected: 'no request of its own, the same outcome and invoice',
    actual: wrong.join('; '),
    attempts,
  });
};

export const secondJoins: Check = {
  id: 'single-flight.second-joins',
  clauses: ['C-6', 'D-4'],
  level: 'must',
  scope: 'scenario',
  requirement: say(
    'A second command for an order that is being worked on sends nothing and ends with the first one’s outcome.',
    '同一订单处理中的第二条指令不另发请求，并与第一条同一结局。',
  ),
  judge,
};
