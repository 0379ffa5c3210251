// answer.disbelieved: an answer that is badly signed, unsigned or another's decides nothing (C-2).
import type { Check, Finding } from '../check.ts';
import type { Claim, Evidence } from '../evidence.ts';
import { type Attempt, readAttempts } from './attempt.ts';
import { type Chain, claimOf, readChains } from './chain.ts';
import { attemptName, fail, listed, pass, say } from './finding.ts';
import { describeHeard, invoiceIn } from './meaning.ts';

/** Accepted counts: who trusts a forged 0001 and is content has believed it. */
const successCodes = ['0000', '0001', '4001', '4003'];

type Doubtful = { readonly attempt: Attempt; readonly chain: Chain; readonly later: readonly Attempt[] };

/** `later` counts what was sent under a foreign number, too: who goes on in any way has not believed. */
const doubtfulIn = (chain: Chain, evidence: Evidence): Doubtful[] =>
  chain.attempts.flatMap((attempt) =>
    attempt.heard.kind === 'unknown' && attempt.heard.disbelieved
      ? [
          {
            attempt,
            chain,
            later: readAttempts(evidence).filter(
              ({ number, command }) => number > attempt.number && chain.commands.some(({ id }) => id === command),
            ),
          },
        ]
      : [],
  );

/** Whether the outcome is what the answer would mean if it were true. */
const agrees = (attempt: Attempt, outcome: string): boolean => {
  const code = attempt.heard.kind === 'unknown' ? (attempt.heard.answer?.returnCode ?? '') : '';
  return successCodes.includes(code) ? outcome === 'issued' : ['rejected', 'invalid'].includes(outcome);
};

/** Whether the claim rests on that answer: it settled the order at once, or names an invoice only this answer knows. */
const restsOn = ({ attempt, later }: Doubtful, claim: Claim, evidence: Evidence): boolean => {
  if (later.length === 0 && agrees(attempt, claim.outcome)) return true;
  const { invoiceNo } = invoiceIn(attempt);
  const claimed = claim.invoice?.['invoiceNo'] ?? null;
  return invoiceNo !== null && claimed === invoiceNo && !evidence.ledger.some((entry) => entry.invoiceNo === invoiceNo);
};

const judge = (evidence: Evidence): Finding | null => {
  const doubtful = readChains(evidence).flatMap((chain) => doubtfulIn(chain, evidence));
  if (doubtful.length === 0) return null;
  const believed = doubtful.filter((one) => {
    const claim = claimOf(one.chain);
    return claim !== null && restsOn(one, claim, evidence);
  });
  const attempts = (believed.length > 0 ? believed : doubtful).map(({ attempt }) => attempt);
  if (believed.length === 0)
    return pass(
      say(`${doubtful.length} answer(s) rightly disbelieved`, `${doubtful.length} 个不可信应答均未被采信`),
      attempts,
    );
  return fail(say('the client believed an answer that proves nothing', '客户端采信了不可信的应答'), {
    expected: say('taken for an unknown outcome (C-8)', '视为结果不明（C-8）'),
    actual: listed(
      believed.map(({ attempt, chain }) => {
        const [name, heard, outcome] = [attemptName(attempt), describeHeard(attempt), claimOf(chain)?.outcome];
        return say(
          `${chain.orderNo} ended as ${outcome} on ${name.en}: ${heard.en}`,
          `${chain.orderNo} 依据${name.zh}以 ${outcome} 结束：${heard.zh}`,
        );
      }),
    ),
    attempts,
  });
};

export const answerDisbelieved: Check = {
  id: 'answer.disbelieved',
  clauses: ['C-2'],
  level: 'must',
  scope: 'scenario',
  requirement: say(
    'Signature and requestNonce of every answer are verified before it is believed; what is not believed is an unknown outcome.',
    '采信应答前须验证签名和 requestNonce；不可信的应答视为结果不明。',
  ),
  judge,
};
