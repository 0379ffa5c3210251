// query.refusal-decides-nothing: a question that the bureau would not hear says nothing about the order (C-5, D-2).
import type { Check, Finding } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import { claimOf, readChains } from './chain.ts';
import { fail, listed, ofAttempt, pass, say } from './finding.ts';
import { rowsOf } from './judged-besides.ts';
import { codeOf, stopCodes } from './meaning.ts';

/** Gates before the order look-up (E-6). */
const notAboutTheOrder = ['1002', ...stopCodes.filter((code) => code.startsWith('2')), '3001', '3003', '3004'];

/** What is refused is the question. What a client knows of the order besides, from its own records, it may say all the same. */
const judge = (evidence: Evidence): Finding | null => {
  const refused = readChains(evidence).flatMap((chain) => {
    const last = chain.attempts.at(-1);
    const claim = claimOf(chain);
    return chain.kind === 'query' && last && claim && notAboutTheOrder.includes(codeOf(last) ?? '')
      ? [{ last, outcome: claim.outcome }]
      : [];
  });
  if (refused.length === 0) return null;
  const wrong = refused.filter(({ outcome }) => outcome === 'rejected');
  const attempts = (wrong.length > 0 ? wrong : refused).map(({ last }) => last);
  if (wrong.length === 0) return pass(say('no order was called rejected for it', '未因此将订单判为被拒'), attempts);
  return fail(say('an order was called rejected because the query was refused', '因查询被拒而将订单判为被拒'), {
    expected: say('outcome unknown', '结局为 unknown'),
    actual: listed(
      wrong.map(({ last }) =>
        ofAttempt(last, `: ${codeOf(last)}, ended as rejected`, `：${codeOf(last)}，以 rejected 结束`),
      ),
    ),
    attempts,
  });
};

export const queryRefused: Check = {
  id: 'query.refusal-decides-nothing',
  clauses: ['C-5', 'D-2'],
  besides: rowsOf(notAboutTheOrder),
  level: 'must',
  scope: 'scenario',
  requirement: say(
    'A query that is refused before the order was looked up (1002, 2xxx, busy) tells nothing of the order, which is not rejected by it.',
    '查询在查找订单之前被拒（1002、2xxx、繁忙）时，不代表订单的任何状态，不得据此判为被拒。',
  ),
  judge,
};
