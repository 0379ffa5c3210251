// What a deed does next, and the few ways to say it.
import type { SleepReason } from '../clock.ts';
import type { BelievedAnswer } from '../heard.ts';
import type { Invoice } from '../invoice.ts';
import type { Settings } from '../policy/settings.ts';
import type { Deed } from './deed.ts';
import type { Progress } from './progress.ts';

export type Verdict = 'repair' | 'stop' | 'taken' | 'nothing' | 'unknown';

export type Pause = { readonly waitMs: number; readonly reason: SleepReason };

export type Next =
  /** Wait, counted from the end of the attempt (C-7), then ask what `progress.stage` says. */
  | ({ readonly kind: 'wait'; readonly progress: Progress } & Pause)
  /** Wait until the poll would be due, then end as unknown instead of polling (C-10), unless news comes first (C-12). */
  | ({ readonly kind: 'overdue'; readonly message: string; readonly progress: Progress } & Pause)
  | { readonly kind: 'done'; readonly invoice: Invoice | null }
  /** Nothing goes on until a person on our own side decides (B-5, state 03). */
  | { readonly kind: 'pending'; readonly message: string }
  | { readonly kind: 'end'; readonly verdict: Verdict; readonly message: string };

export type Situation = {
  readonly deed: Deed;
  /** The end of the attempt. */
  readonly nowMs: number;
  readonly settings: Settings;
};

export const end = (verdict: Verdict, message: string): Next => ({ kind: 'end', verdict, message });

export const atOnce = (progress: Progress): Next => ({ kind: 'wait', waitMs: 0, reason: 'retry', progress });

/** The code and the bureau's words for it. */
export const said = (answer: BelievedAnswer): string => `${answer.returnCode} ${answer.returnMessage}`.trim();

/** To a person, as unknown (C-8). */
export const handOver = (progress: Progress, why: string, { deed }: Situation): Next =>
  end('unknown', progress.mayBeDone ? `${why}; ${deed.unsettled}` : `${why}; nothing was done that we know of`);
