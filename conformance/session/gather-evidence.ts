// Gathers what the three witnesses saw, once everything under way at the bureau has ended (V-2).
import type { BureauRecord, Control } from '../bureau/control.ts';
import type { Evidence, GivenCommand, SessionEnd, WireExchange } from '../evidence.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { countNames } from '../variation/record.ts';
import type { Conversation } from './conversation.ts';
import { lookUntil } from './look-again.ts';
import { settings } from './open-message.ts';
import type { Venue } from './session.ts';
import type { SessionKeys } from './tenant-of.ts';
import type { Tidings } from './tidings.ts';

export type Gathering = {
  readonly scenario: Scenario;
  readonly keys: SessionKeys;
  readonly startedAt: string;
  readonly commands: readonly GivenCommand[];
  /** Reversals, and orders with the client's callbackUrl, by the scenario's name. */
  readonly asCommanded: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly kitNonces: ReadonlySet<string>;
  readonly announcedBy: Tidings['announcedBy'];
  readonly othersSheets: ReadonlySet<string>;
  readonly end: SessionEnd;
  readonly venue: Pick<Venue, 'time' | 'timers' | 'events'>;
};

const patienceMs = 2000;

type Reading = Pick<Gathering, 'venue' | 'announcedBy'> & { readonly tenant: string };

/** The bureau's events travel another way than its answers: those before the record was taken are awaited, up to the patience. */
const awaitEvents = async (lastEvent: number, { events, timers }: Gathering['venue']): Promise<void> => {
  const enough = new AbortController();
  const cancel = timers.after(patienceMs, () => enough.abort());
  await events.reached(lastEvent, enough.signal);
  cancel();
};

/** Connections that the client has closed reach the bureau a moment later: until then, or until the patience is over, it is asked again. */
const readRecord = async (
  conversation: Conversation,
  control: Control,
  about: Reading,
): Promise<{ readonly record: BureauRecord; readonly announced: readonly number[] }> => {
  let record = await control.takeRecord(about.tenant);
  const isQuiet = () => record.clock.inFlight.length + record.clock.pushes.length === 0;
  const lookAgain = async () => {
    record = await control.takeRecord(about.tenant);
    return isQuiet();
  };
  if (!isQuiet())
    await lookUntil(lookAgain, { signal: conversation.signal, timers: about.venue.timers, limitMs: patienceMs });
  await awaitEvents(record.lastEvent, about.venue);
  return { record, announced: about.announcedBy(record.lastEvent) };
};

/** With holes in the journal nothing is judged, for and against: a request that was dropped looks like one never made. */
const judgeable = (end: SessionEnd, dropped: number): SessionEnd =>
  (end.kind === 'complete' || end.kind === 'void') && dropped > 0
    ? {
        kind: 'incomplete',
        reason: `the bureau’s journal dropped ${dropped} of its entries; what they held cannot be judged`,
      }
    : end;

/** Reads journal, ledger and fault hits of the tenant into the evidence of the scenario; the tenant may be gone with it. */
export const gatherEvidence = async (
  conversation: Conversation,
  control: Control,
  about: Gathering & { readonly tenant: string },
): Promise<{ readonly evidence: Evidence; readonly removed: boolean }> => {
  const { scenario, venue } = about;
  const { record, announced } = await readRecord(conversation, control, about);
  const { journal, ledger, sheets, pushes, faultHits, removed } = record;
  const isKits = (exchange: WireExchange) => exchange.nonce !== null && about.kitNonces.has(exchange.nonce);
  const evidence: Evidence = {
    scenarioId: scenario.id,
    clockMode: venue.time.clock,
    clockRate: venue.time.rate,
    startedAt: about.startedAt,
    credentials: about.keys,
    format: scenario.session.format,
    responseTimeoutMs: settings.responseTimeoutMs,
    orders: { ...scenario.orders, ...scenario.reds, ...Object.fromEntries(about.asCommanded) },
    commands: about.commands,
    dialogue: [...conversation.dialogue],
    wire: journal.entries.filter((exchange) => !isKits(exchange)),
    announced,
    kitWire: journal.entries.filter(isKits),
    pushes: scenario.callbacks.length > 0 ? pushes : [],
    ledger,
    sheets,
    othersSheets: [...about.othersSheets],
    claims: [...conversation.claims.values()],
    faults: scenario.faults.map(({ rule, required }) => ({ id: rule.id, hits: faultHits.get(rule.id) ?? 0, required })),
    end: judgeable(about.end, journal.dropped),
    variation: {
      ...scenario.variation,
      lines: countNames([conversation.variedLines]),
      answers: countNames(journal.entries.filter((one) => !isKits(one)).map(({ hostilities = [] }) => hostilities)),
    },
  };
  return { evidence, removed };
};
