// The default store: deeds kept as long as the process lives.
import type { DeedStore, JoinedCommand, StoredDeed } from './store.ts';

export const createMemoryStore = (): DeedStore => {
  const deeds = new Map<string, StoredDeed>();
  const joined = new Map<string, JoinedCommand>();
  return {
    save: async (deed) => {
      deeds.set(deed.key, deed);
    },
    find: async (key) => deeds.get(key) ?? null,
    forget: async (key) => {
      deeds.delete(key);
    },
    list: async () => [...deeds.values()].sort((a, b) => a.begunAtMs - b.begunAtMs),
    join: async (command) => void joined.set(command.commandId, command),
    part: async ({ commandId }) => void joined.delete(commandId),
    joined: async () => [...joined.values()],
  };
};
