// envelope.signature and envelope.format: the message is signed over what it says, and speaks as the session was opened (E-1 to E-3, T-3).
import type { Check, Finding } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import type { OpenedRequest } from '../wire/open-request.ts';
import { arrivedOf } from './attempt.ts';
import { fail, listed, ofAttempt, pass, plain, say } from './finding.ts';

/** The way of signing that the application is registered with. */
const signedBy = ({ credentials }: Evidence): readonly string[] => [credentials.signType === 'SM2-SM3' ? 'E-3' : 'E-2'];

/** What is no string is no part of a signature text: `envelope.members-strings` judges that. */
const isSigned = ({ request }: { readonly request: OpenedRequest }): boolean =>
  request.message['signature'] !== undefined && !request.problems.some(({ rule }) => rule === 'members-strings');

const judgeSignature = (evidence: Evidence): Finding | null => {
  const signed = arrivedOf(evidence).filter(isSigned);
  if (signed.length === 0) return null;
  const wrong = signed.filter(({ request }) => request.signatureOk === false);
  if (wrong.length === 0)
    return pass(say(`${signed.length} signature(s) verified`, `${signed.length} 个签名验证通过`), signed);
  return fail(
    say(
      `${wrong.length} of ${signed.length} signatures do not verify over the signature text`,
      `${signed.length} 个签名中有 ${wrong.length} 个与待签名串不符`,
    ),
    {
      expected: listed(
        wrong.map((attempt) => {
          const due = attempt.request.expectedSignature;
          return ofAttempt(attempt, `: ${due ?? 'a signature that verifies'}`, `：${due ?? '可验证的签名'}`);
        }),
      ),
      actual: listed(
        wrong.map(({ request }) => {
          const signature = request.message['signature'];
          return signature ? plain(signature) : say('(empty)', '（空）');
        }),
      ),
      attempts: wrong,
    },
  );
};

const judgeFormat = (evidence: Evidence): Finding | null => {
  const arrived = arrivedOf(evidence);
  if (arrived.length === 0) return null;
  const foreign = arrived.filter(({ request }) => request.format !== evidence.format);
  if (foreign.length === 0)
    return pass(say(`all requests in ${evidence.format}`, `全部请求均为 ${evidence.format} 格式`), arrived);
  return fail(say('the session was opened for another format', '请求格式与会话约定的格式不一致'), {
    expected: plain(evidence.format),
    actual: listed(
      foreign.map((attempt) => ofAttempt(attempt, `: ${attempt.request.format}`, `：${attempt.request.format}`)),
    ),
    attempts: foreign,
  });
};

export const envelopeSignatureChecks: readonly Check[] = [
  {
    id: 'envelope.signature',
    clauses: ['C-1', 'E-1'],
    besides: signedBy,
    level: 'must',
    scope: 'universal',
    requirement: say(
      'Every request is signed over all its non-empty members in ASCII order.',
      '每个请求须对全部非空成员按 ASCII 升序拼接后签名。',
    ),
    judge: judgeSignature,
  },
  {
    id: 'envelope.format',
    clauses: ['T-3', 'T-5', 'D-1'],
    level: 'must',
    scope: 'scenario',
    requirement: say('Requests have the format in which the session was opened.', '请求须采用会话打开时约定的格式。'),
    judge: judgeFormat,
  },
];
