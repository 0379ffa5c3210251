// envelope.…: the form of a request, one check for each rule of it, so that a conviction names the rule that was broken (T, E).
import type { Bilingual } from '../bilingual.ts';
import type { Check, Finding } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import type { FormRule } from '../wire/message.ts';
import type { OpenedRequest } from '../wire/open-request.ts';
import { type Arrived, arrivedOf } from './attempt.ts';
import { fail, listed, ofAttempt, pass, plain, say } from './finding.ts';

type Row = {
  readonly rule: FormRule;
  readonly clauses: readonly string[];
  readonly requirement: Bilingual;
  /** Whether a request can be judged by the rule: what could not be read so far is another rule's business. */
  readonly concerns: (request: OpenedRequest) => boolean;
};

const unreadable: readonly FormRule[] = ['json-form', 'xml-form', 'members-once'];
const breaks = ({ problems }: OpenedRequest, rules: readonly FormRule[]): boolean =>
  problems.some(({ rule }) => rules.includes(rule));
const hasMembers = (request: OpenedRequest): boolean => !breaks(request, unreadable);
const has =
  (member: string) =>
  ({ message }: OpenedRequest): boolean =>
    message[member] !== undefined;

const rows: readonly Row[] = [
  {
    rule: 'path',
    clauses: ['T-2'],
    requirement: say('Every request is a POST to {base}/{interface}.', '每个请求均以 POST 发往 {base}/{interface}。'),
    concerns: () => true,
  },
  {
    rule: 'json-form',
    clauses: ['T-3', 'E'],
    requirement: say('A request in JSON is one well-formed object in UTF-8.', 'JSON 请求为一个格式良好的 UTF-8 对象。'),
    concerns: ({ format }) => format === 'json',
  },
  {
    rule: 'xml-form',
    clauses: ['T-3', 'T-5'],
    requirement: say(
      'A request in XML is one <request> of elements and text in UTF-8: no DOCTYPE, attributes, namespaces or mixed content.',
      'XML 请求为一个 UTF-8 的 <request>，只含元素与文本，不含 DOCTYPE、属性、命名空间或混合内容。',
    ),
    concerns: ({ format }) => format === 'xml',
  },
  {
    rule: 'members-once',
    clauses: ['E', 'T-5'],
    requirement: say('Each member of a request stands there once.', '请求的每个成员只出现一次。'),
    concerns: (request) => !breaks(request, ['json-form', 'xml-form']),
  },
  {
    rule: 'members-present',
    clauses: ['E'],
    requirement: say('Every request has all nine members.', '每个请求须具备全部九个成员。'),
    concerns: hasMembers,
  },
  {
    rule: 'members-strings',
    clauses: ['E'],
    requirement: say('Every member of a request is a string.', '请求的每个成员均为字符串。'),
    concerns: hasMembers,
  },
  {
    rule: 'app-id',
    clauses: ['E'],
    requirement: say('`appId` is the one given at registration.', 'appId 为登记时发放的应用编号。'),
    concerns: has('appId'),
  },
  {
    rule: 'interface',
    clauses: ['E', 'T-2'],
    requirement: say('`interface` equals the last segment of the path.', 'interface 与路径最后一段相同。'),
    concerns: has('interface'),
  },
  {
    rule: 'version',
    clauses: ['E'],
    requirement: say('`version` is 1.0.', 'version 为 1.0。'),
    concerns: has('version'),
  },
  {
    rule: 'timestamp-form',
    clauses: ['E'],
    requirement: say('`timestamp` is a possible yyyyMMddHHmmss.', 'timestamp 为存在的时刻 yyyyMMddHHmmss。'),
    concerns: has('timestamp'),
  },
  {
    rule: 'nonce-form',
    clauses: ['E'],
    requirement: say('`nonce` is 16 to 64 characters of [0-9A-Za-z].', 'nonce 为 16 至 64 个 [0-9A-Za-z] 字符。'),
    concerns: has('nonce'),
  },
  {
    rule: 'encrypt-type',
    clauses: ['E'],
    requirement: say('`encryptType` is the registered one.', 'encryptType 与登记一致。'),
    concerns: has('encryptType'),
  },
  {
    rule: 'sign-type',
    clauses: ['E'],
    requirement: say('`signType` is the registered one.', 'signType 与登记一致。'),
    concerns: has('signType'),
  },
  {
    rule: 'data-base64',
    clauses: ['E', 'E-4'],
    requirement: say(
      '`data` is strict base64, padded and without line breaks, of a possible length; an empty payload is an encrypted {}.',
      'data 为严格的 base64，带填充、无换行，长度可能；空业务报文为加密后的 {}。',
    ),
    concerns: has('data'),
  },
  {
    rule: 'data-cipher',
    clauses: ['E-4'],
    requirement: say(
      '`data` decrypts by SM4 with the application’s key, the registered mode and PKCS#7.',
      'data 可按 SM4、应用的密钥、登记的模式与 PKCS#7 解密。',
    ),
    concerns: (request) => has('data')(request) && !breaks(request, ['data-base64']),
  },
  {
    rule: 'payload-form',
    clauses: ['E', 'T-5'],
    requirement: say(
      'The decrypted payload is an object in the format of its envelope, in XML <payload>, each member once.',
      '解密后的业务报文为与信封同格式的对象，XML 中为 <payload>，成员不重复。',
    ),
    concerns: ({ plaintext }) => plaintext !== null,
  },
];

const nameOf = (member: string): Bilingual => (member ? plain(member) : say('the message', '报文'));

const problemsOf = (attempt: Arrived, rule: FormRule) =>
  attempt.request.problems.filter((problem) => problem.rule === rule).map((problem) => ({ attempt, ...problem }));

const judgeRule = (evidence: Evidence, { rule, concerns }: Row): Finding | null => {
  const concerned = arrivedOf(evidence).filter(({ request }) => concerns(request));
  if (concerned.length === 0) return null;
  const flawed = concerned.filter(({ request }) => breaks(request, [rule]));
  if (flawed.length === 0)
    return pass(say(`${concerned.length} request(s) so`, `${concerned.length} 个请求均如此`), concerned);
  const problems = flawed.flatMap((attempt) => problemsOf(attempt, rule));
  const named = problems.filter(({ member }, at) => problems.findIndex((other) => other.member === member) === at);
  const names = listed(named.map(({ member }) => nameOf(member)));
  return fail(
    say(
      `${flawed.length} of ${concerned.length} requests break the rule: ${names.en}`,
      `${concerned.length} 个请求中有 ${flawed.length} 个不符合此规则：${names.zh}`,
    ),
    {
      expected: listed(
        named.map(({ member, expected }) =>
          say(`${nameOf(member).en}: ${expected.en}`, `${nameOf(member).zh}：${expected.zh}`),
        ),
      ),
      actual: listed(
        problems.map(({ attempt, member, received }) =>
          ofAttempt(attempt, ` ${nameOf(member).en}: ${received.en}`, ` ${nameOf(member).zh}：${received.zh}`),
        ),
      ),
      attempts: flawed,
    },
  );
};

export const envelopeFormChecks: readonly Check[] = rows.map((row) => ({
  id: `envelope.${row.rule}`,
  clauses: row.clauses,
  level: 'must',
  scope: 'universal',
  requirement: row.requirement,
  judge: (evidence) => judgeRule(evidence, row),
}));
