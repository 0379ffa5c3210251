// All sessions of a certification: side by side in one client process, restarts and suspects each in a process of its own;
// on a real clock all at once, in as many processes as the client's sessions ask for.
import { createDice } from '../dice.ts';
import type { ClientProcess } from '../driver/client-process.ts';
import { greet, type Introduction, NoHello } from '../driver/hello.ts';
import type { Roster } from '../driver/roster.ts';
import type { Evidence } from '../evidence.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { writeInstant } from '../wire/instant.ts';
import { emptyEvidence } from './empty-evidence.ts';
import { longestFirst } from './longest-first.ts';
import { runSession, type SessionOutcome } from './run-session.ts';
import type { Venue } from './session.ts';
import { createTurns } from './turns.ts';

export type Suite = {
  readonly venue: Venue;
  readonly clients: Roster;
  /** Told after each scenario, and again when the client said something about it afterwards. */
  readonly onDone: (scenario: Scenario, evidence: Evidence) => void;
  readonly signal: AbortSignal;
};

/** Processes of their own that run side by side on a virtual clock; on a real one, that are started at once. */
const processesAtOnce = 4;
/**
 * Sessions side by side in one process on a virtual clock: enough to keep three processes busy. A session goes on the
 * faster the fewer share its time; one of eighty exchanges that shares it with all others is still under way when they end.
 */
const sessionsAtOnce = 16;
/** Processes that share the sessions on a real clock when the client holds few of them in each. */
const mostShares = 32;

/** Runs `work` over all items, at most `width` at once. */
const inParallel = async <T>(items: readonly T[], width: number, work: (item: T) => Promise<void>): Promise<void> => {
  const queue = [...items];
  const lane = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
};

export type Acquaintance = { readonly client: ClientProcess; readonly introduction: Introduction };

/** Starts the client and greets it, which needs no bureau yet; rejects with NoHello. */
export const beginClient = async ({
  venue: { time, timers },
  clients,
}: {
  readonly venue: Pick<Venue, 'time' | 'timers'>;
  readonly clients: Roster;
}): Promise<Acquaintance> => {
  const client = clients.start();
  try {
    const introduction = await greet(client, { ...time, timers, now: writeInstant(time.pace.now()) });
    return { client, introduction };
  } catch (error) {
    await client.kill();
    throw error;
  }
};

/** What no session could tell of itself: the client could not be started for it, or the bureau failed it. */
const withoutSession = (scenario: Scenario, suite: Suite, error: unknown): SessionOutcome => {
  const reason = error instanceof Error ? error.message : String(error);
  const end =
    error instanceof NoHello
      ? ({ kind: 'adapter-error', reason, lastEvents: [] } as const)
      : ({ kind: 'harness-error', reason } as const);
  return { evidence: emptyEvidence(scenario, suite.venue.time, end), sharedEnd: false, lateEnd: () => null };
};

/** The evidence once nothing more can be said: a second result, say, may come when the session is over already. */
const finalEvidence = ({ evidence, lateEnd }: SessionOutcome): Evidence => {
  const late = evidence.end.kind === 'complete' ? lateEnd() : null;
  return late ? { ...evidence, end: late } : evidence;
};

/** Alone in a process, with leave to start it again (D-6). */
const runAlone = async (
  scenario: Scenario,
  suite: Suite,
  begin: () => Promise<Acquaintance>,
): Promise<SessionOutcome> => {
  let { client } = await begin();
  const restart = async (): Promise<ClientProcess> => {
    client = (await begin()).client;
    return client;
  };
  try {
    return await runSession(scenario, suite.venue, { client, restart });
  } finally {
    await client.finish();
  }
};

