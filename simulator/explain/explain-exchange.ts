// Why a request was refused, by name, and what is wrong with one that was not: the help desk, the register, what was seen before.
import { readInstant } from '../../protocol/timestamp.ts';
import type { JournalEntry } from '../journal/entry.ts';
import type { GateVerdict } from '../operations/decision.ts';
import type { Application } from '../register/application.ts';
import type { Register } from '../register/register.ts';
import { diagnose } from './diagnose.ts';
import { findIvMistakes, ivOf, ivReused } from './iv-mistakes.ts';
import { type DiagnosisProblem, found, type Mistake } from './problem.ts';
import { explainByRegister, keysOf, readCalled } from './register-mistakes.ts';
import { findSecrets } from './secret-mistakes.ts';
import { readSpecimen } from './specimen.ts';
import { stale } from './timestamp-mistakes.ts';

export const exchangeMistakes = {
  nonceReused: {
    name: 'nonce-reused',
    clause: 'E-5',
    remedy: 'Draw a fresh nonce for every request, retries included.',
    zh: '随机数重复；每次请求（包括重试）都应使用新的随机数。',
  },
} as const satisfies Record<string, Mistake>;

export const nonceReused = (expected: string, received: string): DiagnosisProblem =>
  found(exchangeMistakes.nonceReused, { where: '/nonce', expected, received });

const bodyOf = ({ request }: JournalEntry): Uint8Array =>
  Buffer.from(request.body, request.bodyEncoding === 'base64' ? 'base64' : 'utf8');

/** What no gate refuses: an IV that was not drawn, a secret on the road. Decrypts and verifies nothing. */
const findRemarks = (entry: JournalEntry, application: Application): DiagnosisProblem[] => {
  const { members } = readSpecimen(bodyOf(entry));
  const iv = ivOf(members['data'] ?? '', application.encryptType);
  return [...findSecrets(members, application), ...(iv === null ? [] : findIvMistakes(iv, application.sm4Key))];
};

const ofMemory = ({ ivFirstSeenIn }: JournalEntry): DiagnosisProblem[] =>
  ivFirstSeenIn === undefined ? [] : [ivReused(`exchange ${ivFirstSeenIn}`)];

const findMistakes = (entry: JournalEntry, { applications }: Register): DiagnosisProblem[] => {
  const body = bodyOf(entry);
  const application = applications.get(entry.appId ?? '');
  const arrival = { is: 'arrival', epochMs: readInstant(entry.receivedAt) ?? 0 } as const;
  const { problems } = diagnose(body, application ? keysOf(application) : {}, arrival);
  const { members, format } = readSpecimen(body);
  return explainByRegister(problems, members, { applications, format, called: readCalled(entry.request.path) });
};

/** A fault may have delayed the request until its timestamp was stale; the message alone does not tell. */
const ofGate = (gate: GateVerdict, problems: readonly DiagnosisProblem[]): DiagnosisProblem[] => {
  const { returnCode, expected = '', received = '' } = gate;
  if (returnCode === '2004') return [nonceReused(expected, received)];
  const isTold = problems.some(({ where }) => where === '/timestamp');
  return returnCode === '2003' && !isTold ? [stale(expected, received)] : [];
};

/** Return codes of the gates that judge the message, not who sent it or what it asks for. */
const ofMessage = ['1002', '2002', '2003', '2004', '2005', '2006'];

/**
 * The named mistakes of an exchange; empty where none was made, and for refusals that name field and rule themselves
 * (1001). No secret is part of it.
 */
export const explainExchange = (entry: JournalEntry, register: Register): readonly DiagnosisProblem[] => {
  const refused = entry.gates.find(({ verdict }) => verdict === 'refused');
  if (refused && ofMessage.includes(refused.returnCode ?? '')) {
    const problems = findMistakes(entry, register);
    return [...problems, ...ofGate(refused, problems), ...ofMemory(entry)];
  }
  const application = register.applications.get(entry.appId ?? '');
  return application ? [...findRemarks(entry, application), ...ofMemory(entry)] : [];
};
