// The virtual clock of one session (D-4): stands while anything stirs, and goes to the next due instant when all rest.
import type { ClockView, Control } from '../bureau/control.ts';
import type { Timers } from '../system-clock.ts';
import { readInstant, writeInstant } from '../wire/instant.ts';
import type { Conversation } from './conversation.ts';
import { adapterError } from './ending.ts';
import { lookUntil } from './look-again.ts';

export type SessionClock = {
  /** Until every open command rests or `done` holds. */
  readonly settle: (done: () => boolean) => Promise<void>;
  /** Lets the clock run until `done` holds. */
  readonly runUntil: (done: () => boolean) => Promise<void>;
  /** Moves the clock on as the scenario says; what falls due on the way happens at its own instant. */
  readonly advance: (milliseconds: number) => Promise<void>;
};

/** More moves than any lawful scenario needs: a client that sleeps for nothing without end. */
const mostMoves = 10_000;

/** Real time; twenty times and more what the silence of D-4 allows, for a client of many sessions on a slow machine. */
const restlessMs = 120_000;

export const createVirtualClock = (
  conversation: Conversation,
  control: Control,
  about: { readonly tenant: string; readonly timers: Timers },
): SessionClock => {
  const { books, signal } = conversation;
  const { tenant } = about;
  let moves = 0;

  /** The session's clock goes first: a word that a released answer brings may be heard before the bureau's own reply. */
  const goTo = async (epochMs: number): Promise<void> => {
    conversation.setNow(epochMs);
    await control.advanceTo(tenant, writeInstant(epochMs));
  };

  /** The bureau's clock as it was seen at rest; null when `done` came first. */
  const rest = async (done: () => boolean): Promise<ClockView | null> => {
    let found: ClockView | null = null;
    const look = async (): Promise<boolean> => {
      conversation.check();
      if (done()) return true;
      const seen = signal.count();
      // Held requests are known to the bureau alone; it is asked only when the books allow rest at all.
      const view = mayRest() ? await control.clock(tenant) : null;
      if (!view || signal.count() > seen || !books.rests(view.inFlight)) return false;
      found = view;
      return true;
    };
    const enough = conversation.awaitWord();
    try {
      if (await lookUntil(look, { signal, timers: about.timers, limitMs: restlessMs })) return found;
      throw adapterError(
        `the client kept talking, but something did not rest for ${restlessMs} ms (D-4)`,
        conversation.lastEvents(),
      );
    } finally {
      enough();
    }
  };
  /** Whether the books would rest if the bureau held every request that is under way. */
  const mayRest = (): boolean => {
    const held = books.timeouts().map((nonce) => ({ nonce, state: 'held' as const }));
    return books.rests(held);
  };
  const wakeOne = (): void => {
    const sleep = books.nextSleep();
    if (!sleep) return;
    books.wake(sleep.id);
    conversation.wakeUp(sleep.id);
  };
  /** One move: the bureau's events at that instant first; else one sleep. False: nothing is due up to `limitMs`. */
  const move = async (view: ClockView, limitMs: number): Promise<boolean> => {
    moves += 1;
    if (moves > mostMoves) throw adapterError(`more than ${mostMoves} moves of the clock`, conversation.lastEvents());
    const event = readInstant(view.nextEventAt ?? '');
    const sleep = books.nextSleep();
    const next = Math.min(event ?? Number.POSITIVE_INFINITY, sleep?.dueMs ?? Number.POSITIVE_INFINITY);
    if (next > limitMs) return false;
    const due = Math.max(next, conversation.now());
    await goTo(due);
    if (event === null || event > due) wakeOne();
    return true;
  };
  return {
    settle: async (done) => void (await rest(done)),
    runUntil: async (done) => {
      for (;;) {
        const view = await rest(done);
        if (!view) return;
        if (!(await move(view, Number.MAX_SAFE_INTEGER)))
          throw adapterError('every open command rests, and nothing will ever wake one', conversation.lastEvents());
      }
    },
    advance: async (milliseconds) => {
      const limitMs = conversation.now() + milliseconds;
      const never = () => false;
      for (let view = await rest(never); view && (await move(view, limitMs)); ) view = await rest(never);
      await goTo(limitMs);
      await rest(never);
    },
  };
};
