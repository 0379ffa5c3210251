// What a careful client has heard from an attempt: an answer it may believe, nothing it may believe, or it sent nothing (C-2, C-8, C-11).
import type { Bilingual } from '../bilingual.ts';
import type { Evidence, WireExchange } from '../evidence.ts';
import { openedAnswer } from '../opened-exchange.ts';
import type { OpenedAnswer } from '../wire/open-answer.ts';

export type Heard =
  | { readonly kind: 'believed'; readonly returnCode: string; readonly answer: OpenedAnswer }
  /** `disbelieved`: something complete came that must not be believed. */
  | {
      readonly kind: 'unknown';
      readonly why: Bilingual;
      readonly disbelieved: boolean;
      readonly answer: OpenedAnswer | null;
    }
  | { readonly kind: 'not-sent' };

/** C-2: an empty signature is believed with these alone. */
const unsignedCodes = ['1002', '2006'];

const refuteAnswer = (answer: OpenedAnswer, nonce: string | null): Bilingual | null => {
  // Signed well, but with data that nobody can decrypt or read: C-8 calls that unreadable.
  if ((answer.message['data'] ?? '') !== '' && answer.payload === null)
    return { en: 'its data cannot be read', zh: '应答的 data 无法读取' };
  if (answer.problems.length > 0) return { en: 'the answer is ill-formed', zh: '应答格式错误' };
  const echoed = answer.message['requestNonce'] ?? '';
  if (answer.signature === 'invalid') return { en: 'the signature does not verify', zh: '应答签名无法验证' };
  if (answer.signature === 'absent' && !unsignedCodes.includes(answer.returnCode ?? ''))
    return {
      en: `unsigned with ${answer.returnCode ?? 'no code'}`,
      zh: `应答未签名，返回码 ${answer.returnCode ?? '缺失'}`,
    };
  if (answer.signature === 'absent' && echoed === '') return null;
  if (echoed === nonce) return null;
  return {
    en: `requestNonce ${echoed || '(empty)'} is not of this request`,
    zh: `requestNonce ${echoed || '（空）'} 不属于本请求`,
  };
};

/** C-2 applied to what left the bureau; `nonce` is the request's own. */
export const hearAnswer = (
  exchange: WireExchange,
  nonce: string | null,
  credentials: Evidence['credentials'],
): Heard => {
  const { answer } = exchange;
  if (!answer) return { kind: 'unknown', why: { en: 'no answer', zh: '无应答' }, disbelieved: false, answer: null };
  if (!answer.complete)
    return { kind: 'unknown', why: { en: 'the answer broke off', zh: '应答中断' }, disbelieved: false, answer: null };
  if (answer.httpStatus !== 200)
    return {
      kind: 'unknown',
      why: { en: `HTTP ${answer.httpStatus}`, zh: `HTTP ${answer.httpStatus}` },
      disbelieved: false,
      answer: null,
    };
  const opened = openedAnswer(answer, credentials);
  const why = refuteAnswer(opened, nonce);
  if (why !== null) return { kind: 'unknown', why, disbelieved: true, answer: opened };
  return { kind: 'believed', returnCode: opened.returnCode ?? '', answer: opened };
};
