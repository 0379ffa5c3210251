// A tenant's clock: the real one, or one that stands still and moves only when it is told to (D-4).
import { createAgenda } from './agenda.ts';
import type { Timers } from './system-clock.ts';

export type ClockMode = 'real' | 'frozen';
export type Scheduled = { readonly cancel: () => void };
export type TenantClock = {
  readonly mode: () => ClockMode;
  /** Epoch ms. */
  readonly now: () => number;
  /** Runs `run` when the clock reaches `dueMs`; what is past already, at its next move. */
  readonly at: (dueMs: number, run: () => void) => Scheduled;
  /** Moves a frozen clock forward; each due event runs at its own instant, in order. Earlier instants change nothing. */
  readonly advanceTo: (epochMs: number) => void;
  /** The earliest instant at which something is due, or null. */
  readonly nextDueAt: () => number | null;
  /** Freezing keeps the present instant; letting go jumps to the machine's time. */
  readonly setMode: (mode: ClockMode) => void;
  /** Forward or back; `now` (epoch ms) counts when it is frozen. What is due keeps its instants. */
  readonly set: (clock: { readonly mode: ClockMode; readonly now: number }) => void;
  /** Nothing that is due, or is set down later, ever runs: its tenant is gone. */
  readonly stop: () => void;
};

/** `now` is the instant at which a frozen clock begins (epoch ms). */
export const createTenantClock = (options: {
  readonly mode: ClockMode;
  readonly now: number;
  readonly timers: Timers;
}): TenantClock => {
  const { timers } = options;
  const agenda = createAgenda();
  let { mode } = options;
  let frozenAt = options.now;
  let stopped = false;
  let stopTimer: () => void = () => undefined;

  const now = (): number => (mode === 'real' ? timers.now() : frozenAt);
  const wind = (): void => {
    stopTimer();
    const dueMs = agenda.nextDueAt();
    if (mode !== 'real' || dueMs === null) return;
    stopTimer = timers.after(Math.max(0, dueMs - timers.now()), () => {
      const untilMs = timers.now();
      for (let due = agenda.take(untilMs); due; due = agenda.take(untilMs)) due.run();
      wind();
    });
  };
  return {
    mode: () => mode,
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
    setMode: (next) => {
      frozenAt = now();
      mode = next;
      wind();
    },
    set: (next) => {
      mode = next.mode;
      frozenAt = next.now;
      wind();
    },
    stop: () => {
      stopped = true;
      agenda.clear();
      stopTimer();
    },
  };
};
