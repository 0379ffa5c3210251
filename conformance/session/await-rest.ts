// Waits until all open commands of a session rest and nothing is on its way to the client (D-4).
import { BureauFailure, type ClockView, type Control } from '../bureau/control.ts';
import type { Timers } from '../system-clock.ts';
import { writeInstant } from '../wire/instant.ts';
import type { Conversation } from './conversation.ts';
import { adapterError } from './ending.ts';
import { lookUntil } from './look-again.ts';

export type ClockAbout = {
  readonly tenant: string;
  readonly timers: Timers;
  /** Whether the scenario has orders whose news the client is to be told. */
  readonly news: 'expected' | 'none';
  /** Nonces of the requests that the bureau said it holds, or held. */
  readonly held: ReadonlySet<string>;
  /** Lets what is on its way be heard: a client may say in two breaths what leaves it at rest. */
  readonly lull: () => Promise<void>;
};
/**
 * The bureau's clock as it was seen at rest; null when `done` came first. Throws what ended the session. `leapTo` names the
 * instant (epoch ms) to which the bureau may go in the same breath, if it finds itself at rest and nothing due until then.
 */
export type Rest = (done: () => boolean, leapTo?: () => number | null) => Promise<ClockView | null>;

/** Real time; twenty times and more what the silence of D-4 allows, for a client of many sessions on a slow machine. */
const restlessMs = 120_000;

export const createRest = (conversation: Conversation, control: Control, about: ClockAbout): Rest => {
  const { books, signal } = conversation;
  const { tenant } = about;

  /**
   * Null while a push is on its way. What the client says before it answers one reaches the kit by another road than the
   * bureau's word that it was answered, and was sent before it: a second question gives it the time to be read (D-4).
   */
  const look = async (leapMs: number | null): Promise<ClockView | null> => {
    if (about.news === 'none') return leapMs === null ? control.clock(tenant) : leap(leapMs);
    const view = await control.clock(tenant);
    return view.pushes.length === 0 ? control.clock(tenant) : null;
  };
  const leap = async (epochMs: number): Promise<ClockView> => {
    const nonces = books.timeouts();
    const held = nonces.filter((nonce) => nonce !== null);
    if (held.length < nonces.length) return control.clock(tenant);
    const due = writeInstant(epochMs);
    const view = await control.advanceAtRest(tenant, due, held);
    // Its word is taken for the session's own clock: one that lags would make the client wait for ever.
    if (view.moved && view.now !== due)
      throw new BureauFailure(`the bureau’s clock was to go to ${due} and says that it stands at ${view.now} (D-4)`);
    return view;
  };
  /** Whether the books would rest if the bureau still held every request that it said it holds. */
  const mayRest = (): boolean => {
    const nonces = books.timeouts().filter((nonce) => nonce === null || about.held.has(nonce));
    return books.rests(nonces.map((nonce) => ({ nonce, state: 'held' as const })));
  };
  return async (done, leapTo = () => null) => {
    let found: ClockView | null = null;
    let enough: (() => void) | null = conversation.awaitWord();
    /** Only where it changes: waiting anew begins the patience of D-4 anew. */
    const owesWord = (owes: 'a word' | 'its answer to a push alone'): void => {
      if (owes === 'a word') {
        enough ??= conversation.awaitWord();
        return;
      }
      enough?.();
      enough = null;
    };
    const isAtRest = async (): Promise<boolean> => {
      conversation.check();
      if (done()) return true;
      const seen = signal.count();
      // What it holds now is known to the bureau alone; it is asked only when the books allow rest at all.
      const mayBeAtRest = mayRest();
      if (mayBeAtRest) await about.lull();
      if (signal.count() > seen) return false;
      const view = mayBeAtRest ? await look(leapTo()) : null;
      // The answer may take the 10 s of B-4.
      owesWord(mayBeAtRest && !view ? 'its answer to a push alone' : 'a word');
      if (!view) return false;
      if (!view.moved && (signal.count() > seen || !books.rests(view.inFlight))) return false;
      found = view;
      return true;
    };
    try {
      if (await lookUntil(isAtRest, { signal, timers: about.timers, limitMs: restlessMs })) return found;
      throw adapterError(
        `the client kept talking, but something did not rest for ${restlessMs} ms (D-4)`,
        conversation.lastEvents(),
      );
    } finally {
      enough?.();
    }
  };
};
