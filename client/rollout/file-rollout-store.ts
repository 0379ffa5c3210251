// A rollout that survives a kill: the share and its decisions, and for each order which way it has gone (D-6).
import type { Journal } from '../store/journal.ts';
import type { Path, RolloutState, RolloutStore } from './rollout-store.ts';

const isState = (value: unknown): value is RolloutState => {
  if (typeof value !== 'object' || value === null) return false;
  const member = (name: keyof RolloutState): unknown => Reflect.get(value, name);
  return Number.isInteger(member('share')) && typeof member('salt') === 'string' && Array.isArray(member('decisions'));
};

const isPath = (value: unknown): value is Path => value === 'automatic' || value === 'old';

/** Throws StoreUnreadable for what is no rollout, never taken for none: without it orders would go both ways (G-3). */
export const createFileRolloutStore = (journal: Journal): RolloutStore => {
  const shares = journal.shelf('rollout', isState);
  const paths = journal.shelf('path', isPath);
  return {
    load: () => shares.get('share'),
    save: (next) => shares.put('share', next),
    findPath: paths.get,
    savePath: paths.put,
    forgetPath: paths.drop,
  };
};
