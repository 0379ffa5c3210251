// Closes and opens the doors of one tenant as its `listenerClosed` faults and its clock say.
import type { FaultBook } from '../faults/fault-book.ts';
import type { Door } from './door.ts';

/** The part of the tenant's clock that is needed: epoch ms, and an event at an instant. */
export type WatchClock = {
  readonly now: () => number;
  readonly at: (dueMs: number, run: () => void) => { readonly cancel: () => void };
};

/**
 * Follows the fault book until the returned function is called. A rule's hits count how often it closed the listener:
 * who is refused by the system never reaches the bureau and cannot be counted.
 */
export const watchListener = (options: {
  readonly faults: FaultBook;
  readonly clock: WatchClock;
  readonly doors: readonly Pick<Door, 'pause' | 'resume'>[];
  /** Told when a door could not be opened again. */
  readonly onFailure: (error: unknown) => void;
}): (() => void) => {
  const { faults, clock, doors, onFailure } = options;
  let closedBy: ReadonlySet<string> = new Set();
  let nextLook: { readonly cancel: () => void } | null = null;
  const look = (): void => {
    nextLook?.cancel();
    const { closedBy: closers, changesAt } = faults.listenerAt(clock.now());
    for (const closer of closers) if (!closedBy.has(closer.id)) closer.acted();
    closedBy = new Set(closers.map((closer) => closer.id));
    for (const door of doors) {
      if (closedBy.size > 0) door.pause();
      else door.resume().catch(onFailure);
    }
    nextLook = changesAt === null ? null : clock.at(changesAt, look);
  };
  const unwatch = faults.watch(look);
  look();
  return () => {
    unwatch();
    nextLook?.cancel();
  };
};
