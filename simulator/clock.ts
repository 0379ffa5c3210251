// A tenant's clock: the machine's, one that runs so many times as fast, or one that stands and moves when told (D-4).
import { createAgenda } from './agenda.ts';
import type { Timers } from './system-clock.ts';

export const clockModes = ['real', 'frozen'] as const;
export type ClockMode = (typeof clockModes)[number];
/** Of a real clock: a day in a quarter of an hour at most, and never slower than a tenth. */
export const [slowestRate, fastestRate] = [0.1, 100];
/** `rate`: how many times as fast as the machine's time a real clock runs. */
export type Pace = { readonly mode: ClockMode; readonly rate: number };
export type Scheduled = { readonly cancel: () => void };
export type TenantClock = {
  readonly pace: () => Pace;
  /** Epoch ms. */
  readonly now: () => number;
  /** Runs `run` when the clock reaches `dueMs`; what is past already, at its next move. */
  readonly at: (dueMs: number, run: () => void) => Scheduled;
  /** Moves a frozen clock forward; each due event runs at its own instant, in order. Earlier instants change nothing. */
  readonly advanceTo: (epochMs: number) => void;
  /** The earliest instant at which something is due, or null. */
  readonly nextDueAt: () => number | null;
  /** Freezing, or another rate, keeps the present instant; letting go at rate 1 jumps to the machine's time. */
  readonly setPace: (pace: Pace) => void;
  /** Forward or back; `now` (epoch ms) counts unless it is the machine's time. What is due keeps its instants. */
  readonly set: (clock: Pace & { readonly now: number }) => void;
  /** Nothing that is due, or is set down later, ever runs: its tenant is gone. */
  readonly stop: () => void;
};

/** What a frozen or a scaled clock shows (epoch ms), and since when of the machine's time: the present where absent. */
export const createTenantClock = (
  options: Pace & {
    readonly now: number;
    readonly since?: number | null;
    readonly timers: Timers;
  },
): TenantClock => {
  const { timers } = options;
  const agenda = createAgenda();
  let { mode, rate } = options;
  /** It showed `frozenAt` when the machine's time was `sinceMs`. */
  let frozenAt = options.now;
  let sinceMs = options.since ?? timers.now();
  let stopped = false;
  let stopTimer: () => void = () => undefined;

  const now = (): number => {
    if (mode === 'frozen') return frozenAt;
    return rate === 1 ? timers.now() : Math.floor(frozenAt + (timers.now() - sinceMs) * rate);
  };
  const wind = (): void => {
    stopTimer();
    const dueMs = agenda.nextDueAt();
    if (mode !== 'real' || dueMs === null) return;
    stopTimer = timers.after(Math.max(0, dueMs - now()) / rate, () => {
      const untilMs = now();
      for (let due = agenda.take(untilMs); due; due = agenda.take(untilMs)) due.run();
      wind();
    });
  };
  const set: TenantClock['set'] = (next) => {
    [frozenAt, sinceMs] = [next.now, timers.now()];
    ({ mode, rate } = next);
    wind();
  };
  return {
    pace: () => ({ mode, rate }),
    now,
    at: (dueMs, run) => {
      if (stopped) return { cancel: () => undefined };
      const next = agenda.nextDueAt();
      const scheduled = agenda.add({ dueMs, run });
      if (next === null || dueMs < next) wind();
      return scheduled;
    },
    advanceTo: (epochMs) => {
      if (mode === 'real') return;
      const untilMs = Math.max(epochMs, frozenAt);
      for (let due = agenda.take(untilMs); due; due = agenda.take(untilMs)) {
        frozenAt = Math.max(frozenAt, due.dueMs);
        due.run();
      }
      frozenAt = untilMs;
    },
    nextDueAt: () => agenda.nextDueAt(),
    setPace: (next) => set({ ...next, now: now() }),
    set,
    stop: () => {
      stopped = true;
      agenda.clear();
      stopTimer();
    },
  };
};
