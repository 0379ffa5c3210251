// All broken clients, in the order of the duties they break.
import type { BrokenClient } from '../mutant.ts';
import { answers } from './answers.ts';
import { audit } from './audit.ts';
import { claims } from './claims.ts';
import { envelopes } from './envelope.ts';
import { news } from './news.ts';
import { refusals } from './refusals.ts';
import { reversals } from './reversals.ts';
import { rollouts } from './rollout.ts';
import { unknown } from './unknown.ts';
import { variation } from './variation.ts';
import { waiting } from './waiting.ts';
import { wire } from './wire.ts';

export const brokenClients: readonly BrokenClient[] = [
  ...wire,
  ...envelopes,
  ...answers,
  ...waiting,
  ...unknown,
  ...refusals,
  ...reversals,
  ...claims,
  ...audit,
  ...news,
  ...rollouts,
  ...variation,
];
