// How far a deed has come: all that the next step is decided from, besides what was just heard.
import { type BusyRow, noBusyRow } from '../policy/backoff.ts';
import type { Polling } from '../policy/polling.ts';
import type { StoredDeed } from '../store/store.ts';

/** `act` does it · `settle` and `poll` ask what became of it · `sheet` asks for the confirmation sheet (B-5). */
export type Stage = 'act' | 'settle' | 'poll' | 'sheet';

/** The sheet a reversal waits for; `ready` once both sides agree to it. */
export type AwaitedSheet = { readonly sheetNo: string; readonly sinceMs: number; readonly ready: boolean };

export type Progress = {
  readonly stage: Stage;
  /** From the first unknown attempt or acceptance on: no refusal before the order look-up is definitive any more (C-8). */
  readonly mayBeDone: boolean;
  readonly rungsUsed: number;
  readonly busy: BusyRow;
  /** The one new signature that 2003 and 2004 allow has been made (R). */
  readonly resigned: boolean;
  readonly polling: Polling | null;
  /** How often what was accepted was gone when polled. */
  readonly vanished: number;
  readonly sheet: AwaitedSheet | null;
  /** Why it must not be done, if it was not done before: what a look at the original told (C-16). */
  readonly barred: string | null;
};

const fresh: Progress = {
  stage: 'act',
  mayBeDone: false,
  rungsUsed: 0,
  busy: noBusyRow,
  resigned: false,
  polling: null,
  vanished: 0,
  sheet: null,
  barred: null,
};

/** A deed of which no attempt was ever made, or every one definitively came to nothing. */
export const beginToAct = (): Progress => fresh;

/** The same, where its own question is also the look that comes first (C-16). */
export const beginToLook = (): Progress => ({ ...fresh, stage: 'settle' });

/** A deed taken up again: it begins with a query (C-15, D-6), and waits on for what it was waiting for. */
export const takeUpAgain = ({ polling, sheet }: Pick<StoredDeed, 'polling' | 'sheet'>): Progress => ({
  ...fresh,
  stage: 'settle',
  mayBeDone: true,
  polling: polling && { ...polling, silent: 0 },
  sheet: sheet && { ...sheet, ready: false },
});
