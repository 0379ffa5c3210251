// One sending of a push: entered in the book, sent, and what came of it entered too (B-4, B-11).
import type { TenantClock } from '../clock.ts';
import type { Seal } from '../exchange/faults.ts';
import type { PickedPushFault } from '../faults/fault-book.ts';
import type { PostPush } from './post-push.ts';
import type { Push, PushAttempt, PushManner } from './push.ts';
import type { PushBook } from './push-book.ts';
import { writeForgedPush, writePush } from './write-push.ts';

export type SendingOptions = {
  readonly book: PushBook;
  readonly clock: TenantClock;
  readonly committed: () => Promise<void>;
  readonly postPush: PostPush;
  /** How the application of that id signs and encrypts; null when it is gone. `drawn` is never the same twice. */
  readonly sealOf: (appId: string, drawn: string) => Seal | null;
  /** A nonce of its own for this text. */
  readonly nonceOf: (drawn: string) => string;
  readonly tell: (event: 'push-sent' | 'push-ended', push: Push) => void;
  /** Each sending that came to an end, for the journal. */
  readonly note: (push: Push, attempt: PushAttempt) => void;
  readonly closing: AbortSignal;
};
export type Sending = { readonly manner: PushManner; readonly fault: PickedPushFault | null };
/** Gives the push with this attempt in it. */
export type SendPush = (push: Push, sending: Sending) => Promise<Push>;

type Written = Pick<PushAttempt, 'requestNonce' | 'body'> & { readonly contentType: string };

const write = async (push: Push, manner: PushManner, options: SendingOptions): Promise<Written | null> => {
  const drawn = `${push.requestId}:${push.attempts.length}`;
  const seal = options.sealOf(push.appId, drawn);
  if (!seal) return null;
  const attempt = { now: options.clock.now(), requestNonce: options.nonceOf(drawn), seal };
  const { contentType, body } =
    manner === 'forged' ? await writeForgedPush(push, attempt) : await writePush(push, attempt);
  return { contentType, body, requestNonce: attempt.requestNonce };
};

export const createSendPush = (options: SendingOptions): SendPush => {
  const { book, clock, closing } = options;
  let sendings = 0;
  const enter = (push: Push, attempts: readonly PushAttempt[]): Push => {
    const next = { ...push, attempts };
    book.keep(next);
    return next;
  };
  return async (push, { manner, fault }) => {
    const written = await write(push, manner, options);
    sendings += 1;
    const attempt: PushAttempt = {
      ...{ sentAt: clock.now(), order: sendings, manner, fault: fault?.id ?? null },
      ...{ requestNonce: written?.requestNonce ?? '', body: written?.body ?? '' },
      ...{ outcome: null, httpStatus: null, answer: null },
    };
    const end = (ended: Partial<PushAttempt>) => {
      const whole = { ...attempt, ...ended };
      const next = enter(push, [...push.attempts, whole]);
      if (whole.outcome === null) return next;
      options.note(push, whole);
      // Also of what never left: whoever saw it under way waits for its end (D-4).
      options.tell('push-ended', next);
      return next;
    };
    if (!written) return end({ outcome: 'unreachable', answer: `there is no application ${push.appId} any longer` });
    if (fault?.how === 'lost') return end({ outcome: 'lost', answer: 'a fault kept it from leaving' });
    // Before it leaves: a restart counts it, and never uses its nonce again.
    const begun = end({});
    await options.committed();
    options.tell('push-sent', begun);
    const { contentType, body } = written;
    const posted = await options.postPush({ url: push.url, contentType, body, closing });
    if (closing.aborted) return begun;
    return end(posted);
  };
};
