// The manners of answers that must not be believed, told from their bytes alone: each is a cause of its own (C-2, E-7, E-8).
import type { Bilingual } from '../bilingual.ts';
import type { Evidence, WireExchange } from '../evidence.ts';
import { isLawfullySigned, isSignedWithCode, type OpenedAnswer } from '../wire/open-answer.ts';

export type Manner =
  | 'ill-formed'
  | 'unsigned-success'
  | 'unsigned-refusal'
  | 'altered-code'
  | 'bad-signature'
  | 'replay'
  | 'foreign-nonce'
  | 'undecryptable';

export type Doubt = { readonly manner: Manner; readonly why: Bilingual };

/** Accepted counts: who trusts a forged 0001 and is content has believed it. */
const successCodes = ['0000', '0001', '4001', '4003'];

export const saysSuccess = ({ returnCode }: OpenedAnswer): boolean => successCodes.includes(returnCode ?? '');

const doubtSignature = (
  answer: OpenedAnswer,
  { decided }: WireExchange,
  keys: Evidence['credentials'],
): Doubt | null => {
  if (isLawfullySigned(answer)) return null;
  const { returnCode } = answer;
  if (answer.signature === 'absent')
    return {
      manner: saysSuccess(answer) ? 'unsigned-success' : 'unsigned-refusal',
      why: { en: `unsigned with ${returnCode}`, zh: `应答未签名，返回码 ${returnCode}` },
    };
  // What may have been signed: what was decided, or the success that a fault made up.
  const altered = [decided?.returnCode ?? '0000', '0000'].some((code) => isSignedWithCode(answer, code, keys));
  return altered
    ? {
        manner: 'altered-code',
        why: { en: `its code was altered to ${returnCode}`, zh: `返回码被篡改为 ${returnCode}` },
      }
    : { manner: 'bad-signature', why: { en: 'the signature does not verify', zh: '应答签名无法验证' } };
};

const doubtEcho = (answer: OpenedAnswer, nonce: string | null, evidence: Evidence): Doubt | null => {
  const echoed = answer.message['requestNonce'] ?? '';
  if (echoed === nonce || (answer.signature === 'absent' && echoed === '')) return null;
  return evidence.wire.some((other) => other.nonce === echoed)
    ? {
        manner: 'replay',
        why: { en: `it answers an earlier request, nonce ${echoed}`, zh: `是对此前请求（随机数 ${echoed}）的应答` },
      }
    : {
        manner: 'foreign-nonce',
        why: {
          en: `requestNonce ${echoed || '(empty)'} is not of this request`,
          zh: `requestNonce ${echoed || '（空）'} 不属于本请求`,
        },
      };
};

/** Why a careful client does not believe the whole answer to a request with `nonce`; null when it does. */
export const doubtAnswer = (
  answer: OpenedAnswer,
  about: { readonly exchange: WireExchange; readonly nonce: string | null },
  evidence: Evidence,
): Doubt | null => {
  if (answer.problems.length > 0)
    return { manner: 'ill-formed', why: { en: 'the answer is ill-formed', zh: '应答格式错误' } };
  const doubt =
    doubtSignature(answer, about.exchange, evidence.credentials) ?? doubtEcho(answer, about.nonce, evidence);
  if (doubt !== null) return doubt;
  // Signed well, but with data that nobody can decrypt or read: C-8 calls that unreadable.
  return (answer.message['data'] ?? '') !== '' && answer.payload === null
    ? { manner: 'undecryptable', why: { en: 'its data cannot be read', zh: '应答的 data 无法读取' } }
    : null;
};
