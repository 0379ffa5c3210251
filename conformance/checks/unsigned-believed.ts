// answer.unsigned-believed: a bureau that does not know the application cannot sign, and its refusal counts all the same (C-2, E-7).
import type { Check, Finding } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import { unsignedCodes } from '../wire/open-answer.ts';
import type { Attempt } from './attempt.ts';
import { readChains } from './chain.ts';
import { fail, listed, ofAttempt, pass, say } from './finding.ts';
import { rowsOf } from './judged-besides.ts';
import { codeOf, isQuery } from './meaning.ts';

/** The first rung of C-7. */
const firstRungMs = 10_000;

/** Who asks, or waits as for an unknown outcome. Who sends the same again at once has believed it: `stop.not-resent` judges that. */
const isDoubt = (first: Attempt, next: Attempt): boolean =>
  isQuery(next) || next.startMs - (first.endMs ?? first.startMs) >= firstRungMs;

/** A first refusal that is believed ends the order; who goes on as after an unknown outcome has not believed it. */
const judge = (evidence: Evidence): Finding | null => {
  const refused = readChains(evidence).flatMap(({ attempts: [first, next] }) =>
    first?.heard.kind === 'believed' && first.heard.answer.signature === 'absent' ? [{ first, next }] : [],
  );
  if (refused.length === 0) return null;
  const doubted = refused.flatMap(({ first, next }) => (next && isDoubt(first, next) ? [{ first, next }] : []));
  if (doubted.length === 0)
    return pass(
      say('the unsigned refusal was believed', '未签名的拒绝应答已被采信'),
      refused.map(({ first }) => first),
    );
  return fail(say('the unsigned refusal was not believed', '未采信未签名的拒绝应答'), {
    expected: say('no further attempt', '不再尝试'),
    actual: listed(
      doubted.map(({ first, next }) => ofAttempt(next, ` after ${codeOf(first)}`, `，在返回 ${codeOf(first)} 之后`)),
    ),
    attempts: doubted.flatMap(({ first, next }) => [first, next]),
  });
};

export const unsignedBelieved: Check = {
  id: 'answer.unsigned-believed',
  clauses: ['C-2', 'E-7'],
  besides: rowsOf(unsignedCodes),
  level: 'must',
  scope: 'scenario',
  requirement: say(
    'An unsigned 1002 or 2006 with our nonce or none is believed and ends the order.',
    '未签名的 1002 或 2006，随机数为本请求所有或为空的，应予采信并停止订单。',
  ),
  judge,
};
