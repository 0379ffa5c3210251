// Sessions alone in a process, which they may kill and start again (D-6): one after another where that spoils no verdict.
import type { ClientProcess } from '../driver/client-process.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { runSession, type SessionOutcome } from './run-session.ts';
import type { Venue } from './session.ts';

type Begin = () => Promise<ClientProcess>;
type Leave = (client: ClientProcess, outcome: SessionOutcome) => Promise<void>;

export type Restarts = {
  readonly run: (scenario: Scenario) => Promise<SessionOutcome>;
  /** Ends the processes that no session went on with. */
  readonly finish: () => Promise<void>;
};

const runFrom = async (
  first: ClientProcess,
  scenario: Scenario,
  { venue, begin, leave }: { readonly venue: Venue; readonly begin: Begin; readonly leave: Leave },
): Promise<SessionOutcome> => {
  let client = first;
  const restart = async (): Promise<ClientProcess> => {
    client = await begin();
    return client;
  };
  try {
    const outcome = await runSession(scenario, venue, { client, restart });
    await leave(client, outcome);
    return outcome;
  } catch (error) {
    await client.finish();
    throw error;
  }
};

/** In processes that serve nobody else. */
export const runAlone = async (scenario: Scenario, venue: Venue, begin: Begin): Promise<SessionOutcome> =>
  runFrom(await begin(), scenario, { venue, begin, leave: (client) => client.finish() });

/**
 * For sessions that kill their client. Each has a process to itself, but not from its start: it goes on with the one that a session
 * before left at rest, which it kills in its turn; to start one takes a client longer than most sessions do. Where such a process ends
 * by itself, who is to blame is found by running the session again, alone.
 */
export const createRestarts = (venue: Venue, begin: Begin): Restarts => {
  const left = new Set<ClientProcess>();
  const leave: Leave = async (client, { client: state }) => {
    if (state !== 'at rest') return client.finish();
    left.add(client);
    client.onGone(() => left.delete(client));
  };
  return {
    run: async (scenario) => {
      const [heir] = left;
      if (!heir) return runFrom(await begin(), scenario, { venue, begin, leave });
      left.delete(heir);
      const outcome = await runFrom(heir, scenario, { venue, begin, leave });
      return outcome.client === 'gone' ? runAlone(scenario, venue, begin) : outcome;
    },
    finish: async () => void (await Promise.all([...left].map((client) => client.finish()))),
  };
};
