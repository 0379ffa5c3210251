// What pushes have told so far: a repeated one is told once, and older news never stands above newer (C-12).
import type { InvoiceStatus } from '../../protocol/operations/invoice-issue.ts';
import type { Push } from './read-push.ts';

export type NewsBook = {
  /** Not told before, and nothing newer of the same order either. */
  readonly isNew: (push: Push) => boolean;
  /** It has been told, or need not be. */
  readonly enter: (push: Push) => void;
};

/** An invoice never goes back: in the same second, what comes later in its life is the newer news. */
const life: readonly InvoiceStatus[] = [
  'processing',
  'failed',
  'issued',
  'delivered',
  'red-partial',
  'red-full',
  'void',
];

const isOlder = (push: Push, than: Push): boolean =>
  push.atMs < than.atMs ||
  (push.atMs === than.atMs && life.indexOf(push.news.status) <= life.indexOf(than.news.status));

/** Redeliveries end after 21 minutes (B-4); a busy shop pushes less than this meanwhile. */
const mostRemembered = 100_000;

const forgetOldest = (remembered: Map<string, unknown> | Set<string>): void => {
  const [oldest] = remembered.keys();
  if (remembered.size > mostRemembered && oldest !== undefined) remembered.delete(oldest);
};

export const createNewsBook = (): NewsBook => {
  const seen = new Set<string>();
  const latest = new Map<string, Push>();
  const isStale = (push: Push): boolean => {
    const known = latest.get(push.news.orderNo);
    return known !== undefined && isOlder(push, known);
  };
  return {
    isNew: (push) => !seen.has(push.requestId) && !isStale(push),
    enter: (push) => {
      seen.add(push.requestId);
      forgetOldest(seen);
      if (isStale(push)) return;
      const { orderNo } = push.news;
      latest.delete(orderNo);
      latest.set(orderNo, push);
      forgetOldest(latest);
    },
  };
};
