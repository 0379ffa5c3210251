// Gathers what the three witnesses saw, once everything under way at the bureau has ended (V-2).
import type { Control } from '../bureau/control.ts';
import type { Evidence, GivenCommand, SessionEnd, WireExchange } from '../evidence.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Timers } from '../system-clock.ts';
import { countNames } from '../variation/record.ts';
import type { Conversation } from './conversation.ts';
import { lookUntil } from './look-again.ts';
import { settings } from './open-message.ts';
import type { SessionKeys } from './tenant-of.ts';

export type Gathering = {
  readonly scenario: Scenario;
  readonly keys: SessionKeys;
  readonly clock: 'virtual' | 'real';
  readonly startedAt: string;
  readonly commands: readonly GivenCommand[];
  /** Reversals, and orders with the client's callbackUrl, by the scenario's name. */
  readonly asCommanded: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly kitNonces: ReadonlySet<string>;
  readonly othersSheets: ReadonlySet<string>;
  readonly end: SessionEnd;
  readonly timers: Timers;
};

const patienceMs = 2000;

/** Connections that the client has closed reach the bureau a moment later. */
const awaitQuiet = async (
  conversation: Conversation,
  control: Control,
  about: { readonly tenant: string; readonly timers: Timers },
): Promise<void> => {
  const isQuiet = async () => {
    const { inFlight, pushes } = await control.clock(about.tenant);
    return inFlight.length + pushes.length === 0;
  };
  await lookUntil(isQuiet, { signal: conversation.signal, timers: about.timers, limitMs: patienceMs });
};

/** With holes in the journal nothing is judged, for and against: a request that was dropped looks like one never made. */
const judgeable = (end: SessionEnd, dropped: number): SessionEnd =>
  (end.kind === 'complete' || end.kind === 'void') && dropped > 0
    ? {
        kind: 'incomplete',
        reason: `the bureau’s journal dropped ${dropped} of its entries; what they held cannot be judged`,
      }
    : end;

const noHits: ReadonlyMap<string, number> = new Map();

/** Reads journal, ledger and fault hits of the tenant into the evidence of the scenario. */
export const gatherEvidence = async (
  conversation: Conversation,
  control: Control,
  about: Gathering & { readonly tenant: string },
): Promise<Evidence> => {
  const { scenario, tenant } = about;
  await awaitQuiet(conversation, control, about);
  const [journal, ledger, sheets, hits, pushes] = await Promise.all([
    control.journal(tenant),
    control.ledger(tenant),
    control.sheets(tenant),
    scenario.faults.length > 0 ? control.faultHits(tenant) : noHits,
    scenario.callbacks.length > 0 ? control.pushes(tenant) : [],
  ]);
  const isKits = (exchange: WireExchange) => exchange.nonce !== null && about.kitNonces.has(exchange.nonce);
  return {
    scenarioId: scenario.id,
    clockMode: about.clock,
    startedAt: about.startedAt,
    credentials: about.keys,
    format: scenario.session.format,
    responseTimeoutMs: settings.responseTimeoutMs,
    orders: { ...scenario.orders, ...scenario.reds, ...Object.fromEntries(about.asCommanded) },
    commands: about.commands,
    dialogue: [...conversation.dialogue],
    wire: journal.entries.filter((exchange) => !isKits(exchange)),
    kitWire: journal.entries.filter(isKits),
    pushes,
    ledger,
    sheets,
    othersSheets: [...about.othersSheets],
    claims: [...conversation.claims.values()],
    faults: scenario.faults.map(({ rule, required }) => ({ id: rule.id, hits: hits.get(rule.id) ?? 0, required })),
    end: judgeable(about.end, journal.dropped),
    variation: {
      ...scenario.variation,
      lines: countNames([conversation.variedLines]),
      answers: countNames(journal.entries.filter((one) => !isKits(one)).map(({ hostilities = [] }) => hostilities)),
    },
  };
};
