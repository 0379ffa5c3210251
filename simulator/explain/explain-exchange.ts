// Why a request was refused, by name: what the help desk finds in it, and what only the bureau's register can tell.
import { signatureText, verifyHmacSm3 } from '../../protocol/signature.ts';
import { readInstant } from '../../protocol/timestamp.ts';
import type { JournalEntry } from '../journal/entry.ts';
import type { GateVerdict } from '../operations/decision.ts';
import type { Application } from '../register/application.ts';
import type { Register } from '../register/register.ts';
import { type DiagnosisKeys, diagnose } from './diagnose.ts';
import { type DiagnosisProblem, found, type Mistake } from './problem.ts';
import { readSpecimen } from './specimen.ts';

const mistakes = {
  otherEnvironment: {
    name: 'other-environment',
    clause: 'T-2',
    remedy: 'Use the credentials and the base address of one environment: …/test/v1 or …/production/v1.',
    zh: '使用了另一环境的凭证或地址；测试与生产的凭证、地址须配套。',
  },
  otherApplication: {
    name: 'wrong-application-key',
    clause: 'E-2',
    remedy: 'Sign with the appSecret that belongs to this appId; it is that of another application.',
    zh: '使用了另一应用的 appSecret 签名；应使用与 appId 对应的密钥。',
  },
  stale: {
    name: 'timestamp-stale',
    clause: 'E-5',
    remedy: 'Set the clock (NTP), and sign every attempt afresh instead of sending an old request again.',
    zh: '时间戳与税局时间相差超过300秒；请校时，且每次尝试重新签名。',
  },
  nonceReused: {
    name: 'nonce-reused',
    clause: 'E-5',
    remedy: 'Draw a fresh nonce for every request, retries included.',
    zh: '随机数重复；每次请求（包括重试）都应使用新的随机数。',
  },
} as const satisfies Record<string, Mistake>;

const keysOf = ({ appSecret, sm4Key, encryptType, signType, ...sm2 }: Application): DiagnosisKeys => {
  const publicKeyPem = sm2.certificatePem ?? sm2.publicKeyPem;
  return { appSecret, sm4Key, encryptType, signType, ...(publicKeyPem === undefined ? {} : { publicKeyPem }) };
};

/** Whose secret explains the signature; its name alone is told, and only inside its own tenant (B-10). */
const findSigner = (
  members: Readonly<Record<string, string>>,
  { applications }: Register,
  appId: string | null,
): string | null => {
  const text = signatureText(members);
  const others = [...applications.values()].filter((other) => other.appId !== appId && other.signType === 'HMAC-SM3');
  return others.find(({ appSecret }) => verifyHmacSm3(text, appSecret, members['signature'] ?? ''))?.appId ?? null;
};

const ofGate = (mistake: Mistake, where: string, gate: GateVerdict): DiagnosisProblem =>
  found(mistake, { where, expected: gate.expected ?? '', received: gate.received ?? '' });

/** What the register knows beyond the message itself. */
const explainGate = (gate: GateVerdict, entry: JournalEntry, register: Register): DiagnosisProblem[] => {
  if (gate.returnCode === '2003') return [ofGate(mistakes.stale, '/timestamp', gate)];
  if (gate.returnCode === '2004') return [ofGate(mistakes.nonceReused, '/nonce', gate)];
  if (gate.returnCode === '2006' && register.applications.has(entry.appId ?? ''))
    return [ofGate(mistakes.otherEnvironment, '/appId', gate)];
  return [];
};

const bodyOf = ({ request }: JournalEntry): Uint8Array =>
  Buffer.from(request.body, request.bodyEncoding === 'base64' ? 'base64' : 'utf8');

/**
 * The named mistakes of a request that was refused before its payload was judged; empty where none was made, and for
 * refusals that name field and rule themselves (1001). No secret is part of it.
 */
export const explainExchange = (entry: JournalEntry, register: Register): readonly DiagnosisProblem[] => {
  const refused = entry.gates.find(({ verdict }) => verdict === 'refused');
  if (!refused || !['1002', '2002', '2003', '2004', '2005', '2006'].includes(refused.returnCode ?? '')) return [];
  const application = register.applications.get(entry.appId ?? '');
  const body = bodyOf(entry);
  const keys = application ? keysOf(application) : {};
  const { problems } = diagnose(body, keys, readInstant(entry.receivedAt) ?? 0);
  const signer = problems.some(({ name }) => name === 'signature-mismatch')
    ? findSigner(readSpecimen(body).members, register, entry.appId)
    : null;
  const named = problems.flatMap((problem) => {
    if (problem.name !== 'signature-mismatch' || signer === null) return [problem];
    const { where } = problem;
    return [found(mistakes.otherApplication, { where, expected: `the secret of ${entry.appId}`, received: signer })];
  });
  const ofTime = named.some(({ where }) => where === '/timestamp');
  return [...named, ...(ofTime ? [] : explainGate(refused, entry, register))];
};
