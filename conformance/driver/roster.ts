// All processes of the client under test that a certification has started, so that none outlives it.
import { type ClientOptions, type ClientProcess, startClient } from './client-process.ts';

export type Roster = {
  readonly start: () => ClientProcess;
  /** Ends all of them, and every later one at once. */
  readonly dismissAll: (reason: string) => Promise<void>;
};

export const createRoster = (options: ClientOptions): Roster => {
  const started = new Set<ClientProcess>();
  let closed: string | null = null;
  return {
    start: () => {
      const client = startClient(options);
      started.add(client);
      if (closed !== null) void client.dismiss(closed);
      return client;
    },
    dismissAll: async (reason) => {
      closed = reason;
      await Promise.all([...started].map((client) => client.dismiss(reason)));
    },
  };
};
