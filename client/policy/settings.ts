// The times the law leaves to a taxpayer to set, in milliseconds, and what they are when nothing is said.
import { OptionsRefused } from '../options-refused.ts';

export type Settings = {
  /** The waits of the rungs, in order (C-7). */
  readonly retryLadderMs: readonly number[];
  /** 30 to 60 s (C-7). */
  readonly responseTimeoutMs: number;
  /** At least 3 s (C-10). */
  readonly pollFirstMs: number;
  /** How long after its issue an invoice should have been delivered (C-14); null: nothing is called late. */
  readonly deliveryDueMs: number | null;
};

export const defaultSettings: Settings = {
  retryLadderMs: [10_000, 30_000, 60_000],
  responseTimeoutMs: 30_000,
  pollFirstMs: 3_000,
  deliveryDueMs: null,
};

const rungs = 3;

const isDuration = (value: number): boolean => Number.isSafeInteger(value) && value > 0;

/** Throws OptionsRefused for a ladder of other than three rungs (C-7) and for times that are no whole milliseconds. */
export const judgeSettings = (settings: Settings): void => {
  if (settings.retryLadderMs.length !== rungs || !settings.retryLadderMs.every(isDuration))
    throw new OptionsRefused('settings.retryLadderMs is not three whole numbers of milliseconds above 0 (C-7)');
  for (const name of ['responseTimeoutMs', 'pollFirstMs'] as const)
    if (!isDuration(settings[name]))
      throw new OptionsRefused(`settings.${name} is not a whole number of milliseconds above 0 (C-7, C-10)`);
  if (settings.deliveryDueMs !== null && !isDuration(settings.deliveryDueMs))
    throw new OptionsRefused('settings.deliveryDueMs is neither null nor whole milliseconds above 0 (C-14)');
};