/** Ends the shared process. Those that ended because it did are returned: who is to blame is found by running each alone. */
const runShared = async (
  scenarios: readonly Scenario[],
  suite: Suite,
  seat: { readonly client: ClientProcess; readonly sessions: number },
): Promise<readonly Scenario[]> => {
  const suspects: Scenario[] = [];
  const judged: { readonly scenario: Scenario; readonly outcome: SessionOutcome }[] = [];
  let gone = false;
  const forget = seat.client.onGone(() => {
    gone = true;
  });
  await inParallel(scenarios, seat.sessions, async (scenario) => {
    if (suite.signal.aborted) return;
    if (gone) return void suspects.push(scenario);
    const outcome = await runSession(scenario, suite.venue, {
      client: seat.client,
      restart: null,
    }).catch((error: unknown) => withoutSession(scenario, suite, error));
    if (outcome.sharedEnd) return void suspects.push(scenario);
    judged.push({ scenario, outcome });
    suite.onDone(scenario, outcome.evidence);
  });
  forget();
  await seat.client.finish();
  for (const { scenario, outcome } of judged)
    if (finalEvidence(outcome) !== outcome.evidence) suite.onDone(scenario, finalEvidence(outcome));
  return suspects;
};

const needsOwnProcess = (scenario: Scenario): boolean =>
  scenario.steps.some((step) => step.kind === 'kill' || step.kind === 'reopen');

/** The scenarios for each of so many processes, every one of at most `sessions`, as long as there are processes. */
const shareOut = (scenarios: readonly Scenario[], sessions: number): readonly (readonly Scenario[])[] => {
  const shares = Math.max(1, Math.min(mostShares, Math.ceil(scenarios.length / sessions)));
  return Array.from({ length: shares }, (_, share) => scenarios.filter((_one, at) => at % shares === share));
};

/** The first share goes to the client that is there already, each other one to a process more. */
const runShares = async (
  shares: readonly (readonly Scenario[])[],
  suite: Suite,
  { client: first, sessions }: { readonly client: ClientProcess; readonly sessions: number },
): Promise<readonly Scenario[]> => {
  const one = async (scenarios: readonly Scenario[], at: number): Promise<readonly Scenario[]> => {
    try {
      const client = at === 0 ? first : (await beginClient(suite)).client;
      return await runShared(scenarios, suite, { client, sessions });
    } catch (error) {
      for (const scenario of scenarios) suite.onDone(scenario, withoutSession(scenario, suite, error).evidence);
      return [];
    }
  };
  return (await Promise.all(shares.map(one))).flat();
};

/** Runs all scenarios; whatever happens to one becomes its evidence. Those not begun before an abort have none. */
export const runSuite = async (
  scenarios: readonly Scenario[],
  suite: Suite,
  { client, introduction }: Acquaintance,
): Promise<void> => {
  const isReal = suite.venue.time.clock === 'real';
  const alone = scenarios.filter(needsOwnProcess);
  const listed = scenarios.filter((scenario) => !needsOwnProcess(scenario));
  const isCalm = listed.some(({ variation }) => variation.calm.includes('session-order'));
  const shuffled = isCalm ? listed : createDice(suite.venue.seed, 'variation\nsession-order').shuffle(listed);
  const together = longestFirst(shuffled);
  const takeTurn = createTurns(processesAtOnce);
  const begin = async (): Promise<Acquaintance> => {
    const endTurn = await takeTurn();
    return beginClient(suite).finally(endTurn);
  };
  const one = async (scenario: Scenario): Promise<void> => {
    if (suite.signal.aborted) return;
    const outcome = await runAlone(scenario, suite, begin).catch((error: unknown) =>
      withoutSession(scenario, suite, error),
    );
    suite.onDone(scenario, finalEvidence(outcome));
  };
  const atOnce = isReal ? scenarios.length : processesAtOnce;
  const sessions = isReal ? introduction.sessions : Math.min(introduction.sessions, sessionsAtOnce);
  const shares = isReal ? shareOut(together, sessions) : [together];
  const [suspects] = await Promise.all([
    runShares(shares, suite, { client, sessions }),
    inParallel(alone, atOnce, one),
  ]);
  await inParallel(suspects, atOnce, one);
};
