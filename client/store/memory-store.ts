// The default store: deeds kept as long as the process lives.
import type { DeedStore, StoredDeed } from './store.ts';

export const createMemoryStore = (): DeedStore => {
  const deeds = new Map<string, StoredDeed>();
  return {
    save: async (deed) => {
      deeds.set(deed.key, deed);
    },
    find: async (key) => deeds.get(key) ?? null,
    forget: async (key) => {
      deeds.delete(key);
    },
    list: async () => [...deeds.values()].sort((a, b) => a.begunAtMs - b.begunAtMs),
  };
};
