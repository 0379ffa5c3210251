// A session on the real clock: nothing is woken, results are awaited, lower bounds alone will be judged (D-4).
import type { Control } from '../bureau/control.ts';
import type { ClockAbout } from './await-rest.ts';
import type { Conversation } from './conversation.ts';
import { adapterError } from './ending.ts';
import { lookUntil } from './look-again.ts';
import type { SessionClock } from './virtual-clock.ts';

/** Longer than any ladder with its response timeouts and the busy waits of one order. */
const patienceMs = 3 * 3600 * 1000;

export const createRealClock = (conversation: Conversation, control: Control, about: ClockAbout): SessionClock => {
  /** False when the time is up. Throws what ended the session. */
  const watch = (limitMs: number, done: () => boolean | Promise<boolean>): Promise<boolean> =>
    lookUntil(
      () => {
        conversation.check();
        return done();
      },
      { signal: conversation.signal, timers: about.timers, limitMs },
    );
  const insist = async (done: () => boolean | Promise<boolean>): Promise<void> => {
    if (!(await watch(patienceMs, done)))
      throw adapterError(`no result within ${patienceMs} ms of real time`, conversation.lastEvents());
  };
  /** On the real clock a session is taken to rest when the bureau has seen a request and works on none. */
  const isQuiet = async (): Promise<boolean> => {
    const { inFlight } = await control.clock(about.tenant);
    if (inFlight.length > 0) return inFlight.every((exchange) => exchange.state === 'held');
    return (await control.journal(about.tenant)).entries.length > 0;
  };
  return {
    settle: (done) => insist(async () => done() || (await isQuiet())),
    runUntil: insist,
    advance: async (milliseconds) => void (await watch(milliseconds, () => false)),
  };
};
