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
import { createRestarts, runAlone } from './run-alone.ts';
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
/** Sessions side by side, on a virtual clock, that kill their client: the fewer, the more of them go on with a process that is there. */
const restartsAtOnce = 2;
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
  return { evidence: emptyEvidence(scenario, suite.venue.time, end), client: 'unsure', lateEnd: () => null };
};

/** The evidence once nothing more can be said: a second result, say, may come when the session is over already. */
const finalEvidence = ({ evidence, lateEnd }: SessionOutcome): Evidence => {
  const late = evidence.end.kind === 'complete' ? lateEnd() : null;
  return late ? { ...evidence, end: late } : evidence;
};

type Telling = {
  /** Of a scenario, at once. */
  readonly tell: (scenario: Scenario, outcome: SessionOutcome) => void;
  /** Of those again whose client said something about them afterwards. */
  readonly tellLate: () => void;
};

const createTelling = ({ onDone }: Suite): Telling => {
  const told: { readonly scenario: Scenario; readonly outcome: SessionOutcome }[] = [];
  return {
    tell: (scenario, outcome) => {
      told.push({ scenario, outcome });
      onDone(scenario, outcome.evidence);
    },
    tellLate: () => {
      for (const { scenario, outcome } of told)
        if (finalEvidence(outcome) !== outcome.evidence) onDone(scenario, finalEvidence(outcome));
    },
  };
};

type Seats = Pick<Telling, 'tell'> & { readonly sessions: number };

/** Ends the shared process. Those that ended because it did are returned: who is to blame is found by running each alone. */
const runShared = async (
  scenarios: readonly Scenario[],
  suite: Suite,
  seat: Seats & { readonly client: ClientProcess },
): Promise<readonly Scenario[]> => {
  const suspects: Scenario[] = [];
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
    if (outcome.client === 'gone') suspects.push(scenario);
    else seat.tell(scenario, outcome);
  });
  forget();
  await seat.client.finish();
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
  { client: first, ...seats }: Seats & { readonly client: ClientProcess },
): Promise<readonly Scenario[]> => {
  const one = async (scenarios: readonly Scenario[], at: number): Promise<readonly Scenario[]> => {
    try {
      const client = at === 0 ? first : (await beginClient(suite)).client;
      return await runShared(scenarios, suite, { client, ...seats });
    } catch (error) {
      for (const scenario of scenarios) seats.tell(scenario, withoutSession(scenario, suite, error));
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
  const begin = async (): Promise<ClientProcess> => {
    const endTurn = await takeTurn();
    return (await beginClient(suite).finally(endTurn)).client;
  };
  const { tell, tellLate } = createTelling(suite);
  const restarts = createRestarts(suite.venue, begin);
  const by = (run: (scenario: Scenario) => Promise<SessionOutcome>) => async (scenario: Scenario) => {
    if (suite.signal.aborted) return;
    tell(scenario, await run(scenario).catch((error: unknown) => withoutSession(scenario, suite, error)));
  };
  const atOnce = (few: number): number => (isReal ? scenarios.length : few);
  const sessions = isReal ? introduction.sessions : Math.min(introduction.sessions, sessionsAtOnce);
  const shares = isReal ? shareOut(together, sessions) : [together];
  const [suspects] = await Promise.all([
    runShares(shares, suite, { client, sessions, tell }),
    inParallel(alone, atOnce(restartsAtOnce), by(restarts.run)).then(restarts.finish),
  ]);
  await inParallel(
    suspects,
    atOnce(processesAtOnce),
    by((scenario) => runAlone(scenario, suite.venue, begin)),
  );
  tellLate();
};
