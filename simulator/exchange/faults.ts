// How a fault changes the way an exchange ends: held, broken off, spoilt, or answered with another code (V-5).
import type { Departure } from '../doors/visit.ts';
import type { PickedFault } from '../faults/effect.ts';
import type { JournalEntry } from '../journal/entry.ts';
import { type Addressee, type Saying, type Sealing, writeSignedAnswer, writeUnsignedAnswer } from './answer.ts';

type Spoiling = Extract<PickedFault['action'], { kind: 'spoil' }>['how'];
export type Seal = Sealing & { readonly foreignNonce: string };

/** A broken connection has no answer; half of `body` is sent where it breaks in the middle. */
export const breakOff = (manner: 'reset' | 'reset-mid-answer', body: string): Departure => ({
  manner,
  httpStatus: 200,
  contentType: 'application/json; charset=utf-8',
  body,
});

/** An answer that a client must not believe (C-2); what it says may be true or invented. */
export const writeSpoilt = (
  how: Spoiling,
  what: { readonly saying: Saying; readonly to: Addressee },
  seal: Seal,
): Departure => {
  const { saying, to } = what;
  if (how === 'unsigned') return writeUnsignedAnswer(saying, to);
  if (how === 'wrong-nonce') return writeSignedAnswer(saying, { ...to, requestNonce: seal.foreignNonce }, seal);
  const application = { ...seal.application, appSecret: `${seal.application.appSecret}-another` };
  return writeSignedAnswer(saying, to, {
    ...seal,
    application: { ...application, signType: 'HMAC-SM3' },
  });
};

/** Notes in the journal that the fault acted, and counts the hit. */
export const noteFault = (entry: JournalEntry, fault: PickedFault): void => {
  entry.fault = { id: fault.id, effect: fault.effect, phase: fault.phase };
  fault.acted();
};
