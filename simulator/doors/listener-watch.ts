// Closes, opens and disguises the doors of one tenant as its faults `listenerClosed` and `falseCertificate` and its clock say.
import type { FaultBook } from '../faults/fault-book.ts';
import type { Door } from './door.ts';

/** The part of the tenant's clock that is needed: epoch ms, and an event at an instant. */
export type WatchClock = {
  readonly now: () => number;
  readonly at: (dueMs: number, run: () => void) => { readonly cancel: () => void };
};

export type ListenerWatch = {
  /** Looks again: whether the doors may be closed has changed. */
  readonly look: () => void;
  readonly stop: () => void;
};

/**
 * Follows the fault book until it is stopped. A rule's hits count how often it closed the listener:
 * who is refused by the system never reaches the bureau and cannot be counted.
 */
export const watchListener = (options: {
  readonly faults: FaultBook;
  readonly clock: WatchClock;
  readonly doors: readonly Pick<Door, 'pause' | 'resume' | 'disguise' | 'hangUp'>[];
  /** False while others come in by these doors, too (B-10): then they stay as they are. */
  readonly mayClose: () => boolean;
  /** Told when a door could not be opened again. */
  readonly onFailure: (error: unknown) => void;
}): ListenerWatch => {
  const { faults, clock, doors, mayClose, onFailure } = options;
  let closedBy: ReadonlySet<string> = new Set();
  let disguisedBy = '';
  let nextLook: { readonly cancel: () => void } | null = null;
  const look = (): void => {
    nextLook?.cancel();
    const { closedBy: wishers, disguisedBy: maskers, changesAt } = faults.listenerAt(clock.now());
    const closers = mayClose() ? wishers : [];
    const disguise = mayClose() ? maskers.join() : '';
    for (const closer of closers) if (!closedBy.has(closer.id)) closer.acted();
    closedBy = new Set(closers.map((closer) => closer.id));
    for (const door of doors) {
      if (closedBy.size > 0) door.pause();
      else door.resume().catch(onFailure);
    }
    // Whoever kept a connection from before would never be shown the other certificate.
    if (disguise !== disguisedBy) for (const door of doors) door.hangUp();
    disguisedBy = disguise;
    nextLook = changesAt === null ? null : clock.at(changesAt, look);
  };
  const unwatch = faults.watch(look);
  const choose = () => (mayClose() ? faults.pickDisguise(clock.now()) : null);
  for (const door of doors) door.disguise(choose);
  look();
  return {
    look,
    stop: () => {
      unwatch();
      for (const door of doors) door.disguise(() => null);
      nextLook?.cancel();
    },
  };
};
