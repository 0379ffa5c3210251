// Opens an answer of the bureau as a careful client must: form, signature, whose nonce it echoes (E-7, E-8, C-2).
import { expectedHmacSm3 } from './hmac-sm3.ts';
import { type Format, missingMembers, type Problem, readMessage, type WireCredentials } from './message.ts';
import { readPayload } from './open-request.ts';
import { signatureText } from './signature-text.ts';
import { verifySm2ByOpenssl } from './sm2-by-openssl.ts';
import { decryptData } from './sm4.ts';

export type OpenedAnswer = {
  readonly format: Format;
  readonly message: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
  /** `absent` where the signature is empty: lawful only with 1002 and 2006 (C-2). */
  readonly signature: 'valid' | 'invalid' | 'absent';
  readonly returnCode: string | null;
  /** Seconds; 10 where the bureau names none (E-7). */
  readonly retryAfterSeconds: number;
  readonly plaintext: string | null;
  readonly payload: unknown;
};

const answerMembers = [
  'requestId',
  'requestNonce',
  'interface',
  'timestamp',
  'returnCode',
  'returnMessage',
  'encryptType',
  'data',
  'signType',
  'signature',
];
/** Said before the application is known, and so with nobody's key (E-7). */
export const unsignedCodes = ['1002', '2006'] as const;
const defaultRetryAfterSeconds = 10;

const judgeSignature = (
  members: Readonly<Record<string, string>>,
  credentials: WireCredentials,
): OpenedAnswer['signature'] => {
  const signature = members['signature'] ?? '';
  if (signature === '') return 'absent';
  const text = signatureText(members);
  const valid =
    credentials.signType === 'HMAC-SM3'
      ? signature === expectedHmacSm3(text, credentials.appSecret, signature)
      : // One opinion will do: of the bureau's answers its own word is known, too, and compared (cross-check/).
        verifySm2ByOpenssl(text, credentials.bureauPublicKeyPem ?? '', signature);
  return valid ? 'valid' : 'invalid';
};

/** Whether its signature would hold if it said `returnCode`: then somebody altered the code afterwards. */
export const isSignedWithCode = (
  { message }: OpenedAnswer,
  returnCode: string,
  credentials: WireCredentials,
): boolean => judgeSignature({ ...message, returnCode }, credentials) === 'valid';

/** Whether the bureau signed it, or need not have (C-2). */
export const isLawfullySigned = ({ signature, returnCode }: OpenedAnswer): boolean =>
  signature === 'valid' || (signature === 'absent' && unsignedCodes.some((code) => code === returnCode));

/** Never throws; `body` is the text that left the bureau, whole or not. */
export const openAnswer = (body: string, credentials: WireCredentials): OpenedAnswer => {
  const message = readMessage({ contentType: null, body, bodyEncoding: 'utf8' }, 'response');
  const members = message.members;
  const data = members['data'] ?? '';
  const decrypted = data === '' ? null : decryptData(data, credentials, 'not asked');
  const payload = decrypted?.ok ? readPayload(decrypted.plaintext, message.format) : null;
  const retryAfter = members['retryAfter'] ?? '';
  return {
    format: message.format,
    message: members,
    problems: [
      ...message.problems,
      ...(message.problems.some(({ member }) => member === '') ? [] : missingMembers(message, answerMembers)),
    ],
    signature: judgeSignature(members, credentials),
    returnCode: members['returnCode'] ?? null,
    retryAfterSeconds: /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : defaultRetryAfterSeconds,
    plaintext: decrypted?.ok ? decrypted.plaintext : null,
    payload: payload?.ok ? payload.value : null,
  };
};
