// How a fault changes the way an exchange ends: held, broken off, spoilt, or answered with another code (V-5).

import { readAnswer, writeMessage } from '../../protocol/envelope.ts';
import { createSm2KeyPair } from '../../protocol/sm2.ts';
import type { BreakManner, Departure } from '../doors/visit.ts';
import type { PickedFault, Spoiling } from '../faults/effect.ts';
import type { JournalEntry } from '../journal/entry.ts';
import {
  type Addressee,
  type Saying,
  type Sealing,
  type Style,
  writeSignedAnswer,
  writeUnsignedAnswer,
} from './answer.ts';

export type Seal = Sealing & {
  readonly foreignNonce: string;
  readonly lastAnswer?: Departure | null;
  /** Of a push; an answer's addressee has it. */
  readonly style?: Style;
};

/** A broken connection has no whole answer; half of `body` is sent where it breaks in the middle. */
export const breakOff = (manner: BreakManner, body: string): Departure => ({
  manner,
  httpStatus: 200,
  contentType: 'application/json; charset=utf-8',
  body,
});

/** The signature stays what it was. */
const alter = (signed: Departure, returnCode: string): Departure => {
  const read = readAnswer(Buffer.from(signed.body), signed.contentType);
  if (!read.ok) throw new Error('an answer of our own cannot be read');
  return { ...signed, body: writeMessage({ ...read.message, returnCode }, 'response', read.format) };
};

/** A key that is nobody's. */
const anotherKey = 'f0e1d2c3b4a5968778695a4b3c2d1e0f';

let stranger: string | null = null;

/** The SM2 key of nobody the client knows; it signs as well as the bureau's (E-3). */
const strangersKeyPem = (): string => {
  stranger ??= createSm2KeyPair().privateKeyPem;
  return stranger;
};

/** An answer that a client must not believe (C-2); what it says may be true or invented. */
export const writeSpoilt = async (
  how: Spoiling,
  what: { readonly saying: Saying; readonly to: Addressee },
  seal: Seal,
): Promise<Departure> => {
  const { saying, to } = what;
  if (typeof how === 'object' && 'refusal' in how)
    return writeUnsignedAnswer({ returnCode: how.refusal, data: null }, { ...to, requestNonce: seal.foreignNonce });
  if (typeof how === 'object') return alter(await writeSignedAnswer(saying, to, seal), how.returnCode);
  if (how === 'unsigned') return writeUnsignedAnswer(saying, to);
  if (how === 'wrong-key')
    return writeSignedAnswer(saying, to, { ...seal, application: { ...seal.application, sm4Key: anotherKey } });
  if (how === 'stale' && seal.lastAnswer) return seal.lastAnswer;
  if (how === 'wrong-nonce' || how === 'stale')
    return writeSignedAnswer(saying, { ...to, requestNonce: seal.foreignNonce }, seal);
  const application = { ...seal.application, appSecret: `${seal.application.appSecret}-another` };
  return writeSignedAnswer(saying, to, { ...seal, application, bureauPrivateKeyPem: strangersKeyPem });
};

/** Notes in the journal that the fault acted, and counts the hit. */
export const noteFault = (entry: JournalEntry, fault: PickedFault): void => {
  entry.fault = { id: fault.id, effect: fault.effect, phase: fault.phase };
  fault.acted();
};
