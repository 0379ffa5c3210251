// A push: one piece of news of one order on its way to the order's callbackUrl, with every attempt to bring it (B-4, B-11).
import type { Format } from '../../protocol/envelope.ts';
import type { OrderKey } from '../ledger/ledger.ts';

/** Where the news of an order go, and in whose name and spelling they are written. */
export type Subscription = OrderKey & { readonly appId: string; readonly format: Format; readonly url: string };

export type PushNews = { readonly invoiceNo: string | null; readonly status: string; readonly at: number };

/** `duplicate` and `forged` are sendings that a fault added; only `regular` ones count for the waits between. */
export type PushManner = 'regular' | 'duplicate' | 'forged';
export type PushOutcome = 'answered' | 'refused' | 'timeout' | 'unreachable' | 'lost';

/** Instants in ms since the epoch. `outcome` null: under way, or the bureau was stopped meanwhile. */
export type PushAttempt = {
  readonly sentAt: number;
  /** Counts the tenant's sendings since the bureau was started: tells those of one instant apart. */
  readonly order: number;
  readonly manner: PushManner;
  readonly requestNonce: string;
  /** What was sent, as it went over the wire. */
  readonly body: string;
  readonly fault: string | null;
  readonly outcome: PushOutcome | null;
  readonly httpStatus: number | null;
  /** The beginning of what was answered, or why nothing was. */
  readonly answer: string | null;
};

export type PushState = 'due' | 'answered' | 'given-up';
export type Push = Subscription &
  PushNews & {
    readonly number: number;
    readonly requestId: string;
    readonly state: PushState;
    /** Null once it is over. */
    readonly dueAt: number | null;
    readonly attempts: readonly PushAttempt[];
  };

/** The waits after an attempt that was not answered (B-4). */
const waitsMs = [10_000, 30_000, 60_000, 300_000, 900_000];

/** The push after its present attempts ended at `now`: over, or due again. */
export const afterAttempt = (push: Push, now: number): Push => {
  const brought = push.attempts.some(({ manner, outcome }) => manner !== 'forged' && outcome === 'answered');
  if (brought) return { ...push, state: 'answered', dueAt: null };
  const tried = push.attempts.filter(({ manner }) => manner === 'regular').length;
  const waitMs = waitsMs[tried - 1];
  return waitMs === undefined ? { ...push, state: 'given-up', dueAt: null } : { ...push, dueAt: now + waitMs };
};
