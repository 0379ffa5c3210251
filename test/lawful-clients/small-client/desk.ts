// Where the small client's reversals ask from: it counts what was asked, and settles what it cannot be sure of (C-16, D-2).
import { classOf } from '../../../protocol/return-code.ts';
import { type Answer, attempt } from './attempt.ts';
import { type Outcome, patience, type Result, type Session } from './procedure.ts';

export type Members = Readonly<Record<string, unknown>>;
export type Subject = { readonly command: string; readonly session: Session };

const ladderMs = [10_000, 30_000, 60_000];
/** R: what says nothing about the outcome (ladder, ask). */
const unsure = ['3002', '9999'];
const longestGrownMs = 300_000;

export const createDesk = ({ command, session }: Subject) => {
  let attempts = 0;
  let last: string | null = null;
  /** R: 2003 and 2004 are answered by one freshly signed attempt. */
  let resigned = false;
  /** Null: nothing that may be believed came back. */
  const askOnce = async (name: string, payload: Members): Promise<Answer | null> => {
    attempts += 1;
    const ending = await attempt({ interface: name, payload, command }, session);
    if (ending.kind !== 'answer') return null;
    last = ending.answer.code;
    return ending.answer;
  };
  /** A busy answer says nothing of what was asked: it is waited out and the same is asked again (C-6). */
  const ask = async (name: string, payload: Members): Promise<Answer | null> => {
    let answer = await askOnce(name, payload);
    let previousMs = 0;
    for (let busy = 1; busy <= patience && answer && classOf(answer.code) === 'backoff'; busy += 1) {
      const floorMs = answer.code === '3003' ? 0 : Math.min(longestGrownMs, Math.max(busy * 10_000, previousMs));
      previousMs = Math.max(answer.retryAfterMs, floorMs);
      await session.clock.sleep(previousMs, { command, reason: 'backoff' }).woken;
      answer = await askOnce(name, payload);
    }
    if (!answer || classOf(answer.code) !== 'resign' || resigned) return answer;
    resigned = true;
    return askOnce(name, payload);
  };
  const end = (outcome: Outcome, message: string, invoice: unknown = null): Result => ({
    ...{ outcome, message, invoice, attempts },
    returnCode: last,
  });
  const rest = (milliseconds: number, reason: 'retry' | 'poll'): Promise<void> =>
    session.clock.sleep(milliseconds, { command, reason }).woken;
  /** Asks as often as the ladder allows until the answer says something (C-7). */
  const read = async (name: string, payload: Members): Promise<Answer | null> => {
    for (const waitMs of [0, ...ladderMs]) {
      if (waitMs > 0) await rest(waitMs, 'retry');
      const answer = await ask(name, payload);
      if (answer && classOf(answer.code) === 'backoff') return null;
      if (answer && !unsure.includes(answer.code)) return answer;
    }
    return null;
  };
  /** Sends `act` until it is answered; after an unknown outcome `look` tells first, null where it must be sent again. */
  const settle = async (
    act: () => Promise<Answer | null>,
    look: () => Promise<Answer | null>,
  ): Promise<Answer | null> => {
    for (const waitMs of [0, ...ladderMs]) {
      if (waitMs > 0) {
        await rest(waitMs, 'retry');
        const found = await look();
        if (found) return found;
      }
      const answer = await act();
      // A bureau that stays busy is a person's business, not a refusal (C-6).
      if (answer && classOf(answer.code) === 'backoff') return null;
      if (answer && !unsure.includes(answer.code)) return answer;
    }
    return null;
  };
  return { ask, read, end, rest, settle };
};
