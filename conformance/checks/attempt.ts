// Every try of the client in order of time: requests that arrived and those that found nobody listening (D-2, C-11).
import type { Bilingual } from '../bilingual.ts';
import type { Evidence, WireExchange } from '../evidence.ts';
import { onceAnEvidence } from '../once-an-evidence.ts';
import { openedRequest } from '../opened-exchange.ts';
import { readInstant } from '../wire/instant.ts';
import type { OpenedRequest } from '../wire/open-request.ts';
import { skewMs } from './clock-slack.ts';
import { type Dialogue, type Moment, readDialogue, type Sleep } from './dialogue.ts';
import { type Heard, hearAnswer } from './heard.ts';

export type Attempt = {
  /** From 1 in the session, as reports count. */
  readonly number: number;
  readonly orderNo: string | null;
  /** `invoice.issue`, … ; null where nothing arrived. */
  readonly interface: string | null;
  /** The id of the command it belongs to, where that can be told. */
  readonly command: string | null;
  readonly nonce: string | null;
  readonly startMs: number;
  /** Answer complete, connection broken, or its response timeout (C-7); null while open. */
  readonly endMs: number | null;
  readonly timedOut: boolean;
  readonly exchange: WireExchange | null;
  readonly request: OpenedRequest | null;
  readonly heard: Heard;
  /** The response-timeout sleep said before it. */
  readonly sleep: Sleep | null;
};

type Draft = Omit<Attempt, 'number'>;

const orderNoOf = (payload: unknown): string | null => {
  const orderNo = (payload as { orderNo?: unknown } | null)?.orderNo;
  return typeof orderNo === 'string' && orderNo !== '' ? orderNo : null;
};

/**
 * The command whose order it is, when the sleep does not say: the one open at the time, if there is only one. A client on a
 * real clock says no sleeps, and a reversal looks at other orders than its own: what fits none is the only open command's.
 */
const guessCommand = (dialogue: Dialogue, orderNo: string | null, atMs: number): string | null => {
  const open = dialogue.commands.filter(
    ({ given, results }) => given !== null && given.atMs <= atMs && !results.some((result) => result.atMs < atMs),
  );
  const ofOrder = open.filter((command) => command.orderNo === orderNo);
  const possible = ofOrder.length === 0 && dialogue.sleeps.length === 0 ? open : ofOrder;
  return possible.length === 1 ? (possible[0]?.id ?? null) : null;
};

type Ending = { readonly endMs: number | null; readonly timedOut: boolean; readonly answered: boolean };

const endOf = (exchange: WireExchange, sleep: Sleep | null, skewMs: number): Ending => {
  const closedMs = exchange.endedAt === null ? null : readInstant(exchange.endedAt);
  const settled = sleep?.ended ?? null;
  const gaveUp = settled !== null && (closedMs === null || settled.atMs + skewMs < closedMs);
  if (gaveUp) return { endMs: settled.atMs, timedOut: settled.by === 'wake', answered: false };
  const timedOut = settled?.by === 'wake' && exchange.end !== 'answered';
  return { endMs: closedMs, timedOut, answered: exchange.end === 'answered' };
};

const whyLost = ({ timedOut }: Ending, { end }: WireExchange): Bilingual => {
  if (timedOut) return { en: 'no answer in time', zh: '未及时应答' };
  return end === 'reset' ? { en: 'the connection was reset', zh: '连接被重置' } : { en: 'no answer', zh: '无应答' };
};

const draftFromWire = (exchange: WireExchange, sleep: Sleep | null, evidence: Evidence): Draft => {
  const dialogue = readDialogue(evidence);
  const request = openedRequest(exchange.request, evidence.credentials);
  const startMs = readInstant(exchange.receivedAt) ?? 0;
  const orderNo = orderNoOf(request.payload) ?? exchange.orderNo;
  const nonce = request.message['nonce'] ?? exchange.nonce;
  const ending = endOf(exchange, sleep, skewMs(evidence));
  const lost: Heard = {
    kind: 'unknown',
    why: whyLost(ending, exchange),
    disbelieved: null,
  };
  return {
    orderNo,
    interface: exchange.interface,
    command: sleep?.command ?? guessCommand(dialogue, orderNo, startMs),
    nonce,
    startMs,
    endMs: ending.endMs,
    timedOut: ending.timedOut,
    exchange,
    request,
    heard: ending.answered ? hearAnswer(exchange, nonce, evidence) : lost,
    sleep,
  };
};

