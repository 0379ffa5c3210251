// The bureau's help desk: takes one message and the keys of its application, and says what is wrong with it.
import type { EncryptType } from '../../protocol/cipher.ts';
import { signatureText, verifyHmacSm3 } from '../../protocol/signature.ts';
import { verifySm2Sm3 } from '../../protocol/sm2.ts';
import { findEnvelopeMistakes } from './envelope-mistakes.ts';
import { type DataReading, readData } from './payload-mistakes.ts';
import { type DiagnosisProblem, found, type Mistake } from './problem.ts';
import { findSecrets, hideSecrets } from './secret-mistakes.ts';
import { findHmacMistakes, type SignatureSubject } from './signature-mistakes.ts';
import { findSm2Mistakes } from './sm2-mistakes.ts';
import { readSpecimen, type Specimen } from './specimen.ts';
import { findTimestampMistake, type Moment } from './timestamp-mistakes.ts';

export type SignType = 'HMAC-SM3' | 'SM2-SM3';

/** The keys of the application, as far as they are known; `encryptType` and `signType` are the registered ones. */
export type DiagnosisKeys = {
  readonly appSecret?: string;
  /** 32 hexadecimal characters: see `isSm4Key`. */
  readonly sm4Key?: string;
  readonly publicKeyPem?: string;
  readonly encryptType?: EncryptType;
  readonly signType?: SignType;
};

/** `signatureOk` is null where nothing could be judged: no key for its type, or an answer that may be unsigned (C-2). */
export type Diagnosis = {
  readonly signatureOk: boolean | null;
  readonly plaintext: string | null;
  readonly signatureText: string | null;
  readonly problems: readonly DiagnosisProblem[];
  /** Keys without which a part of this message could not be judged. */
  readonly missingKeys: readonly MissingKey[];
};
export type MissingKey = 'appSecret' | 'sm4Key' | 'publicKeyPem';

export const messageMistakes = {
  unregistered: {
    name: 'unregistered-type',
    clause: 'E',
    remedy: 'Use the type registered for the application, or have the other one registered.',
    zh: '加密或签名类型与应用登记的不一致；应使用登记的类型，或申请变更登记。',
  },
  unsigned: {
    name: 'unsigned-answer',
    clause: 'C-2',
    remedy: 'Do not believe it: only answers with 1002 and 2006 may be unsigned; treat the outcome as unknown.',
    zh: '应答未签名；仅 1002 与 2006 允许不签名，此应答不可信，结果按未知处理。',
  },
} as const satisfies Record<string, Mistake>;

const isEncryptType = (text: string | undefined): text is EncryptType => text === 'SM4-CBC' || text === 'SM4-ECB';
const isSignType = (text: string | undefined): text is SignType => text === 'HMAC-SM3' || text === 'SM2-SM3';

const findUnregistered = (specimen: Specimen, keys: DiagnosisKeys): DiagnosisProblem[] =>
  (['encryptType', 'signType'] as const).flatMap((member) => {
    const [registered, stated] = [keys[member], specimen.members[member]];
    const known = member === 'encryptType' ? isEncryptType(stated) : isSignType(stated);
    return registered !== undefined && known && stated !== registered
      ? [found(messageMistakes.unregistered, { where: `/${member}`, expected: registered, received: stated ?? '' })]
      : [];
  });

type Verdict = {
  readonly ok: boolean | null;
  readonly problems: readonly DiagnosisProblem[];
  readonly missingKey?: MissingKey;
};

const judgeUnsigned = (specimen: Specimen): Verdict => {
  const code = specimen.members['returnCode'] ?? '';
  if (code === '1002' || code === '2006') return { ok: null, problems: [] };
  const evidence = { where: '/signature', expected: 'a signature', received: `none, with return code ${code}` };
  return { ok: false, problems: [found(messageMistakes.unsigned, evidence)] };
};

/** An SM2 or HMAC verdict; without the key for it, none. */
const judgeSignature = (specimen: Specimen, subject: SignatureSubject, keys: DiagnosisKeys): Verdict => {
  const { members } = specimen;
  const signature = members['signature'];
  if (signature === undefined) return { ok: false, problems: [] };
  if (specimen.kind === 'answer' && signature === '') return judgeUnsigned(specimen);
  const text = signatureText(members);
  const signType = isSignType(members['signType']) ? members['signType'] : (keys.signType ?? 'HMAC-SM3');
  if (signType === 'SM2-SM3') {
    if (keys.publicKeyPem === undefined) return { ok: null, problems: [], missingKey: 'publicKeyPem' };
    const ok = verifySm2Sm3(text, keys.publicKeyPem, signature);
    return { ok, problems: findSm2Mistakes(subject, keys.publicKeyPem) };
  }
  if (keys.appSecret === undefined) return { ok: null, problems: [], missingKey: 'appSecret' };
  return { ok: verifyHmacSm3(text, keys.appSecret, signature), problems: findHmacMistakes(subject, keys.appSecret) };
};

const openData = (specimen: Specimen, keys: DiagnosisKeys): DataReading & { readonly missingKey?: MissingKey } => {
  const { data, encryptType } = specimen.members;
  const nothing = { plaintext: null, repaired: null, problems: [] };
  if (data === undefined || (data === '' && specimen.kind === 'answer')) return nothing;
  if (keys.sm4Key === undefined) return { ...nothing, missingKey: 'sm4Key' };
  const stated = isEncryptType(encryptType) ? encryptType : (keys.encryptType ?? null);
  return readData(data, { sm4Key: keys.sm4Key, stated, format: specimen.format });
};

/** Whether the signature text can be known at all: it cannot when a member that was signed did not arrive. */
const isWhole = (problems: readonly DiagnosisProblem[]): boolean =>
  !problems.some((problem) => ['missing-member', 'repeated-member', 'not-a-string'].includes(problem.name));

/**
 * Diagnoses one request or answer, JSON or XML, that met the bureau at `moment`. Throws TypeError when `publicKeyPem` is no
 * SM2 key (E-3). No secret is part of what it returns.
 */
export const diagnose = (body: Uint8Array, keys: DiagnosisKeys, moment: Moment): Diagnosis => {
  const specimen = readSpecimen(body);
  const { members } = specimen;
  const envelope = findEnvelopeMistakes(specimen, body);
  if (envelope.some((problem) => problem.where === ''))
    return { signatureOk: null, plaintext: null, signatureText: null, problems: envelope, missingKeys: [] };
  const timestamp = members['timestamp'] === undefined ? null : findTimestampMistake(members['timestamp'], moment);
  const opened = openData(specimen, keys);
  const shownText = hideSecrets(signatureText(members), keys);
  const subject: SignatureSubject = {
    message: members,
    plaintext: opened.plaintext,
    repairedData: opened.repaired,
    sm4Key: keys.sm4Key ?? null,
    shownText,
  };
  const signature = judgeSignature(specimen, subject, keys);
  const ofSignature = isWhole(envelope)
    ? signature.problems
    : signature.problems.filter((problem) => problem.name !== 'signature-mismatch');
  const ofTypes = findUnregistered(specimen, keys);
  const secrets = findSecrets(members, keys);
  return {
    signatureOk: signature.ok,
    plaintext: opened.plaintext,
    signatureText: shownText,
    problems: [
      ...envelope,
      ...(timestamp ? [timestamp] : []),
      ...ofTypes,
      ...secrets,
      ...opened.problems,
      ...ofSignature,
    ].map((problem) => ({ ...problem, received: hideSecrets(problem.received, keys) })),
    missingKeys: [signature.missingKey, opened.missingKey].flatMap((key) => key ?? []),
  };
};
