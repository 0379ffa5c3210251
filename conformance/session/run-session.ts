// One session: a scenario driven step by step against its own tenant, and the evidence of it.
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { BureauFailure, type Control, type TenantView } from '../bureau/control.ts';
import type { TenantEvents } from '../bureau/events.ts';
import type { ClientProcess } from '../driver/client-process.ts';
import { NoHello } from '../driver/hello.ts';
import type { Evidence, GivenCommand, SessionEnd } from '../evidence.ts';
import type { Scenario, Step, Wait } from '../scenario/scenario.ts';
import { createSeededRandom } from '../seeded-random.ts';
import type { Timers } from '../system-clock.ts';
import { createLineVariation } from '../variation/vary-lines.ts';
import { readInstant, writeInstant } from '../wire/instant.ts';
import { askElsewhere, drift, noteSheets } from './acts-of-others.ts';
import { requireCallbackUrl } from './callback-url.ts';
import { Conversation } from './conversation.ts';
import { adapterError, SessionEnded } from './ending.ts';
import { gatherEvidence } from './gather-evidence.ts';
import { lookUntil } from './look-again.ts';
import { createLull } from './lull.ts';
import { openMessage } from './open-message.ts';
import { drawPapers, type Papers } from './papers.ts';
import { createRealClock } from './real-clock.ts';
import { actAsCounterparty, tellElsewhere, tellReversal } from './reversals.ts';
import { createSessionTenant, drawKeys, patchSessionTenant, type SessionKeys } from './tenant-of.ts';
import { createVirtualClock, type SessionClock } from './virtual-clock.ts';

export type Venue = {
  readonly control: Control;
  readonly events: TenantEvents;
  readonly ca: string;
  readonly clock: 'virtual' | 'real';
  readonly seed: number;
  readonly timers: Timers;
  /** Folder in which each session's `stateDir` is made. */
  readonly scratch: string;
};
/** The process the session talks to; `restart` starts another one in its place (D-6) and is null for shared ones. */
export type Seat = { readonly client: ClientProcess; readonly restart: (() => Promise<ClientProcess>) | null };
export type SessionOutcome = {
  readonly evidence: Evidence;
  readonly sharedEnd: boolean;
  /** What came of words that were still to come when the evidence was gathered: ask when the process has ended. */
  readonly lateEnd: () => SessionEnd | null;
};

type Session = {
  readonly name: string;
  readonly scenario: Scenario;
  readonly venue: Venue;
  readonly tenant: TenantView;
  readonly keys: SessionKeys;
  readonly papers: Papers;
  readonly stateDir: string;
  readonly conversation: Conversation;
  readonly clock: SessionClock;
  readonly random: ReturnType<typeof createSeededRandom>;
  readonly commands: GivenCommand[];
  /** Reversals, and orders with the client's callbackUrl, by the scenario's name. */
  readonly asCommanded: Map<string, Readonly<Record<string, unknown>>>;
  readonly kitNonces: Set<string>;
  /** Sheets that the buyer or the kit itself opened. */
  readonly othersSheets: Set<string>;
  readonly restart: Seat['restart'];
  client: ClientProcess;
  detach: () => void;
  /** The restarted client has opened the session again. */
  resumed: boolean;
};

/** For a client that talks on without opening; one that says nothing is convicted by its silence long before. */
const openingMs = 120_000;

const openSession = async (session: Session, resume: boolean): Promise<void> => {
  const { conversation, name, tenant, venue } = session;
  conversation.awaitOpened();
  conversation.say(
    openMessage({
      session: name,
      resume,
      baseUrl: tenant.baseUrls.https,
      ca: venue.ca,
      keys: session.keys,
      papers: session.papers,
      scenario: session.scenario,
      stateDir: session.stateDir,
      now: writeInstant(conversation.now()),
    }),
  );
  const isOpened = () => {
    conversation.check();
    return conversation.isOpened();
  };
  const enough = conversation.awaitWord();
  try {
    const about = { signal: conversation.signal, timers: venue.timers, limitMs: openingMs };
    if (!(await lookUntil(isOpened, about)))
      throw adapterError(`the session was not opened within ${openingMs} ms (D)`, conversation.lastEvents());
  } finally {
    enough();
  }
};

