// What a fault rule can cost an order at most: how many outcomes it leaves unknown, how often it sends away (C-6 to C-11).
import { readInstant } from '../wire/instant.ts';
import type { Rule } from './script.ts';

/** What a client makes of the answer that a rule leaves it with. */
export type Family =
  | 'unknown'
  | 'not-sent'
  | 'busy'
  | 'resign'
  /** Accepted or said to be, and nothing comes of it; or not found though it is there: resend (C-8, C-10). */
  | 'forgotten'
  | 'refused'
  | 'harmless';

const families: Readonly<Record<string, Family>> = {
  ...{ '3001': 'busy', '3003': 'busy', '3004': 'busy' },
  ...{ '3002': 'unknown', '9999': 'unknown' },
  ...{ '2003': 'resign', '2004': 'resign' },
  ...{ '0001': 'forgotten', '4003': 'forgotten' },
};

/** C-7: the shortest lawful response timeout. What is answered sooner has cost nothing. */
export const patientMs = 30_000;

/** How long the effect keeps the answer back, at most; 0 for one that does not. */
export const heldBackMs = ({ effect }: Rule): number => {
  const { delayMs, dribble } = effect;
  if (dribble) return (dribble.pieces - 1) * dribble.everyMs;
  return typeof delayMs === 'number' ? delayMs : (delayMs?.uniform?.[1] ?? 0);
};

export const familyOf = (rule: Rule): Family => {
  const { effect } = rule;
  if (effect.returnCode !== undefined) return families[effect.returnCode] ?? 'refused';
  if (effect.listenerClosed) return 'not-sent';
  if (effect.notFoundYet) return 'forgotten';
  if (effect.delayMs !== undefined || effect.dribble) return heldBackMs(rule) < patientMs ? 'harmless' : 'unknown';
  return effect.asynchronous || effect.callback !== undefined ? 'harmless' : 'unknown';
};

/** How long the rule's window lasts; infinite where it has none. */
export const windowMs = ({ when }: Rule): number => {
  const [from, to] = [when?.window?.from, when?.window?.to].map((edge) => readInstant(edge ?? ''));
  return typeof from === 'number' && typeof to === 'number' ? to - from : Number.POSITIVE_INFINITY;
};

/** C-6, E-7: the shortest wait after a busy answer. */
const shortestBusyMs = 10_000;
/** C-11: who finds nobody listening comes again after 10, 30 and 60 s. */
const attemptsWhileClosed = (lengthMs: number): number =>
  [0, 10_000, 40_000, 100_000].filter((at) => at < lengthMs).length;

/** How often the rule can act on one order at most. */
export const mostHits = (rule: Rule): number => {
  const { nth, times } = rule.when ?? {};
  const counted = Math.min(nth?.length ?? Number.POSITIVE_INFINITY, times ?? Number.POSITIVE_INFINITY);
  const lengthMs = windowMs(rule);
  if (lengthMs === Number.POSITIVE_INFINITY) return counted;
  const within =
    familyOf(rule) === 'not-sent' ? attemptsWhileClosed(lengthMs) : Math.ceil(lengthMs / shortestBusyMs) + 1;
  return Math.min(counted, within);
};
