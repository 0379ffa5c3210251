// The post office of a tenant: takes news of orders, brings them to their callbackUrl, and comes again when nobody took them (B-4).
import { longestWaitMs } from '../faults/callback.ts';
import type { FaultBook, PickedPushFault } from '../faults/fault-book.ts';
import type { Ledger, OrderKey } from '../ledger/ledger.ts';
import type { StatusChange } from '../operations/decision.ts';
import { createOvertaken } from './overtaken.ts';
import { afterAttempt, type Push, type Subscription } from './push.ts';
import { createSendPush, type SendingOptions, type SendPush } from './send-push.ts';

export type PostOfficeOptions = SendingOptions & {
  readonly ledger: Ledger;
  readonly faults: FaultBook;
  readonly requestIdOf: (pushNumber: number) => string;
  /** Told of failures of ours. */
  readonly onFailure: (error: unknown) => void;
};
export type PostOffice = {
  readonly subscribe: (subscription: Subscription) => void;
  readonly statusChanged: (change: StatusChange) => void;
  /** What is on its way to a receiver at this moment. */
  readonly underWay: () => readonly Push[];
  /** Resolves when nothing is on its way; what is due later may still come. */
  readonly idle: () => Promise<void>;
  /** After a restart: what was not brought is brought when it is due. */
  readonly takeUp: () => void;
};

/** What the answer to the request itself has said is no news, nor is a status that stays what it was (B-12). */
const isNews = ({ from, to }: StatusChange): boolean => from !== 'none' && to !== 'processing' && from !== to;

const keyOf = ({ environment, sellerTaxNo, orderNo }: OrderKey): string =>
  JSON.stringify([environment, sellerTaxNo, orderNo]);

/** Whose news a change is: one order's, which without an invoice is known by its number and state alone. */
const subscriptionsOf = (change: StatusChange, { book, ledger }: PostOfficeOptions): readonly Subscription[] => {
  const subscriptions = book.subscriptionsOf(change.orderNo);
  if (subscriptions.length === 0) return [];
  const invoice = change.invoiceNo === null ? null : ledger.findInvoice(change.invoiceNo);
  return subscriptions.filter((order) =>
    invoice ? keyOf(order) === keyOf(invoice) : ledger.findOrder(order)?.state === change.to,
  );
};

/** A push for everybody whose news it is, in the book and due at once. */
const enterNews = (change: StatusChange, options: PostOfficeOptions): readonly Push[] => {
  if (!isNews(change)) return [];
  const { invoiceNo, to: status, at } = change;
  return subscriptionsOf(change, options).map((order) =>
    options.book.add(order, { invoiceNo, status, at }, options.requestIdOf),
  );
};

/** Once as a rule; a fault has a stranger's before it, or the same again after it. Gives the push with its attempts. */
const sendAsFaulted = async (push: Push, fault: PickedPushFault | null, send: SendPush): Promise<Push> => {
  fault?.acted();
  const first = fault?.how === 'forged' ? await send(push, { manner: 'forged', fault }) : push;
  const once = await send(first, { manner: 'regular', fault });
  return fault?.how === 'duplicate' ? send(once, { manner: 'duplicate', fault }) : once;
};

export const createPostOffice = (options: PostOfficeOptions): PostOffice => {
  const { book, clock, faults, closing } = options;
  const send = createSendPush(options);
  const underWay = new Map<number, Push>();
  /** One push after another for one order: news of one instant keep their order. */
  const lines = new Map<string, Promise<void>>();
  const overtaken = createOvertaken();

  const schedule = (push: Push, meets: 'faults' | 'no-faults'): void => {
    if (push.dueAt !== null) clock.at(push.dueAt, () => start(push.number, meets));
  };
  const put = (push: Push, meets: 'faults' | 'no-faults'): void => {
    book.keep(push);
    schedule(push, meets);
  };
  const bring = async (push: Push, fault: PickedPushFault | null): Promise<void> => {
    const last = await sendAsFaulted(push, fault, send);
    if (closing.aborted) return;
    put(afterAttempt(last, clock.now()), 'faults');
    letFollow(push);
  };
  /** What waited to be overtaken leaves right after what overtook it. */
  const letFollow = (newer: Push): void => {
    const numbers = overtaken.behind(keyOf(newer), newer.number);
    for (const push of numbers.flatMap((number) => book.find(number) ?? [])) {
      if (push.state === 'due') book.keep({ ...push, dueAt: clock.now() });
      start(push.number, 'no-faults');
    }
  };
  const queue = (push: Push, fault: PickedPushFault | null): void => {
    const key = keyOf(push);
    const before = lines.get(key) ?? Promise.resolve();
    const mine = before
      .then(() => bring(push, fault))
      .catch(options.onFailure)
      .finally(() => {
        underWay.delete(push.number);
        if (lines.get(key) === mine) lines.delete(key);
      });
    underWay.set(push.number, push);
    lines.set(key, mine);
  };
  /** The push is read anew: after a reset it is gone. */
  const start = (number: number, meets: 'faults' | 'no-faults'): void => {
    const push = book.find(number);
    const now = clock.now();
    if (push?.state !== 'due' || closing.aborted) return;
    // Set down before a snapshot was brought back, which has set it down anew: it is on its way, or due later.
    if (underWay.has(number) || (push.dueAt ?? 0) > now) return;
    const fault = meets === 'faults' ? faults.pickPush({ orderNo: push.orderNo, appId: push.appId, now }) : null;
    if (fault?.how === 'late' || fault?.how === 'reordered') {
      fault.acted();
      if (fault.how === 'reordered') overtaken.keepBack(keyOf(push), number);
      put({ ...push, dueAt: now + (fault.how === 'late' ? fault.lateMs : longestWaitMs) }, 'no-faults');
    } else queue(push, fault);
  };
  return {
    subscribe: book.subscribe,
    statusChanged: (change) => {
      for (const push of enterNews(change, options)) schedule(push, 'faults');
    },
    underWay: () => [...underWay.values()],
    idle: async () => {
      while (lines.size > 0) await Promise.all(lines.values());
    },
    takeUp: () => {
      for (const push of book.due()) schedule({ ...push, dueAt: Math.max(push.dueAt ?? 0, clock.now()) }, 'faults');
    },
  };
};
