// The journal against itself and the session: numbers, order, time, and the faults that are said to have acted (B-11, D-4).
import type { Evidence, WireExchange } from '../evidence.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { readInstant } from '../wire/instant.ts';

/** They act on doors, new connections and pushes: no exchange shows them. */
const unseen = ['listenerClosed', 'falseCertificate', 'callback'];

const compareNumbers = (exchanges: readonly WireExchange[]): string[] => {
  const numbers = new Set(exchanges.map(({ seq }) => seq));
  const last = Math.max(0, ...numbers);
  const missing = Array.from({ length: last }, (_, at) => at + 1).filter((seq) => !numbers.has(seq));
  return [
    ...missing.map((seq) => `the journal lacks exchange ${seq}`),
    ...(numbers.size < exchanges.length ? ['the journal holds one number twice'] : []),
  ];
};

const compareOrder = ({ seq, openedOrder, closedOrder, receivedAt, endedAt }: WireExchange): string[] => [
  ...(closedOrder !== null && closedOrder <= openedOrder ? [`exchange ${seq}: it ended before it began`] : []),
  ...(endedAt !== null && (readInstant(endedAt) ?? 0) < (readInstant(receivedAt) ?? 0)
    ? [`exchange ${seq}: it ended at ${endedAt}, before it was received at ${receivedAt}`]
    : []),
];

/** In virtual time both have one clock: a request is received at the instant at which the client said that it leaves. */
const compareTime = (exchange: WireExchange, { dialogue, clockMode }: Evidence): string[] => {
  const said = dialogue.filter(({ message }) => message['type'] === 'sleep' && message['nonce'] === exchange.nonce);
  const agree = said.length === 0 || said.some(({ at }) => at === exchange.receivedAt);
  if (clockMode !== 'virtual' || exchange.nonce === null || agree) return [];
  return [
    `exchange ${exchange.seq}: the bureau received it at ${exchange.receivedAt}, the session's clock stood at ${said[0]?.at}`,
  ];
};

const compareFaults = (exchanges: readonly WireExchange[], evidence: Evidence, scenario: Scenario): string[] =>
  evidence.faults.flatMap(({ id, hits }) => {
    const effect = Object(scenario.faults.find(({ rule }) => rule.id === id)?.rule['effect']);
    if (unseen.some((name) => name in effect)) return [];
    const shown = exchanges.filter(({ fault }) => fault?.id === id).length;
    return shown === hits ? [] : [`fault ${id}: the bureau counts ${hits} hits, its journal shows ${shown}`];
  });

export const compareJournal = (
  exchanges: readonly WireExchange[],
  evidence: Evidence,
  scenario: Scenario,
): string[] => [
  ...compareNumbers(exchanges),
  ...exchanges.flatMap((exchange) => [...compareOrder(exchange), ...compareTime(exchange, evidence)]),
  ...compareFaults(exchanges, evidence, scenario),
];
