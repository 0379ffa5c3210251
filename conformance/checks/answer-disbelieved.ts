// answer.…-disbelieved: an answer that proves nothing decides nothing; one check for each manner of such an answer (C-2, C-8).
import type { Bilingual } from '../bilingual.ts';
import type { Check, Finding } from '../check.ts';
import type { Claim, Evidence } from '../evidence.ts';
import type { OpenedAnswer } from '../wire/open-answer.ts';
import { type Attempt, readAttempts } from './attempt.ts';
import { type Chain, claimOf, readChains } from './chain.ts';
import { type Manner, saysSuccess } from './doubt.ts';
import { attemptName, fail, listed, pass, say } from './finding.ts';
import { describeHeard, invoiceIn } from './meaning.ts';

type Doubtful = {
  readonly attempt: Attempt;
  readonly answer: OpenedAnswer;
  readonly chain: Chain;
  readonly later: readonly Attempt[];
};

/** `later` counts what was sent under a foreign number, too: who goes on in any way has not believed. */
const doubtfulIn = (chain: Chain, manner: Manner, evidence: Evidence): Doubtful[] =>
  chain.attempts.flatMap((attempt) => {
    const { heard, number } = attempt;
    if (heard.kind !== 'unknown' || heard.disbelieved?.manner !== manner) return [];
    const later = readAttempts(evidence).filter(
      (other) => other.number > number && chain.commands.some(({ id }) => id === other.command),
    );
    return [{ attempt, answer: heard.disbelieved.answer, chain, later }];
  });

/** Whether the outcome is what the answer would mean if it were true. */
const agrees = (answer: OpenedAnswer, outcome: string): boolean =>
  saysSuccess(answer) ? ['issued', 'done', 'processing'].includes(outcome) : ['rejected', 'invalid'].includes(outcome);

/** Whether the claim rests on that answer: it settled the order at once, or names an invoice only this answer knows. */
const restsOn = ({ attempt, answer, later }: Doubtful, claim: Claim, evidence: Evidence): boolean => {
  if (later.length === 0 && agrees(answer, claim.outcome)) return true;
  const { invoiceNo } = invoiceIn(attempt);
  const claimed = claim.invoice?.['invoiceNo'] ?? null;
  return invoiceNo !== null && claimed === invoiceNo && !evidence.ledger.some((entry) => entry.invoiceNo === invoiceNo);
};

const judge = (evidence: Evidence, manner: Manner): Finding | null => {
  const doubtful = readChains(evidence).flatMap((chain) => doubtfulIn(chain, manner, evidence));
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

type Row = readonly [manner: Manner, clauses: readonly string[], requirement: Bilingual];

const rows: readonly Row[] = [
  [
    'bad-signature',
    ['C-2', 'E-7'],
    say(
      'An answer whose signature does not verify by the key that was registered is an unknown outcome.',
      '签名无法以登记的密钥验证的应答，视为结果不明。',
    ),
  ],
  [
    'altered-code',
    ['C-2', 'E-1', 'E-7'],
    say(
      'The signature covers the return code: an answer whose code was altered is an unknown outcome.',
      '签名涵盖返回码；返回码被篡改的应答视为结果不明。',
    ),
  ],
  [
    'unsigned-success',
    ['C-2', 'E-7'],
    say('An unsigned answer that tells of success is an unknown outcome.', '未签名而声称成功的应答视为结果不明。'),
  ],
  [
    'unsigned-refusal',
    ['C-2', 'E-7'],
    say(
      'An unsigned refusal other than 1002 and 2006 is an unknown outcome.',
      '除 1002 和 2006 外，未签名的拒绝应答视为结果不明。',
    ),
  ],
  [
    'foreign-nonce',
    ['C-2', 'E-7'],
    say(
      'An answer that echoes the nonce of a request we never made is an unknown outcome, however well signed.',
      'requestNonce 不属于任何己方请求的应答，即使签名有效，也视为结果不明。',
    ),
  ],
  [
    'replay',
    ['C-2', 'E-7'],
    say(
      'An answer to another of our own requests, played again, is an unknown outcome of this one.',
      '对己方其他请求的应答被重放时，本请求视为结果不明。',
    ),
  ],
  [
    'undecryptable',
    ['C-2', 'C-8', 'E-8'],
    say(
      'An answer whose data cannot be decrypted or read is an unknown outcome, whatever its code says.',
      'data 无法解密或读取的应答，不论返回码如何，视为结果不明。',
    ),
  ],
  ['ill-formed', ['C-2', 'C-8'], say('An ill-formed answer is an unknown outcome.', '格式错误的应答视为结果不明。')],
];

export const answerDisbelievedChecks: readonly Check[] = rows.map(([manner, clauses, requirement]) => ({
  id: `answer.${manner}-disbelieved`,
  clauses,
  level: 'must',
  scope: 'scenario',
  requirement,
  judge: (evidence) => judge(evidence, manner),
}));
