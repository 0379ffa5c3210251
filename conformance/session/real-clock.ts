// A session on a real clock: nothing is woken, results are awaited, lower bounds alone will be judged (D-4).
import type { Control } from '../bureau/control.ts';
import type { Timers } from '../system-clock.ts';
import type { Conversation } from './conversation.ts';
import { SessionEnded } from './ending.ts';
import { lookUntil } from './look-again.ts';
import type { SessionClock } from './virtual-clock.ts';

export type RealClockAbout = {
  readonly tenant: string;
  /** The session's time: the machine's, or one that runs faster (D-10). */
  readonly pace: Timers;
  readonly rate: number;
  /** What the bureau said of the tenant, counted: requests that come and answers that go. */
  readonly happenings: () => number;
  /** Of the session's time: without a word of the client and a happening at the bureau it is taken for gone. */
  readonly patienceMs: number;
};

/** Stories for a real clock end within 15 minutes for a client that waits no longer than it must. */
const endlessMs = 3_600_000;

/** Of the session's time: less than the first pause of a poll, so that a client that waits so long is at rest (C-10). */
const lullMs = 2_000;
/** Of the machine's: a client may take a moment between two requests. */
const shortestLullMs = 1_000;

const minutes = (milliseconds: number): string => `${Math.round(milliseconds / 6000) / 10} min`;

export const createRealClock = (conversation: Conversation, control: Control, about: RealClockAbout): SessionClock => {
  const { pace, patienceMs } = about;
  /** False when the time is up. Throws what ended the session. */
  const watch = (limitMs: number, done: () => boolean | Promise<boolean>): Promise<boolean> =>
    lookUntil(
      () => {
        conversation.check();
        return done();
      },
      { signal: conversation.signal, timers: pace, limitMs },
    );
  const stirs = (): number => conversation.heard() + about.happenings();
  const silent = (what: string): SessionEnded => {
    const reason = `${what} of the session's time (real clock, D-4)`;
    return new SessionEnded({ kind: 'adapter-error', reason, lastEvents: conversation.lastEvents() }, 'quiet');
  };
  const insist = async (done: () => boolean | Promise<boolean>): Promise<void> => {
    const begunMs = pace.now();
    let [stirred, stirredMs] = [stirs(), begunMs];
    const isDone = (): boolean | Promise<boolean> => {
      if (stirs() > stirred) [stirred, stirredMs] = [stirs(), pace.now()];
      return done();
    };
    for (;;) {
      const leftMs = Math.min(stirredMs + patienceMs, begunMs + endlessMs) - pace.now();
      if (leftMs <= 0)
        throw silent(
          pace.now() >= begunMs + endlessMs
            ? `the client went on without a result for ${minutes(endlessMs)}`
            : `no word from the client and no request of it for ${minutes(patienceMs)}, twice what it may have to wait at most,`,
        );
      if (await watch(leftMs, isDone)) return;
    }
  };
  /** On a real clock a session is taken to rest when the bureau has seen a request, works on none, and nothing stirs for a while. */
  const isQuiet = async (): Promise<boolean> => {
    const { inFlight } = await control.clock(about.tenant);
    if (inFlight.length > 0) return inFlight.every((exchange) => exchange.state === 'held');
    return (await control.journal(about.tenant)).entries.length > 0;
  };
  return {
    settle: async (done) => {
      for (let stirring = true; stirring && !done(); ) {
        await insist(async () => done() || (await isQuiet()));
        const before = stirs();
        stirring = await watch(Math.max(lullMs, shortestLullMs * about.rate), () => done() || stirs() > before);
      }
    },
    runUntil: insist,
    advance: async (milliseconds) => void (await watch(milliseconds, () => false)),
  };
};
