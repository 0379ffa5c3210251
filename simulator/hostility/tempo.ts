// How long things take in a hostile tenant beyond its settings, order by order; what made a difference is noted.
import type { DelayBehaviour, Dice } from './behaviour.ts';
import type { HostilityName } from './names.ts';

/** Instants and spans in ms of the tenant's time. */
export type Tempo = {
  /** Whether the order is only accepted, though the bureau could issue it at once. */
  readonly takesForLater: (orderNo: string) => boolean;
  /** Longer than the settings say. */
  readonly issueDelayMs: (orderNo: string) => number;
  readonly deliveryDelayMs: (orderNo: string) => number;
  /** Whether the query by order number does not see the invoice yet. */
  readonly hides: (invoice: { readonly orderNo: string; readonly issuedAt: number }, now: number) => boolean;
  /** Whether documents that could be had since `readyAt` cannot be had yet. */
  readonly withholdsDocuments: (
    invoice: { readonly orderNo: string; readonly readyAt: number },
    now: number,
  ) => boolean;
};

export const createTempo = (
  behaviours: Readonly<Record<'query' | 'issue' | 'delivery' | 'documents', DelayBehaviour | null>>,
  from: {
    readonly diceOf: (name: HostilityName, orderNo: string) => Dice;
    readonly note: (name: HostilityName) => void;
  },
): Tempo => {
  const { query, issue, delivery, documents } = behaviours;
  const delayOf = (behaviour: DelayBehaviour | null, orderNo: string): number =>
    behaviour ? behaviour.delayMs(from.diceOf(behaviour.name, orderNo)) : 0;
  const acts = (behaviour: DelayBehaviour | null, makesADifference: boolean): boolean => {
    if (behaviour && makesADifference) from.note(behaviour.name);
    return makesADifference;
  };
  return {
    takesForLater: (orderNo) => acts(issue, delayOf(issue, orderNo) > 0),
    issueDelayMs: (orderNo) => delayOf(issue, orderNo),
    deliveryDelayMs: (orderNo) => {
      const delayMs = delayOf(delivery, orderNo);
      acts(delivery, delayMs > 0);
      return delayMs;
    },
    hides: ({ orderNo, issuedAt }, now) => acts(query, now < issuedAt + delayOf(query, orderNo)),
    withholdsDocuments: ({ orderNo, readyAt }, now) =>
      acts(documents, now >= readyAt && now < readyAt + delayOf(documents, orderNo)),
  };
};
