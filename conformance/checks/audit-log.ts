// The audit logs a client has shown, each with the attempts it owes an entry to (C-13, D-7).
import type { Evidence } from '../evidence.ts';
import { type Attempt, readAttempts } from './attempt.ts';
import { type Moment, readDialogue } from './dialogue.ts';

export type Entry = Readonly<Record<string, unknown>>;
export type ShownLog = {
  readonly as: string;
  readonly given: Moment;
  readonly retentionYears: unknown;
  readonly entries: readonly Entry[];
};

const asEntry = (value: unknown): Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Entry) : {};

/** In the order they were asked for; a `done` without a list of entries is an empty log. */
export const readLogs = (evidence: Evidence): readonly ShownLog[] =>
  readDialogue(evidence).commands.flatMap(({ as, command, given, claim }) =>
    command === 'audit' && given !== null && claim?.outcome === 'done'
      ? [
          {
            ...{ as, given },
            retentionYears: claim.audit?.retentionYears ?? null,
            entries: (claim.audit?.entries ?? []).map(asEntry),
          },
        ]
      : [],
  );

/** In flight at a kill: whoever writes the entry at the attempt's end could not write this one. */
const isInterrupted = ({ sleep, startMs, exchange }: Attempt, reopenings: readonly Moment[]): boolean =>
  reopenings.some(({ order, atMs }) =>
    sleep
      ? sleep.order < order && (sleep.ended === null || sleep.ended.order > order)
      : startMs <= atMs && exchange?.end !== 'answered',
  );

const isOver = ({ sleep, command, endMs }: Attempt, asked: Moment, evidence: Evidence): boolean => {
  const results = readDialogue(evidence).commands.find(({ id }) => id === command)?.results ?? [];
  if (sleep?.ended) return sleep.ended.order < asked.order;
  if (results.some(({ order }) => order < asked.order && order > (sleep?.order ?? 0))) return true;
  return endMs !== null && endMs < asked.atMs;
};

/**
 * Attempts that arrived and were over when the log was asked for. What never arrived the kit cannot tell from what was never
 * tried; of attempts that share a nonce nobody can tell whose entry it is (envelope.fresh-nonce's business).
 */
export const owedIn = (log: ShownLog, evidence: Evidence): readonly Attempt[] => {
  const { reopenings } = readDialogue(evidence);
  const all = readAttempts(evidence);
  return all.filter(
    (attempt) =>
      attempt.exchange !== null &&
      attempt.nonce !== null &&
      all.filter(({ nonce }) => nonce === attempt.nonce).length === 1 &&
      !isInterrupted(attempt, reopenings) &&
      isOver(attempt, log.given, evidence),
  );
};

export const entriesOf = (attempt: Attempt, log: ShownLog): readonly Entry[] =>
  log.entries.filter(({ nonce }) => nonce === attempt.nonce);
