// Mistakes that the message alone cannot tell: keys of another application, the other environment, another interface (T-2, E, B-10).
import { decodeBase64 } from '../../protocol/cipher.ts';
import type { Format } from '../../protocol/envelope.ts';
import { signatureText, verifyHmacSm3 } from '../../protocol/signature.ts';
import { verifySm2Sm3 } from '../../protocol/sm2.ts';
import type { Application } from '../register/application.ts';
import type { DiagnosisKeys } from './diagnose.ts';
import { type DiagnosisProblem, found, type Mistake } from './problem.ts';
import { opensAsStated } from './recover-payload.ts';

export const registerMistakes = {
  otherInterface: {
    name: 'other-interface',
    clause: 'E',
    remedy: 'Write the interface that is the last part of the address; one address serves one interface.',
    zh: 'interface 与地址最后一段不一致；应与所调用的接口相同。',
  },
  otherEnvironment: {
    name: 'other-environment',
    clause: 'T-2',
    remedy: 'Use the credentials and the base address of one environment: …/test/v1 or …/production/v1.',
    zh: '使用了另一环境的凭证或地址；测试与生产的凭证、地址须配套。',
  },
  unknownApplication: {
    name: 'unknown-application',
    clause: 'T-2',
    remedy: 'Copy appId from the registration; blanks around it and other cases make it another one.',
    zh: '应用不存在；请核对 appId 与登记的完全一致，注意首尾空格与大小写。',
  },
  otherApplication: {
    name: 'wrong-application-key',
    clause: 'E-2',
    remedy: 'Use appSecret, sm4Key and certificate that belong to this appId; these are those of another application.',
    zh: '使用了另一应用的密钥；appSecret、sm4Key 与证书应与 appId 对应。',
  },
} as const satisfies Record<string, Mistake>;

/** What the address says. */
export type Called = { readonly environment: 'test' | 'production'; readonly interface: string };

/** The applications of one tenant and what was called; null where it is not known. */
export type Registered = {
  readonly applications: ReadonlyMap<string, Application> | null;
  readonly called: Called | null;
};

/** Reads the path of a request (T-2); null for any other. */
export const readCalled = (path: string): Called | null => {
  const [, environment, name = ''] = /\/(test|production)\/v1\/([a-z.]+)$/.exec(path) ?? [];
  return environment === 'test' || environment === 'production' ? { environment, interface: name } : null;
};

type Message = Readonly<Record<string, string>>;
type Test = (other: Application) => boolean;

/** An application's keys as the help desk takes them. */
export const keysOf = ({ appSecret, sm4Key, encryptType, signType, ...sm2 }: Application): DiagnosisKeys => {
  const publicKeyPem = sm2.certificatePem ?? sm2.publicKeyPem;
  return { appSecret, sm4Key, encryptType, signType, ...(publicKeyPem === undefined ? {} : { publicKeyPem }) };
};

const signed = (message: Message): Test => {
  const text = signatureText(message);
  const { signature = '' } = message;
  const isHmac = /^[0-9a-f]{64}$/.test(signature);
  return ({ signType, appSecret, certificatePem, publicKeyPem }) => {
    const key = certificatePem ?? publicKeyPem;
    if (signType === 'HMAC-SM3') return isHmac && verifyHmacSm3(text, appSecret, signature);
    return !isHmac && key !== undefined && verifySm2Sm3(text, key, signature);
  };
};

const opens = ({ data = '', encryptType }: Message, format: Format): Test => {
  const stated = encryptType === 'SM4-ECB' ? 'SM4-ECB' : 'SM4-CBC';
  const bytes = decodeBase64(data);
  return ({ sm4Key }) => bytes !== null && opensAsStated(bytes, { sm4Key, stated, format });
};

/** Whose key explains the problem; the name alone is told, and only inside its own tenant (B-10). */
const explained = (
  problem: DiagnosisProblem,
  message: Message,
  { format, applications }: Registered & { readonly format: Format },
): DiagnosisProblem => {
  const tests = new Map<string, () => Test>([
    ['signature-mismatch', () => signed(message)],
    ['undecryptable', () => opens(message, format)],
    ['payload-not-json', () => opens(message, format)],
    ['payload-not-xml', () => opens(message, format)],
  ]);
  const test = tests.get(problem.name)?.();
  const { appId = '' } = message;
  const owner =
    test && applications && [...applications.values()].find((other) => other.appId !== appId && test(other));
  if (!owner) return problem;
  const what = problem.where === '/data' ? 'sm4Key' : 'signing key';
  const evidence = { where: problem.where, expected: `the ${what} of ${appId}`, received: `that of ${owner.appId}` };
  return found(registerMistakes.otherApplication, evidence);
};

const judgeApplication = (message: Message, { applications, called }: Registered): DiagnosisProblem[] => {
  const { appId } = message;
  if (appId === undefined || !applications) return [];
  const where = '/appId';
  const application = applications.get(appId);
  if (!application)
    return [found(registerMistakes.unknownApplication, { where, expected: 'a registered appId', received: appId })];
  if (!called || application.environment === called.environment) return [];
  const received = `${appId}, registered for ${application.environment}`;
  return [
    found(registerMistakes.otherEnvironment, {
      where,
      expected: `an application registered for ${called.environment}`,
      received,
    }),
  ];
};

const judgeInterface = (message: Message, { called }: Registered): DiagnosisProblem[] => {
  const { interface: stated } = message;
  if (!called || stated === undefined || stated === called.interface) return [];
  const evidence = { where: '/interface', expected: `${called.interface}, as in the address`, received: stated };
  return [found(registerMistakes.otherInterface, evidence)];
};

/** The problems of a message in the light of the register and the address. */
export const explainByRegister = (
  problems: readonly DiagnosisProblem[],
  message: Message,
  registered: Registered & { readonly format: Format },
): DiagnosisProblem[] => [
  ...judgeInterface(message, registered),
  ...judgeApplication(message, registered),
  ...problems.map((problem) => explained(problem, message, registered)),
];
