// The journal against itself and the session: numbers, order, time, and the faults that are said to have acted (B-11, D-4).
import type { Bilingual } from '../bilingual.ts';
import { say } from '../checks/finding.ts';
import type { DialogueEvent, Evidence, WireExchange } from '../evidence.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { readInstant } from '../wire/instant.ts';

/** They act on doors, new connections and pushes: no exchange shows them. */
const unseen = ['listenerClosed', 'falseCertificate', 'callback'];

const compareNumbers = (exchanges: readonly WireExchange[], { announced }: Evidence): Bilingual[] => {
  const numbers = new Set(exchanges.map(({ seq }) => seq));
  const last = Math.max(0, ...numbers);
  const missing: number[] = [];
  for (let seq = 1; seq <= last; seq += 1) if (!numbers.has(seq)) missing.push(seq);
  return [
    ...missing.map((seq) => say(`the journal lacks exchange ${seq}`, `日志缺少报文 ${seq}`)),
    ...(numbers.size < exchanges.length ? [say('the journal holds one number twice', '日志中有一个编号出现两次')] : []),
    ...announced
      .filter((seq) => seq > last)
      .map((seq) =>
        say(
          `the journal ends before exchange ${seq}, of which the bureau's events told`,
          `日志在报文 ${seq} 之前结束，而税局的事件曾告知该报文`,
        ),
      ),
  ];
};

const isTurnedRound = ({ openedOrder, closedOrder }: WireExchange): boolean =>
  closedOrder !== null && closedOrder <= openedOrder;

const endsEarly = ({ receivedAt, endedAt }: WireExchange): boolean =>
  endedAt !== null && (readInstant(endedAt) ?? 0) < (readInstant(receivedAt) ?? 0);

const compareOrder = (exchange: WireExchange): Bilingual[] => {
  const { seq, receivedAt, endedAt } = exchange;
  return [
    ...(isTurnedRound(exchange) ? [say(`exchange ${seq}: it ended before it began`, `报文 ${seq}：结束先于开始`)] : []),
    ...(endsEarly(exchange)
      ? [
          say(
            `exchange ${seq}: it ended at ${endedAt}, before it was received at ${receivedAt}`,
            `报文 ${seq}：结束于 ${endedAt}，早于收到时刻 ${receivedAt}`,
          ),
        ]
      : []),
  ];
};

/** Beginnings and ends in the order of the bureau's own counter; what `compareOrder` has named already is left out. */
const marksOf = (exchange: WireExchange) => {
  const { seq, openedOrder, closedOrder, receivedAt, endedAt } = exchange;
  const sound = !isTurnedRound(exchange) && !endsEarly(exchange);
  return [
    { seq, order: openedOrder, at: receivedAt, isEnd: false },
    ...(closedOrder !== null && endedAt !== null && sound
      ? [{ seq, order: closedOrder, at: endedAt, isEnd: true }]
      : []),
  ];
};

/**
 * A clock that is frozen, runs or is moved on never shows an instant before one that it has shown (D-4). On a real clock an end
 * is told as the instant at which the answer began to leave, and others may have come while it left.
 */
const compareCourse = (exchanges: readonly WireExchange[], { clockMode }: Evidence): Bilingual[] => {
  const marks = exchanges.flatMap(marksOf).sort((a, b) => a.order - b.order);
  const msOf = (at: string) => readInstant(at) ?? 0;
  let before = marks[0];
  return marks.flatMap((mark) => {
    const from = before?.at ?? mark.at;
    const isBackwards = msOf(mark.at) < msOf(from);
    if (isBackwards && mark.isEnd && clockMode === 'real') return [];
    before = mark;
    if (!isBackwards) return [];
    return [
      say(
        `exchange ${mark.seq}: time goes backwards in the journal, from ${from} to ${mark.at}`,
        `报文 ${mark.seq}：日志中时间倒流，由 ${from} 到 ${mark.at}`,
      ),
    ];
  });
};

const sleepsByNonce = ({ dialogue, clockMode }: Evidence): ReadonlyMap<unknown, readonly DialogueEvent[]> =>
  Map.groupBy(
    clockMode === 'virtual' ? dialogue.filter(({ message }) => message['type'] === 'sleep') : [],
    ({ message }) => message['nonce'],
  );

/** In virtual time both have one clock: a request is received at the instant at which the client said that it leaves. */
const compareTime = (exchange: WireExchange, sleeps: ReadonlyMap<unknown, readonly DialogueEvent[]>): Bilingual[] => {
  const said = exchange.nonce === null ? undefined : sleeps.get(exchange.nonce);
  if (said === undefined || said.some(({ at }) => at === exchange.receivedAt)) return [];
  return [
    say(
      `exchange ${exchange.seq}: the bureau received it at ${exchange.receivedAt}, the session's clock stood at ${said[0]?.at}`,
      `报文 ${exchange.seq}：税局收到时为 ${exchange.receivedAt}，会话时钟为 ${said[0]?.at}`,
    ),
  ];
};

const compareFaults = (exchanges: readonly WireExchange[], evidence: Evidence, scenario: Scenario): Bilingual[] =>
  evidence.faults.flatMap(({ id, hits }) => {
    const effect = Object(scenario.faults.find(({ rule }) => rule.id === id)?.rule['effect']);
    if (unseen.some((name) => name in effect)) return [];
    const shown = exchanges.filter(({ fault }) => fault?.id === id).length;
    if (shown === hits) return [];
    return [
      say(
        `fault ${id}: the bureau counts ${hits} hits, its journal shows ${shown}`,
        `故障 ${id}：税局计 ${hits} 次命中，其日志显示 ${shown} 次`,
      ),
    ];
  });

export const compareJournal = (
  exchanges: readonly WireExchange[],
  evidence: Evidence,
  scenario: Scenario,
): Bilingual[] => {
  const sleeps = sleepsByNonce(evidence);
  return [
    ...compareNumbers(exchanges, evidence),
    ...compareCourse(exchanges, evidence),
    ...exchanges.flatMap((exchange) => [...compareOrder(exchange), ...compareTime(exchange, sleeps)]),
    ...compareFaults(exchanges, evidence, scenario),
  ];
};
