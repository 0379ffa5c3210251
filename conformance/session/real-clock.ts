// A session on the real clock: nothing is woken, results are awaited, lower bounds alone will be judged (D-4).
import type { Control } from '../bureau/control.ts';
import type { Timers } from '../system-clock.ts';
import type { Conversation } from './conversation.ts';
import { adapterError } from './ending.ts';
import type { SessionClock } from './virtual-clock.ts';

/** Longer than any ladder with its response timeouts and the busy waits of one order. */
const patienceMs = 3 * 3600 * 1000;

export const createRealClock = (
  conversation: Conversation,
  control: Control,
  about: { readonly tenant: string; readonly timers: Timers },
): SessionClock => {
  const { signal } = conversation;
  const { timers } = about;
  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      timers.after(milliseconds, resolve);
    });
  const tellTime = (): void => conversation.setNow(timers.now());
  const runUntil = async (done: () => boolean): Promise<void> => {
    let tooLong = false;
    const cancel = timers.after(patienceMs, () => {
      tooLong = true;
      signal.raise();
    });
    try {
      for (;;) {
        tellTime();
        conversation.check();
        if (done()) return;
        if (tooLong) throw adapterError(`no result within ${patienceMs} ms of real time`, conversation.lastEvents());
        await signal.after(signal.count());
      }
    } finally {
      cancel();
    }
  };
  /** On the real clock a session is taken to rest when the bureau has seen a request and works on none. */
  const settle = async (done: () => boolean): Promise<void> => {
    for (;;) {
      tellTime();
      conversation.check();
      if (done()) return;
      const seen = signal.count();
      const { inFlight } = await control.clock(about.tenant);
      const heldAll = inFlight.length > 0 && inFlight.every((exchange) => exchange.state === 'held');
      const { entries } = await control.journal(about.tenant);
      if (heldAll || (inFlight.length === 0 && entries.length > 0)) return;
      await signal.after(seen);
    }
  };
  return {
    settle,
    runUntil,
    advance: async (milliseconds) => {
      await pause(milliseconds);
      tellTime();
    },
  };
};
