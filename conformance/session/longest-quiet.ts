// How long nothing may be heard or seen of a lawful client in a scenario: the patience on a real clock is made of it.
import type { Scenario } from '../scenario/scenario.ts';
import { readInstant } from '../wire/instant.ts';
import { settings } from './open-message.ts';

/** C-6: what the waits of a row of busy answers need not exceed. */
const longestRowMs = 300_000;
/** C-7. */
const longestTimeoutMs = 60_000;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** A whole ladder before a closed port, which the bureau does not see, each try with the longest response timeout (C-7, C-11). */
const ladderMs = sum(settings.retryLadderMs) + (settings.retryLadderMs.length + 1) * longestTimeoutMs;

type Window = { readonly from?: unknown; readonly to?: unknown };

const lengthMs = ({ from, to }: Window): number =>
  (readInstant(String(to ?? '')) ?? 0) - (readInstant(String(from ?? '')) ?? 0);

/** Waits that the bureau asks for by name: a retryAfter of a fault, the end of an announced maintenance (B-16). */
const announcedMs = ({ faults, bureau }: Scenario): readonly number[] => [
  ...faults.map(
    ({ rule }) => Number((rule['effect'] as { retryAfterSeconds?: unknown }).retryAfterSeconds ?? 0) * 1000,
  ),
  ...((bureau['maintenance'] ?? []) as readonly Window[]).map(lengthMs),
];

/** In ms of the session's time, twice what the law makes a client wait at most between two requests that arrive. */
export const longestQuietMs = (scenario: Scenario): number =>
  2 * Math.max(ladderMs, longestRowMs, ...announcedMs(scenario));
