// All mistakes that are planted, each with an IV and a nonce of its own, so that only those repeat that are meant to.
import { createHash } from 'node:crypto';
import { type Members, type Planted, plant, type Steps } from './plant-message.ts';
import { plantedData } from './planted-data.ts';
import { plantedEnvelopes } from './planted-envelopes.ts';
import { plantedMoments } from './planted-moments.ts';
import { plantedSignatures } from './planted-signatures.ts';
import { plantedXml } from './planted-xml.ts';

export type Message = { readonly planted: Planted; readonly body: Uint8Array; readonly earlier: Uint8Array | null };

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Its beginning makes base64 with "+" and "/" in it. */
const freshIv = (of: string): Buffer => Buffer.from(`fbeffb${hashOf(of).slice(0, 26)}`, 'hex');

const stepsAs = (steps: Steps, of: string): Steps => {
  const members: Members = { nonce: hashOf(`nonce ${of}`).slice(0, 32), ...steps.members };
  return { iv: freshIv(of), ...steps, members };
};

const allPlanted: readonly Planted[] = [
  ...plantedEnvelopes,
  ...plantedXml,
  ...plantedMoments,
  ...plantedSignatures,
  ...plantedData,
];

/** The rows as they go over the wire. */
export const plantedMessages = (rows: readonly Planted[] = allPlanted): readonly Message[] =>
  rows.map((planted, at) => ({
    planted,
    body: plant(stepsAs(planted.steps, `${at}`)),
    earlier: planted.earlier ? plant(stepsAs(planted.earlier, `before ${at}`)) : null,
  }));
