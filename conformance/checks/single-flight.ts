// single-flight.second-joins: two commands for one order at once are one piece of work (C-6, D-4).
import type { Bilingual } from '../bilingual.ts';
import type { Check, Finding } from '../check.ts';
import type { Claim, Evidence } from '../evidence.ts';
import { beganAfter } from './attempt.ts';
import { type Chain, readChains } from './chain.ts';
import { attemptName, fail, listed, pass, say } from './finding.ts';

const describeClaim = (claim: Claim | null): string =>
  claim ? `${claim.outcome} ${String(claim.invoice?.['invoiceNo'] ?? '')}`.trim() : '—';

const refute = (chain: Chain): Bilingual[] => {
  const [first, ...others] = chain.commands;
  if (!first) return [];
  const [settled] = first.results;
  return others.flatMap((second) => {
    const own = chain.attempts.find(
      (attempt) => attempt.command === second.id && !(settled && beganAfter(attempt, settled)),
    );
    if (own) {
      const { en, zh } = attemptName(own);
      return [
        say(
          `${second.as} sent ${en} of its own while ${first.as} was open`,
          `${first.as} 尚未结束，${second.as} 自行发出了${zh}`,
        ),
      ];
    }
    const [one, other] = [describeClaim(first.claim), describeClaim(second.claim)];
    return one === other
      ? []
      : [
          say(
            `${first.as} ended as ${one}, ${second.as} as ${other}`,
            `${first.as} 以 ${one} 结束，${second.as} 以 ${other} 结束`,
          ),
        ];
  });
};

const judge = (evidence: Evidence): Finding | null => {
  const joined = readChains(evidence).filter(({ commands }) => commands.length > 1);
  if (joined.length === 0) return null;
  const wrong = joined.flatMap(refute);
  const attempts = joined.flatMap((chain) => chain.attempts);
  const [worst] = wrong;
  if (!worst) return pass(say('the second command joined the first', '第二条指令并入了第一条'), attempts);
  return fail(say(`the second command went its own way: ${worst.en}`, `第二条指令未并入第一条：${worst.zh}`), {
    expected: say('no request of its own, the same outcome and invoice', '不另发请求，结局与发票相同'),
    actual: listed(wrong),
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
