// A rollout on disk: one file for the share and its decisions, one for each order that has gone one way or the other (D-6).
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreUnreadable } from '../store/file-store.ts';
import { fileNameOf, readIfThere, replaceFile } from '../store/replace-file.ts';
import type { RolloutState, RolloutStore } from './rollout-store.ts';

const fileOf = (orderNo: string): string => join('rollout', `${fileNameOf(orderNo)}.path`);

const isState = (value: unknown): value is RolloutState => {
  if (typeof value !== 'object' || value === null) return false;
  const member = (name: keyof RolloutState): unknown => Reflect.get(value, name);
  return Number.isInteger(member('share')) && typeof member('salt') === 'string' && Array.isArray(member('decisions'));
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** Never taken for none: without it orders would go both ways (G-3). */
const unreadable = (path: string): StoreUnreadable =>
  new StoreUnreadable(`${path} is not of a rollout's store; restore it before another order is issued (G-3, D-6)`);

/** Keeps a rollout in `folder`, which is made when it is missing. Throws StoreUnreadable for foreign files. */
export const createFileRolloutStore = (folder: string): RolloutStore => {
  const path = join(folder, 'rollout.json');
  let known: RolloutState | null = null;
  return {
    load: async () => {
      const text = known ? null : await readIfThere(path);
      if (text === null) return known;
      const state = parse(text);
      if (!isState(state)) throw unreadable(path);
      known = state;
      return known;
    },
    save: async (next) => {
      await replaceFile(path, JSON.stringify(next));
      known = next;
    },
    findPath: async (orderNo) => {
      const text = await readIfThere(join(folder, fileOf(orderNo)));
      if (text === null || text === 'automatic' || text === 'old') return text;
      throw unreadable(join(folder, fileOf(orderNo)));
    },
    savePath: (orderNo, way) => replaceFile(join(folder, fileOf(orderNo)), way),
    forgetPath: (orderNo) => rm(join(folder, fileOf(orderNo)), { force: true }),
  };
};
