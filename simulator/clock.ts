// A tenant's clock: the real one, or one that stands still and moves only when it is told to (D-4).
import type { Timers } from './system-clock.ts';

export type ClockMode = 'real' | 'frozen';
export type Scheduled = { readonly cancel: () => void };
export type TenantClock = {
  readonly mode: () => ClockMode;
  /** Epoch ms. */
  readonly now: () => number;
  /** Runs `run` when the clock reaches `dueMs`; at once (in the next turn of the events) when that is past. */
  readonly at: (dueMs: number, run: () => void) => Scheduled;
  /** Moves a frozen clock forward; each due event runs at its own instant, in order. Earlier instants change nothing. */
  readonly advanceTo: (epochMs: number) => void;
  /** The earliest instant at which something is due, or null. */
  readonly nextDueAt: () => number | null;
  /** Freezing keeps the present instant; letting go jumps to the machine's time. */
  readonly setMode: (mode: ClockMode) => void;
};

type Event = { readonly dueMs: number; readonly order: number; readonly run: () => void };

/** `now` is the instant at which a frozen clock begins (epoch ms). */
export const createTenantClock = (options: {
  readonly mode: ClockMode;
  readonly now: number;
  readonly timers: Timers;
}): TenantClock => {
  const { timers } = options;
  const events = new Set<Event>();
  let { mode } = options;
  let frozenAt = options.now;
  let count = 0;
  let stopTimer: () => void = () => undefined;

  const now = (): number => (mode === 'real' ? timers.now() : frozenAt);
  const earliest = (): Event | null => {
    let first: Event | null = null;
    for (const event of events)
      if (!first || event.dueMs < first.dueMs || (event.dueMs === first.dueMs && event.order < first.order))
        first = event;
    return first;
  };
  const runDue = (untilMs: number, reach: (dueMs: number) => void): void => {
    for (let event = earliest(); event && event.dueMs <= untilMs; event = earliest()) {
      events.delete(event);
      reach(event.dueMs);
      event.run();
    }
  };
  const wind = (): void => {
    stopTimer();
    const next = earliest();
    if (mode !== 'real' || !next) return;
    stopTimer = timers.after(Math.max(0, next.dueMs - timers.now()), () => {
      runDue(timers.now(), () => undefined);
      wind();
    });
  };
  return {
    mode: () => mode,
    now,
    at: (dueMs, run) => {
      count += 1;
      const event = { dueMs, order: count, run };
      events.add(event);
      wind();
      return {
        cancel: () => {
          events.delete(event);
          wind();
        },
      };
    },
    advanceTo: (epochMs) => {
      if (mode === 'real') return;
      runDue(Math.max(epochMs, frozenAt), (dueMs) => {
        frozenAt = Math.max(frozenAt, dueMs);
      });
      frozenAt = Math.max(frozenAt, epochMs);
    },
    nextDueAt: () => earliest()?.dueMs ?? null,
    setMode: (next) => {
      frozenAt = now();
      mode = next;
      wind();
    },
  };
};
