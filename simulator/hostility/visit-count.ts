// The how-manieth visit of its kind one is; kinds that were not seen for long are forgotten, so that strangers cannot fill the memory.
import { hash } from 'node:crypto';

const mostKinds = 100_000;

export type VisitCount = {
  /** This one included. */
  readonly count: (kind: string) => number;
  readonly clear: () => void;
};

export const createVisitCount = (): VisitCount => {
  const counts = new Map<string, number>();
  return {
    count: (kind) => {
      // Order numbers that nobody has judged yet may be as long as a message.
      const key = hash('sha256', kind, 'base64');
      const count = (counts.get(key) ?? 0) + 1;
      counts.delete(key);
      counts.set(key, count);
      const [oldest] = counts.size > mostKinds ? counts.keys() : [];
      if (oldest !== undefined) counts.delete(oldest);
      return count;
    },
    clear: () => counts.clear(),
  };
};
