// envelope.well-formed and envelope.signature: the message itself (E, T-3, E-1, E-2).
import type { Check, Finding } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import { type Attempt, readAttempts } from './attempt.ts';
import { fail, listed, ofAttempt, pass, plain, say } from './finding.ts';

const arrivedOf = (evidence: Evidence): Attempt[] => readAttempts(evidence).filter(({ request }) => request !== null);

const judgeForm = (evidence: Evidence): Finding | null => {
  const arrived = arrivedOf(evidence);
  if (arrived.length === 0) return null;
  const broken = arrived.filter(({ request }) => (request?.problems.length ?? 0) > 0);
  if (broken.length === 0)
    return pass(say(`${arrived.length} request(s) well-formed`, `${arrived.length} 个请求报文格式均正确`), arrived);
  const problems = broken.flatMap((attempt) =>
    (attempt.request?.problems ?? []).map((problem) => ({ attempt, ...problem })),
  );
  const nameOf = (member: string) => (member ? plain(member) : say('the body', '报文体'));
  const [first] = problems;
  return fail(
    say(
      `${broken.length} of ${arrived.length} requests break the envelope's rules: ${nameOf(first?.member ?? '').en}`,
      `${arrived.length} 个请求中有 ${broken.length} 个不符合报文规范：${nameOf(first?.member ?? '').zh}`,
    ),
    {
      expected: listed(
        problems
          .filter(({ member }, at) => problems.findIndex((other) => other.member === member) === at)
          .map(({ member, expected }) =>
            say(`${nameOf(member).en}: ${expected.en}`, `${nameOf(member).zh}：${expected.zh}`),
          ),
      ),
      actual: listed(
        problems.map(({ attempt, member, received }) =>
          ofAttempt(attempt, ` ${nameOf(member).en}: ${received.en}`, ` ${nameOf(member).zh}：${received.zh}`),
        ),
      ),
      attempts: broken,
    },
  );
};

/** The way of signing that the application is registered with. */
const signedBy = ({ credentials }: Evidence): readonly string[] => [credentials.signType === 'SM2-SM3' ? 'E-3' : 'E-2'];

const judgeSignature = (evidence: Evidence): Finding | null => {
  const signed = arrivedOf(evidence).filter(({ request }) => request?.message['signature'] !== undefined);
  if (signed.length === 0) return null;
  const wrong = signed.filter(({ request }) => request?.signatureOk === false);
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
          const due = attempt.request?.expectedSignature;
          return ofAttempt(attempt, `: ${due ?? 'a signature that verifies'}`, `：${due ?? '可验证的签名'}`);
        }),
      ),
      actual: listed(
        wrong.map(({ request }) => {
          const signature = request?.message['signature'];
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
  const foreign = arrived.filter(({ request }) => request?.format !== evidence.format);
  if (foreign.length === 0)
    return pass(say(`all requests in ${evidence.format}`, `全部请求均为 ${evidence.format} 格式`), arrived);
  return fail(say('the session was opened for another format', '请求格式与会话约定的格式不一致'), {
    expected: plain(evidence.format),
    actual: listed(
      foreign.map((attempt) => ofAttempt(attempt, `: ${attempt.request?.format}`, `：${attempt.request?.format}`)),
    ),
    attempts: foreign,
  });
};

export const envelopeFormChecks: readonly Check[] = [
  {
    id: 'envelope.well-formed',
    clauses: ['E', 'T-2', 'T-3'],
    level: 'must',
    scope: 'universal',
    requirement: say(
      'Every request is UTF-8 JSON or XML with the nine members as strings, each once, and data that decrypts to a payload.',
      '每个请求须为 UTF-8 的 JSON 或 XML，九个成员齐全、均为字符串且不重复，data 能解密为业务报文。',
    ),
    judge: judgeForm,
  },
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