const idOf = (session: Session, as: string): string => `${session.name}:${as}`;

/** Lets the step go on as its `wait` says. */
const follow = async ({ conversation, clock }: Session, id: string, wait: Wait): Promise<void> => {
  const ended = () => !conversation.books.isOpen(id);
  if (wait === 'result') await clock.runUntil(ended);
  if (wait === 'rest') await clock.settle(ended);
};

const giveReversal = async (
  session: Session,
  step: Extract<Step, { kind: 'red' | 'confirm' | 'void' | 'sync' | 'audit' | 'rollout' }>,
): Promise<void> => {
  const id = idOf(session, step.as);
  const { message, given, payload } = await tellReversal(step, placeOf(session));
  session.commands.push({ id, as: step.as, ...given });
  if (payload) session.asCommanded.set(given.order, payload);
  session.conversation.giveCommand(id, message);
  await follow(session, id, step.wait);
};

const placeOf = ({ venue, tenant, scenario }: Session) => ({ control: venue.control, tenant: tenant.id, scenario });

/** The payload as the client gets it: where the scenario asks for news, with the address it gave itself. */
const commanded = (session: Session, name: string, order: Readonly<Record<string, unknown>>) => {
  if (!session.scenario.callbacks.includes(name)) return order;
  const subscribed = { ...order, callbackUrl: requireCallbackUrl(session.conversation) };
  session.asCommanded.set(name, subscribed);
  return subscribed;
};

const give = async (session: Session, step: Extract<Step, { kind: 'issue' | 'query' }>): Promise<void> => {
  const { conversation, scenario } = session;
  const id = idOf(session, step.as);
  const order = scenario.orders[step.order];
  if (!order) throw new BureauFailure(`the scenario has no order ${step.order}`);
  session.commands.push({ id, as: step.as, command: step.kind, order: step.order, orderNo: order.orderNo });
  conversation.giveCommand(
    id,
    step.kind === 'issue'
      ? { command: 'issue', order: commanded(session, step.order, order) }
      : { command: 'query', orderNo: order.orderNo },
  );
  await follow(session, id, step.wait);
};

const killClient = async (session: Session): Promise<void> => {
  await session.client.kill();
  session.detach();
  session.conversation.books.killed();
};

const reopenClient = async (session: Session): Promise<void> => {
  if (!session.restart) throw new BureauFailure('a scenario that restarts its client needs a process of its own');
  session.client = await session.restart();
  session.client.owe(session.commands.map(({ id }) => id));
  session.detach = session.conversation.attach(session.client);
  await openSession(session, true);
  session.resumed = true;
};

const take = async (session: Session, step: Step): Promise<void> => {
  const { conversation, clock, scenario, venue } = session;
  switch (step.kind) {
    case 'issue':
    case 'query':
      return give(session, step);
    case 'red':
    case 'confirm':
    case 'void':
    case 'sync':
    case 'audit':
    case 'rollout':
      return giveReversal(session, step);
    case 'counterparty':
      return noteSheets(session, () => actAsCounterparty(step, placeOf(session)));
    case 'elsewhere':
      return noteSheets(session, async () => askElsewhere(session, await tellElsewhere(step, placeOf(session))));
    case 'drift':
      return drift(session, step);
    case 'await':
      return clock.runUntil(() => step.commands.every((as) => !conversation.books.isOpen(idOf(session, as))));
    case 'advance':
      return clock.advance(step.milliseconds);
    case 'kill':
      return killClient(session);
    case 'reopen':
      return reopenClient(session);
    case 'bureau':
      return patchSessionTenant(venue.control, session.tenant.id, { scenario, keys: session.keys, patch: step.patch });
    case 'beforehand': {
      const order = scenario.orders[step.order];
      if (!order) throw new BureauFailure(`the scenario has no order ${step.order}`);
      return askElsewhere(session, { interface: 'invoice.issue', payload: order });
    }
  }
};

/** What the kit issues itself comes before the faults are in force, so that it never counts as a client's request. */
const takeAll = async (session: Session): Promise<void> => {
  const { scenario, venue, tenant } = session;
  const first = scenario.steps.findIndex((step) => step.kind !== 'beforehand');
  const split = first === -1 ? scenario.steps.length : first;
  for (const step of scenario.steps.slice(0, split)) await take(session, step);
  const rules = scenario.faults.map(({ rule }) => rule);
  if (rules.length > 0) await venue.control.putFaults(tenant.id, rules);
  for (const step of scenario.steps.slice(split)) await take(session, step);
};

