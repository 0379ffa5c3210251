// The virtual clock of one session (D-4): stands while anything stirs, and goes to the next due instant when all rest.
import type { ClockView, Control } from '../bureau/control.ts';
import { readInstant, writeInstant } from '../wire/instant.ts';
import { type ClockAbout, createRest } from './await-rest.ts';
import type { Conversation } from './conversation.ts';
import { adapterError } from './ending.ts';

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

export const createVirtualClock = (conversation: Conversation, control: Control, about: ClockAbout): SessionClock => {
  const { books } = conversation;
  const { tenant } = about;
  let moves = 0;

  /** The session's clock goes first: a word that a released answer brings may be heard before the bureau's own reply. */
  const goTo = async (epochMs: number): Promise<void> => {
    conversation.setNow(epochMs);
    await control.advanceTo(tenant, writeInstant(epochMs));
  };

  const rest = createRest(conversation, control, about);
  const wakeOne = (): void => {
    const sleep = books.nextSleep();
    if (!sleep || sleep.dueMs > conversation.now()) return;
    books.wake(sleep.id);
    conversation.wakeUp(sleep.id);
  };
  const count = (): void => {
    moves += 1;
    if (moves > mostMoves) throw adapterError(`more than ${mostMoves} moves of the clock`, conversation.lastEvents());
  };
  const nextDueMs = (): number | null => {
    const sleep = books.nextSleep();
    return sleep && Math.max(sleep.dueMs, conversation.now());
  };
  /** The bureau went there already, and nothing happened on the way. */
  const follow = (view: ClockView): void => {
    count();
    conversation.setNow(readInstant(view.now) ?? 0);
    wakeOne();
  };
  /** One move: the bureau's events at that instant first; else one sleep. False: nothing is due up to `limitMs`. */
  const move = async (view: ClockView, limitMs: number): Promise<boolean> => {
    count();
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
        const view = await rest(done, nextDueMs);
        if (!view) return;
        if (view.moved) follow(view);
        else if (!(await move(view, Number.MAX_SAFE_INTEGER)))
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