const draftFromSilence = (sleep: Sleep, dialogue: Dialogue): Draft => {
  const command = dialogue.commands.find(({ id }) => id === sleep.command);
  return {
    orderNo: command?.orderNo ?? null,
    interface: null,
    command: sleep.command,
    nonce: sleep.nonce,
    startMs: sleep.atMs,
    endMs: sleep.ended?.atMs ?? sleep.atMs,
    timedOut: false,
    exchange: null,
    request: null,
    heard: { kind: 'not-sent' },
    sleep,
  };
};

/** A sleep said just before the process was killed proves no attempt: its request may never have been written. */
const killedBefore = (sleep: Sleep, dialogue: Dialogue): boolean =>
  sleep.ended === null && dialogue.reopenings.some(({ order }) => order > sleep.order);

/** The sleep said before the exchange: of the possible ones the latest that was said by then, in order of saying. */
const sleepBefore = (exchange: WireExchange, possible: readonly Sleep[]): Sleep | null => {
  const arrivedMs = readInstant(exchange.receivedAt) ?? 0;
  const spoken = possible.filter(({ atMs }) => atMs <= arrivedMs);
  const latestMs = Math.max(...spoken.map(({ atMs }) => atMs));
  return spoken.find(({ atMs }) => atMs === latestMs) ?? possible[0] ?? null;
};

/** Exchanges in order of arrival, each with its sleep; those with a readable nonce choose first, among sleeps of that nonce. */
const matchSleeps = (evidence: Evidence, timeouts: readonly Sleep[]): Map<WireExchange, Sleep> => {
  const byArrival = evidence.wire.toSorted((a, b) => a.openedOrder - b.openedOrder);
  const ofNonce = Map.groupBy(timeouts, ({ nonce }) => nonce);
  const matched = new Map<WireExchange, Sleep>();
  const taken = new Set<Sleep>();
  const match = (exchange: WireExchange, sleeps: readonly Sleep[]) => {
    const found = sleepBefore(
      exchange,
      sleeps.filter((sleep) => !taken.has(sleep)),
    );
    if (!found) return;
    matched.set(exchange, found);
    taken.add(found);
  };
  for (const exchange of byArrival) if (exchange.nonce !== null) match(exchange, ofNonce.get(exchange.nonce) ?? []);
  for (const exchange of byArrival) if (exchange.nonce === null) match(exchange, timeouts);
  return matched;
};

const read = (evidence: Evidence): Attempt[] => {
  const dialogue = readDialogue(evidence);
  const timeouts = dialogue.sleeps.filter(({ reason }) => reason === 'response-timeout');
  const matched = matchSleeps(evidence, timeouts);
  const sent = evidence.wire.map((exchange) => draftFromWire(exchange, matched.get(exchange) ?? null, evidence));
  const arrived = new Set(matched.values());
  const unsent = timeouts
    .filter((sleep) => sleep.nonce !== null && !arrived.has(sleep) && !killedBefore(sleep, dialogue))
    .map((sleep) => draftFromSilence(sleep, dialogue));
  const place = (draft: Draft) => draft.sleep?.order ?? 0;
  const opened = (draft: Draft) => draft.exchange?.openedOrder ?? 0;
  return [...sent, ...unsent]
    .sort((a, b) => a.startMs - b.startMs || place(a) - place(b) || opened(a) - opened(b))
    .map((draft, at) => ({ ...draft, number: at + 1 }));
};

/** By the client's own word where it said one, else by the clock. */
export const beganAfter = ({ sleep, startMs }: Attempt, moment: Moment): boolean =>
  sleep ? sleep.order > moment.order : startMs > moment.atMs;

/** All attempts of the scenario, read once. */
export const readAttempts: (evidence: Evidence) => readonly Attempt[] = onceAnEvidence(read);

export type Arrived = Attempt & { readonly request: OpenedRequest };

/** Those whose request arrived. */
export const arrivedOf: (evidence: Evidence) => readonly Arrived[] = onceAnEvidence((evidence) =>
  readAttempts(evidence).filter((attempt): attempt is Arrived => attempt.request !== null),
);
