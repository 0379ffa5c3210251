// Mistakes of the envelope itself: what is missing, doubled, of another type or of another form (T-3, E, E-7).
import type { Problem } from '../../protocol/envelope-rules.ts';
import { type DiagnosisProblem, found, type Mistake } from './problem.ts';
import type { Specimen } from './specimen.ts';
import { xmlMistakeOf } from './xml-mistakes.ts';

export const envelopeMistakes = {
  noEnvelope: {
    name: 'no-envelope',
    clause: 'E',
    remedy: 'Give the message itself, as it went over the wire, not a file that holds it among other things.',
    zh: '文件中没有报文：请提供网络上传输的完整报文本身。',
  },
  missing: {
    name: 'missing-member',
    clause: 'E',
    remedy: 'Send every member of the table, as a string; the nine of a request are all required.',
    zh: '缺少必需的成员；请求的九个成员全部必填，且均为字符串。',
  },
  repeated: {
    name: 'repeated-member',
    clause: 'E',
    remedy: 'Send each member once; parsers disagree about which of two counts.',
    zh: '成员重复出现；每个成员应只出现一次。',
  },
  notText: {
    name: 'not-a-string',
    clause: 'E',
    remedy: 'Send it as a string, in quotation marks; numbers, booleans, null, arrays and objects are refused.',
    zh: '成员不是字符串；应加引号，不得为数字、布尔、null、数组或对象。',
  },
  unknownType: {
    name: 'unknown-type',
    clause: 'E',
    remedy: 'Use the type registered for the application, spelt exactly like this.',
    zh: '加密类型或签名类型未知；应与应用登记的类型完全一致。',
  },
  nonce: {
    name: 'nonce-form',
    clause: 'E',
    remedy: 'Draw 16 to 64 letters and digits for every attempt; a UUID needs its hyphens removed.',
    zh: '随机数格式错误；应为16至64位字母数字，UUID 须去掉连字符。',
  },
  version: {
    name: 'wrong-version',
    clause: 'E',
    remedy: 'Write version 1.0, these three characters and no others.',
    zh: '版本号错误；应为 1.0。',
  },
  form: {
    name: 'member-form',
    clause: 'E-7',
    remedy: 'Write the member in the form of the table.',
    zh: '成员的格式与规范不符；应按规范表格中的格式书写。',
  },
  byteOrderMark: {
    name: 'byte-order-mark',
    clause: 'T-3',
    remedy: 'Write UTF-8 without a byte order mark.',
    zh: '报文以字节序标记（BOM）开头；应为不带 BOM 的 UTF-8。',
  },
  gbk: {
    name: 'gbk-instead-of-utf-8',
    clause: 'T-3',
    remedy: 'Encode the message in UTF-8; name the character set wherever text becomes bytes.',
    zh: '报文用了 GBK 编码；应为 UTF-8，转换字节时请显式指定字符集。',
  },
  notWellFormed: {
    name: 'not-well-formed',
    clause: 'T-3',
    remedy: 'Let a library write the JSON or XML, and send exactly the bytes it wrote.',
    zh: '报文不是合法的 JSON 或 XML；应由库生成，并原样发送其输出的字节。',
  },
} as const satisfies Record<string, Mistake>;

const isGbk = (body: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(body);
    return false;
  } catch {
    return /\p{Script=Han}/u.test(new TextDecoder('gbk').decode(body));
  }
};

const mistakeOfWhole = (body: Uint8Array, received: string): Mistake => {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return envelopeMistakes.byteOrderMark;
  return isGbk(body) ? envelopeMistakes.gbk : (xmlMistakeOf(received) ?? envelopeMistakes.notWellFormed);
};

const mistakeOf = (problem: Problem, specimen: Specimen): Mistake => {
  if (problem.expected === 'once') return envelopeMistakes.repeated;
  if (!Object.hasOwn(specimen.members, problem.member))
    return problem.received === 'nothing' ? envelopeMistakes.missing : envelopeMistakes.notText;
  if (problem.member === 'encryptType' || problem.member === 'signType') return envelopeMistakes.unknownType;
  if (problem.member === 'nonce') return envelopeMistakes.nonce;
  return problem.member === 'version' ? envelopeMistakes.version : envelopeMistakes.form;
};

const pointerTo = (member: string): string => `/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** Everything wrong with the envelope but its timestamp, which has a file of its own. */
export const findEnvelopeMistakes = (specimen: Specimen, body: Uint8Array): DiagnosisProblem[] => {
  const whole = specimen.problems.find((problem) => problem.member === '');
  if (whole) return [found(mistakeOfWhole(body, whole.received), { where: '', ...whole })];
  const known = ['appId', 'interface', 'nonce', 'data', 'signature', 'returnCode'];
  if (specimen.problems.length > 0 && !known.some((name) => Object.hasOwn(specimen.members, name)))
    return [
      found(envelopeMistakes.noEnvelope, { where: '', expected: 'a request or an answer', received: 'another object' }),
    ];
  return specimen.problems
    .filter((problem) => problem.member !== 'timestamp' || !Object.hasOwn(specimen.members, 'timestamp'))
    .map((problem) => found(mistakeOf(problem, specimen), { where: pointerTo(problem.member), ...problem }));
};
