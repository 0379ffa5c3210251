// All kinds of faults the bureau knows, by the word used in scenarios and on the control port.
import { alteredCodeFault } from './altered-code.ts';
import { asynchronousFault } from './asynchronous.ts';
import { badSignatureFault } from './bad-signature.ts';
import { callbackFault } from './callback.ts';
import { delayFault } from './delay.ts';
import { dribbleFault } from './dribble.ts';
import type { EffectKind } from './effect.ts';
import { emptyReplyFault } from './empty-reply.ts';
import { falseCertificateFault } from './false-certificate.ts';
import { garbageFault } from './garbage.ts';
import { gatewayPageFault } from './gateway-page.ts';
import { holdFault } from './hold.ts';
import { listenerClosedFault } from './listener-closed.ts';
import { malformedChunkFault } from './malformed-chunk.ts';
import { notFoundYetFault } from './not-found-yet.ts';
import { quotaExhaustedFault } from './quota-exhausted.ts';
import { resetFault } from './reset.ts';
import { returnCodeFault } from './return-code.ts';
import { staleAnswerFault } from './stale-answer.ts';
import { strayRefusalFault } from './stray-refusal.ts';
import { tellStatusFault } from './tell-status.ts';
import { truncatedBodyFault } from './truncated-body.ts';
import { unsignedFault } from './unsigned.ts';
import { wrongKeyFault } from './wrong-key.ts';
import { wrongNonceFault } from './wrong-nonce.ts';

const kinds: readonly EffectKind[] = [
  returnCodeFault,
  gatewayPageFault,
  delayFault,
  holdFault,
  resetFault,
  emptyReplyFault,
  truncatedBodyFault,
  malformedChunkFault,
  garbageFault,
  dribbleFault,
  badSignatureFault,
  unsignedFault,
  wrongNonceFault,
  asynchronousFault,
  wrongKeyFault,
  staleAnswerFault,
  alteredCodeFault,
  strayRefusalFault,
  notFoundYetFault,
  quotaExhaustedFault,
  tellStatusFault,
  listenerClosedFault,
  falseCertificateFault,
  callbackFault,
];

export const effectKinds: ReadonlyMap<string, EffectKind> = new Map(kinds.map((kind) => [kind.word, kind]));

/** The kind of a checked effect, which has exactly one of the words. */
export const kindOf = (effect: Readonly<Record<string, unknown>>): EffectKind => {
  const kind = kinds.find((one) => one.word in effect);
  if (!kind) throw new TypeError(`an unchecked effect: ${Object.keys(effect).join(', ')}`);
  return kind;
};
