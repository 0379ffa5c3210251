// The clock of a run in words, and how its length compares with its longest session: every report names both (D-4, D-10).
import type { Bilingual } from '../bilingual.ts';
import type { Evidence } from '../evidence.ts';
import { readInstant } from '../wire/instant.ts';
import type { SuiteRun } from './suite-run.ts';

/** `virtual`, `real`, or `real ×20 (scaled)`. */
export const clockWords = ({ clock, rate }: Pick<SuiteRun, 'clock' | 'rate'>): Bilingual => {
  if (clock === 'virtual') return { en: 'virtual', zh: '虚拟' };
  return rate === 1 ? { en: 'real', zh: '真实' } : { en: `real ×${rate} (scaled)`, zh: `真实 ×${rate}（加速）` };
};

/** From the session's beginning to the last word said in it, by its own clock, in ms. */
const spanMs = ({ dialogue, startedAt }: Evidence): number =>
  (readInstant(dialogue.at(-1)?.at ?? startedAt) ?? 0) - (readInstant(startedAt) ?? 0);

export type Longest = {
  readonly scenario: string;
  /** Of the machine's time, both. */
  readonly longestMs: number;
  readonly suiteMs: number;
};

/** On a real clock: the longest session, which the whole suite is to exceed by a fifth at most. Null on a virtual one. */
export const longestOf = ({ clock, rate, durationMs, scenarios }: SuiteRun): Longest | null => {
  const spans = scenarios.map(({ evidence }) => ({ scenario: evidence.scenarioId, ms: spanMs(evidence) / rate }));
  const longest = spans.toSorted((a, b) => b.ms - a.ms)[0];
  if (clock === 'virtual' || !longest) return null;
  return { scenario: longest.scenario, longestMs: Math.round(longest.ms), suiteMs: durationMs };
};

const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

export const longestWords = ({ scenario, longestMs, suiteMs }: Longest): Bilingual => {
  const more = `${(100 * (suiteMs / Math.max(1, longestMs) - 1)).toFixed(0)} %`;
  const [longest, suite] = [inSeconds(longestMs), inSeconds(suiteMs)];
  return {
    en: `the longest scenario (${scenario}) took ${longest}, the suite ${suite}: ${more} more`,
    zh: `最长的场景（${scenario}）用时 ${longest}，整个套件 ${suite}：多 ${more}`,
  };
};
