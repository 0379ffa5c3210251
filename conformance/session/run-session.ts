// One session: a scenario driven step by step against its own tenant, and the evidence of it.
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { NoHello } from '../driver/hello.ts';
import type { Evidence, SessionEnd } from '../evidence.ts';
import { moveStart } from '../scenario/move-start.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { createSeededRandom } from '../seeded-random.ts';
import { createLineVariation } from '../variation/vary-lines.ts';
import { readInstant, writeInstant } from '../wire/instant.ts';
import { Conversation } from './conversation.ts';
import { SessionEnded } from './ending.ts';
import { gatherEvidence } from './gather-evidence.ts';
import { longestQuietMs } from './longest-quiet.ts';
import { createLull } from './lull.ts';
import { createRealClock } from './real-clock.ts';
import { openSession, type Seat, type Session, type Venue } from './session.ts';
import { settleIn } from './settle-in.ts';
import { takeAll } from './take-steps.ts';
import { hearTidings } from './tidings.ts';
import { createVirtualClock } from './virtual-clock.ts';

export type SessionOutcome = {
  readonly evidence: Evidence;
  /**
   * How it leaves its process: at rest, with every step taken; or gone, which need not be the doing of this session where others
   * use it, too.
   */
  readonly client: 'at rest' | 'gone' | 'unsure';
  /** What came of words that were still to come when the evidence was gathered: ask when the process has ended. */
  readonly lateEnd: () => SessionEnd | null;
};

/** Of the machine's time: the crowd of a beginning, connections and certificates, is over for this session. */
const firstExchangeMs = 150;

type Ended = { readonly end: SessionEnd } & Pick<SessionOutcome, 'client'>;

const endOf = (error: unknown, session: Session): Ended => {
  // A restarted client that lives and says nothing has dropped its orders: that is conduct, for the checks to judge (D-6).
  if (error instanceof SessionEnded && (error.gone === 'silent' || error.gone === 'quiet') && session.resumed)
    return { end: { kind: 'complete' }, client: 'unsure' };
  if (error instanceof SessionEnded)
    return { end: error.end, client: error.gone === 'silent' || error.gone === 'ended' ? 'gone' : 'unsure' };
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof NoHello)
    return { end: { kind: 'adapter-error', reason, lastEvents: session.conversation.lastEvents() }, client: 'unsure' };
  return { end: { kind: 'harness-error', reason }, client: 'unsure' };
};

const drive = async (session: Session): Promise<Ended> => {
  try {
    await openSession(session, false);
    session.venue.timers.after(firstExchangeMs, session.endTurn);
    await takeAll(session);
    // What was said in the same breath as the last result.
    session.conversation.check();
    return { end: { kind: 'complete' }, client: 'at rest' };
  } catch (error) {
    return endOf(error, session);
  }
};

/** In somebody's turn, which its beginning ends. */
const runInTurn = async (
  written: Scenario,
  venue: Venue,
  seat: Seat & Pick<Session, 'endTurn'>,
): Promise<SessionOutcome> => {
  const { time } = venue;
  const startedAt = time.clock === 'virtual' ? written.startAt : writeInstant(time.pace.now());
  const scenario = moveStart(written, startedAt);
  const random = createSeededRandom(venue.seed, scenario.id);
  const { tenant, keys, papers } = await settleIn(scenario, venue, random);
  const readRealMs = time.clock === 'real' ? time.pace.now : null;
  const { calm } = scenario.variation;
  const varyLine = createLineVariation(venue.seed, { purpose: scenario.id, calm });
  const conversation = new Conversation(tenant.id, readInstant(startedAt) ?? 0, { readRealMs, varyLine });
  const tidings = hearTidings(venue.events, tenant.id, conversation.signal.raise);
  const { held, happenings } = tidings;
  const clock =
    time.clock === 'virtual'
      ? createVirtualClock(conversation, venue.control, {
          ...{ tenant: tenant.id, timers: venue.timers, held, lull: createLull(venue.timers) },
          news: scenario.callbacks.length > 0 ? 'expected' : 'none',
        })
      : createRealClock(conversation, venue.control, {
          ...{ tenant: tenant.id, pace: time.pace, rate: time.rate, happenings },
          patienceMs: longestQuietMs(scenario),
        });
  // In this thread: to hand one call to another costs more than the call.
  const stateDir = mkdtempSync(join(venue.scratch, 'session-'));
  const session: Session = {
    name: tenant.id,
    ...{ scenario, venue, tenant, keys, papers, stateDir, conversation, clock, random },
    commands: [],
    asCommanded: new Map(),
    kitNonces: new Set(),
    othersSheets: new Set(),
    ...{ restart: seat.restart, client: seat.client, endTurn: seat.endTurn },
    detach: conversation.attach(seat.client),
    resumed: false,
  };
  let removed = false;
  try {
    const { end, client } = await drive(session);
    conversation.say({ type: 'close', session: session.name });
    const gathered = await gatherEvidence(conversation, venue.control, {
      ...{ tenant: tenant.id, scenario, keys, startedAt, venue },
      commands: session.commands,
      asCommanded: session.asCommanded,
      kitNonces: session.kitNonces,
      othersSheets: session.othersSheets,
      announcedBy: tidings.announcedBy,
      end,
    });
    removed = gathered.removed;
    return { evidence: gathered.evidence, client, lateEnd: () => conversation.misconduct() };
  } finally {
    tidings.close();
    // A bureau that cannot do that is dead or broken; the next session will say so.
    if (!removed) await venue.control.removeTenant(tenant.id).catch(() => undefined);
  }
};

/** Runs the scenario; never rejects for what the client does. Rejects when the bureau cannot even make a tenant. */
export const runSession = async (scenario: Scenario, venue: Venue, seat: Seat): Promise<SessionOutcome> => {
  const endTurn = await venue.takeTurn();
  try {
    return await runInTurn(scenario, venue, { ...seat, endTurn });
  } finally {
    endTurn();
  }
};
