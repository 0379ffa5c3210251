// Honesty probes (D-5), in a process of their own: a made-up command is unsupported; a virtual clock is the one it lives by.
import type { Control } from '../bureau/control.ts';
import type { ClientProcess } from '../driver/client-process.ts';
import type { Message } from '../driver/lines.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { createSeededRandom } from '../seeded-random.ts';
import type { Timers } from '../system-clock.ts';
import { openMessage } from './open-message.ts';
import { beginClient, type Suite } from './run-suite.ts';
import { createSessionTenant, drawKeys } from './tenant-of.ts';

const madeUp = 'liandiao-made-up';
/** Real time in which a client that lives by the session's clock does nothing at all. */
const lingerMs = 300;
const patienceMs = 5000;

const pause = (timers: Timers, milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    timers.after(milliseconds, resolve);
  });

/** Resolves with the first message that fits, or null after the patience or the end of the process. */
const hearOne = (client: ClientProcess, timers: Timers, fits: (message: Message) => boolean): Promise<Message | null> =>
  new Promise((resolve) => {
    const unlisten = client.listen((message) => {
      if (fits(message)) end(message);
    });
    const forget = client.onGone(() => end(null));
    const cancel = timers.after(patienceMs, () => end(null));
    const end = (message: Message | null): void => {
      unlisten();
      forget();
      cancel();
      resolve(message);
    };
  });

const isHeld = async (control: Control, tenant: string): Promise<boolean> =>
  (await control.clock(tenant)).inFlight.some((exchange) => exchange.state === 'held');

const probeMadeUp = async (
  client: ClientProcess,
  session: string,
  about: { readonly timers: Timers; readonly now: string },
): Promise<string | null> => {
  const answer = hearOne(client, about.timers, (message) => message.type === 'result' && message['id'] === madeUp);
  client.say({ type: 'command', id: madeUp, session, command: madeUp, now: about.now });
  const outcome = (await answer)?.['outcome'];
  return outcome === 'unsupported'
    ? null
    : `a made-up command was answered ${JSON.stringify(outcome ?? null)} instead of "unsupported"`;
};

const probeClock = async (
  client: ClientProcess,
  suite: Suite,
  about: { readonly session: string; readonly order: unknown; readonly now: string },
): Promise<string | null> => {
  const { timers, control } = { timers: suite.venue.timers, control: suite.venue.control };
  const asleep = hearOne(
    client,
    timers,
    (message) => message.type === 'sleep' && message['reason'] === 'response-timeout',
  );
  client.say({
    type: 'command',
    id: 'probe',
    session: about.session,
    command: 'issue',
    order: about.order,
    now: about.now,
  });
  if (!(await asleep))
    return 'the virtual clock is claimed, but the request of the probe came without its response-timeout sleep';
  for (let waitedMs = 0; !(await isHeld(control, about.session)); waitedMs += lingerMs / 10) {
    if (waitedMs > patienceMs) return 'the request of the probe never reached the bureau';
    await pause(timers, lingerMs / 10);
  }
  let acted: Message | null = null;
  const unlisten = client.listen((message) => {
    acted ??= message;
  });
  await pause(timers, lingerMs);
  unlisten();
  const { entries } = await control.journal(about.session);
  if (acted !== null)
    return `the virtual clock is claimed, but the client said ${JSON.stringify(acted).slice(0, 200)} before any wake`;
  if (entries.length !== 1) return 'the virtual clock is claimed, but the client sent again before any wake';
  return (await isHeld(control, about.session))
    ? null
    : 'the virtual clock is claimed, but the client gave its request up before any wake';
};

/** Null when the client is honest, else what it did. `model` lends its seller and an order. */
export const probeHonesty = async (model: Scenario, suite: Suite): Promise<string | null> => {
  const { venue } = suite;
  const keys = drawKeys(createSeededRandom(venue.seed, 'honesty'));
  const scenario = { ...model, bureau: {} };
  const tenant = await createSessionTenant(venue.control, scenario, { keys, clock: venue.clock, seed: venue.seed });
  await venue.control.putFaults(tenant.id, [{ id: 'held', effect: { hold: true } }]);
  const { client } = await beginClient(suite);
  const now = model.startAt;
  try {
    const opened = hearOne(client, venue.timers, (message) => message.type === 'opened');
    const where = { baseUrl: tenant.baseUrls.https, bureauPublicKeyPem: tenant.bureauPublicKeyPem, ca: venue.ca };
    client.say(
      openMessage({ session: tenant.id, resume: false, ...where, keys, scenario, stateDir: venue.scratch, now }),
    );
    if (!(await opened)) return 'the session of the probe was never opened';
    const lie = await probeMadeUp(client, tenant.id, { timers: venue.timers, now });
    if (lie !== null || venue.clock === 'real') return lie;
    return await probeClock(client, suite, { session: tenant.id, order: Object.values(model.orders)[0], now });
  } finally {
    await client.kill();
    await venue.control.removeTenant(tenant.id);
  }
};