/** `shared`: the process that all sessions use is gone, and this one need not be to blame. */
type Ended = { readonly end: SessionEnd; readonly shared: boolean };

const endOf = (error: unknown, session: Session): Ended => {
  // A restarted client that lives and says nothing has dropped its orders: that is conduct, for the checks to judge (D-6).
  if (error instanceof SessionEnded && error.gone === 'silent' && session.resumed)
    return { end: { kind: 'complete' }, shared: false };
  if (error instanceof SessionEnded) return { end: error.end, shared: error.gone !== 'no' };
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof NoHello)
    return { end: { kind: 'adapter-error', reason, lastEvents: session.conversation.lastEvents() }, shared: false };
  return { end: { kind: 'harness-error', reason }, shared: false };
};

const drive = async (session: Session): Promise<Ended> => {
  try {
    await openSession(session, false);
    await takeAll(session);
    // What was said in the same breath as the last result.
    session.conversation.check();
    return { end: { kind: 'complete' }, shared: false };
  } catch (error) {
    return endOf(error, session);
  }
};

/** Runs the scenario; never rejects for what the client does. Rejects when the bureau cannot even make a tenant. */
export const runSession = async (scenario: Scenario, venue: Venue, seat: Seat): Promise<SessionOutcome> => {
  const random = createSeededRandom(venue.seed, scenario.id);
  const drawn = drawKeys(random, scenario.session);
  const options = { keys: drawn, clock: venue.clock, seed: venue.seed, purpose: scenario.id };
  const tenant = await createSessionTenant(venue.control, scenario, options);
  const keys = { ...drawn, bureauPublicKeyPem: tenant.bureauPublicKeyPem };
  const papers = await drawPapers(venue.control, scenario.session, { tenant: tenant.id, keys, random });
  const startedAt = venue.clock === 'virtual' ? scenario.startAt : writeInstant(venue.timers.now());
  const readRealMs = venue.clock === 'real' ? venue.timers.now : null;
  const { calm } = scenario.variation;
  const varyLine = createLineVariation(venue.seed, { purpose: scenario.id, calm });
  const conversation = new Conversation(tenant.id, readInstant(startedAt) ?? 0, { readRealMs, varyLine });
  const held = new Set<string>();
  const unwatch = venue.events.watch(tenant.id, ({ name, nonce }) => {
    if (name === 'exchange-held' && nonce !== null) held.add(nonce);
    conversation.signal.raise();
  });
  const createClock = venue.clock === 'virtual' ? createVirtualClock : createRealClock;
  const news = scenario.callbacks.length > 0 ? 'expected' : 'none';
  const about = { tenant: tenant.id, timers: venue.timers, news, held, lull: createLull(venue.timers) } as const;
  const clock = createClock(conversation, venue.control, about);
  const stateDir = await mkdtemp(join(venue.scratch, 'session-'));
  const session: Session = {
    name: tenant.id,
    ...{ scenario, venue, tenant, keys, papers, stateDir, conversation, clock, random },
    commands: [],
    asCommanded: new Map(),
    kitNonces: new Set(),
    othersSheets: new Set(),
    restart: seat.restart,
    client: seat.client,
    detach: conversation.attach(seat.client),
    resumed: false,
  };
  try {
    const { end, shared } = await drive(session);
    conversation.say({ type: 'close', session: session.name });
    const told = {
      scenario,
      keys,
      clock: venue.clock,
      startedAt,
      commands: session.commands,
      asCommanded: session.asCommanded,
      kitNonces: session.kitNonces,
      othersSheets: session.othersSheets,
      end,
    };
    const evidence = await gatherEvidence(conversation, venue.control, {
      ...told,
      timers: venue.timers,
      tenant: tenant.id,
    });
    return { evidence, sharedEnd: shared, lateEnd: () => conversation.misconduct() };
  } finally {
    unwatch();
    // A bureau that cannot do that is dead or broken; the next session will say so.
    await venue.control.removeTenant(tenant.id).catch(() => undefined);
  }
};
