// What a careful client has heard from an attempt: an answer it may believe, nothing it may believe, or it sent nothing (C-2, C-8, C-11).
import type { Bilingual } from '../bilingual.ts';
import type { Evidence, WireExchange } from '../evidence.ts';
import { openedAnswer } from '../opened-exchange.ts';
import type { OpenedAnswer } from '../wire/open-answer.ts';
import { doubtAnswer, type Manner } from './doubt.ts';

export type Heard =
  | { readonly kind: 'believed'; readonly returnCode: string; readonly answer: OpenedAnswer }
  | {
      readonly kind: 'unknown';
      readonly why: Bilingual;
      /** Something complete came that must not be believed; null: nothing complete came. */
      readonly disbelieved: { readonly manner: Manner; readonly answer: OpenedAnswer } | null;
    }
  | { readonly kind: 'not-sent' };

const nothing = (en: string, zh: string): Heard => ({ kind: 'unknown', why: { en, zh }, disbelieved: null });

/** C-2 applied to what left the bureau; `nonce` is the request's own. */
export const hearAnswer = (exchange: WireExchange, nonce: string | null, evidence: Evidence): Heard => {
  const { answer } = exchange;
  if (!answer) return nothing('no answer', '无应答');
  if (!answer.complete) return nothing('the answer broke off', '应答中断');
  if (answer.httpStatus !== 200) return nothing(`HTTP ${answer.httpStatus}`, `HTTP ${answer.httpStatus}`);
  const opened = openedAnswer(answer, evidence.credentials);
  const doubt = doubtAnswer(opened, { exchange, nonce }, evidence);
  if (doubt !== null) return { kind: 'unknown', why: doubt.why, disbelieved: { manner: doubt.manner, answer: opened } };
  return { kind: 'believed', returnCode: opened.returnCode ?? '', answer: opened };
};
