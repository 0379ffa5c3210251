// Honesty probes (D-5), in a process of their own: a made-up command is unsupported; a virtual clock is the one it lives by.
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Control } from '../bureau/control.ts';
import type { ClientProcess } from '../driver/client-process.ts';
import { NoHello } from '../driver/hello.ts';
import type { Message } from '../driver/lines.ts';
import { type Scenario, usualSession } from '../scenario/scenario.ts';
import { drawOrder } from '../scenario/templates/order.ts';
import type { Timers } from '../system-clock.ts';
import { createLineVariation } from '../variation/vary-lines.ts';
import { writeInstant } from '../wire/instant.ts';
import { lookUntil } from './look-again.ts';
import { openMessage } from './open-message.ts';
import { noPapers } from './papers.ts';
import { drawProbeKeys } from './probe-keys.ts';
import { beginClient, type Suite } from './run-suite.ts';
import type { Venue } from './session.ts';
import { createSignal } from './signal.ts';
import { createSessionTenant } from './tenant-of.ts';

/** Real time in which a client that lives by the session's clock does nothing at all. */
const lingerMs = 300;
/** For the request to come, and for a client that talks on without saying what it is asked. */
const patienceMs = 10_000;
/** Further sleeps of a kind that the request itself needs are no act. */
const actingSleeps: readonly unknown[] = ['retry', 'backoff', 'poll'];

const pause = (timers: Timers, milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    timers.after(milliseconds, resolve);
  });

/** Resolves with the first message that fits, or with why there is none: silence, the end of the process, other talk. */
const hearOne = (
  client: ClientProcess,
  timers: Timers,
  fits: (message: Message) => boolean,
): Promise<Message | string> =>
  new Promise((resolve) => {
    const endings: (() => void)[] = [client.awaitWord()];
    const end = (found: Message | string): void => {
      for (const forget of endings) forget();
      resolve(found);
    };
    endings.push(
      client.listen((message) => {
        if (fits(message)) end(message);
      }),
      timers.after(patienceMs, () => end(`it did not come within ${patienceMs} ms`)),
    );
    endings.push(client.onGone(({ reason }) => end(reason)));
  });

const isHeld = async (control: Control, tenant: string): Promise<boolean> =>
  (await control.clock(tenant)).inFlight.some((exchange) => exchange.state === 'held');

/** Whether the request of the probe came to be held within the patience. */
const awaitHeld = async ({ control, events, timers }: Venue, tenant: string): Promise<boolean> => {
  const signal = createSignal();
  const unwatch = events.watch(tenant, signal.raise);
  try {
    return await lookUntil(() => isHeld(control, tenant), { signal, timers, limitMs: patienceMs });
  } finally {
    unwatch();
  }
};

const isAct = (message: Message): boolean =>
  message.type === 'result' ||
  message.type === 'cancel' ||
  (message.type === 'sleep' && actingSleeps.includes(message['reason']));

type Probe = {
  readonly session: string;
  readonly now: string;
  readonly order: unknown;
  /** A command's id, of the shape that all have: nothing tells a probe from a scenario. */
  readonly drawId: () => string;
};

const probeMadeUp = async (
  client: ClientProcess,
  timers: Timers,
  { session, now, drawId }: Probe,
): Promise<string | null> => {
  const id = drawId();
  const command = drawId().replace(/^.*:/, 'order-');
  const answer = hearOne(client, timers, (message) => message.type === 'result' && message['id'] === id);
  client.say({ type: 'command', id, session, command, now });
  const found = await answer;
  if (typeof found === 'string') return `a made-up command was not answered "unsupported": ${found}`;
  return found['outcome'] === 'unsupported'
    ? null
    : `a made-up command was answered ${JSON.stringify(found['outcome'] ?? null).slice(0, 200)} instead of "unsupported"`;
};

const probeClock = async (client: ClientProcess, suite: Suite, about: Probe): Promise<string | null> => {
  const { timers, control } = suite.venue;
  const { session, order, now, drawId } = about;
  const asleep = hearOne(client, timers, (message) => message['reason'] === 'response-timeout');
  const acts: Message[] = [];
  const unlisten = client.listen((message) => {
    if (isAct(message)) acts.push(message);
  });
  client.say({ type: 'command', id: drawId(), session, command: 'issue', order, now });
  const sleep = await asleep;
  if (typeof sleep === 'string')
    return `the virtual clock is claimed, but the request of the probe came without its response-timeout sleep: ${sleep}`;
  if (!(await awaitHeld(suite.venue, session))) return 'the request of the probe never reached the bureau';
  await pause(timers, lingerMs);
  unlisten();
  const { entries } = await control.journal(session);
  if (acts.length > 0)
    return `the virtual clock is claimed, but the client said ${JSON.stringify(acts[0]).slice(0, 200)} before any wake`;
  if (entries.length !== 1) return 'the virtual clock is claimed, but the client sent again before any wake';
  return (await isHeld(control, session))
    ? null
    : 'the virtual clock is claimed, but the client gave its request up before any wake';
};

/** Lines varied as those of all sessions are: nothing tells a probe from a scenario. */
const variedClient = (client: ClientProcess, seed: number, { variation: { calm } }: Scenario): ClientProcess => {
  const vary = createLineVariation(seed, { purpose: 'honesty', calm });
  return {
    ...client,
    say: (message) => {
      const varied = vary(message);
      client.say(varied.message, varied.text);
    },
  };
};

const probe = async (own: ClientProcess, suite: Suite, model: Scenario): Promise<string | null> => {
  const { venue } = suite;
  const client = variedClient(own, venue.seed, model);
  const { keys, random } = drawProbeKeys(venue.seed);
  const scenario = { ...model, session: usualSession, bureau: {} };
  const tenant = await createSessionTenant(venue.control, scenario, {
    ...{ keys, time: venue.time, seed: venue.seed },
    purpose: 'honesty',
  });
  await venue.control.putFaults(tenant.id, [{ id: 'held', effect: { hold: true } }]);
  const { clock, pace } = venue.time;
  const now = clock === 'virtual' ? model.startAt : writeInstant(pace.now());
  const stateDir = await mkdtemp(join(venue.scratch, 'probe-'));
  const opened = hearOne(client, venue.timers, (message) => message.type === 'opened');
  const where = { baseUrl: tenant.baseUrls.https, bureauPublicKeyPem: tenant.bureauPublicKeyPem, ca: venue.ca };
  client.say(
    openMessage({ session: tenant.id, resume: false, ...where, keys, papers: noPapers, scenario, stateDir, now }),
  );
  try {
    const found = await opened;
    if (typeof found === 'string') return `the session of the probe was never opened: ${found}`;
    const drawId = () => `${tenant.id}:${random.hex(4)}`;
    // Not varied: who refuses a strange order is convicted by the scenarios, not called dishonest.
    const subject = { seed: venue.seed, scenarioId: 'honesty', order: 'probe' };
    const order = drawOrder('software-service', subject, model.seller);
    const about = { session: tenant.id, now, order, drawId };
    const lie = await probeMadeUp(client, venue.timers, about);
    if (lie !== null || clock === 'real') return lie;
    return await probeClock(client, suite, about);
  } finally {
    await client.kill();
    await venue.control.removeTenant(tenant.id).catch(() => undefined);
  }
};

/** Null when the client is honest, else what it did. `model` lends its seller. */
export const probeHonesty = async (model: Scenario, suite: Suite): Promise<string | null> => {
  try {
    return await probe((await beginClient(suite)).client, suite, model);
  } catch (error) {
    if (error instanceof NoHello) return error.message;
    throw error;
  }
};
