// The hostility of one tenant: what its seed gives for an answer and for an order, behaviour by behaviour.
import type { Style } from '../exchange/answer.ts';
import type { JournalEntry } from '../journal/entry.ts';
import { createQuickDice } from '../randomness.ts';
import type { Hostile } from '../register/hostile.ts';
import { createStyle } from './answer-style.ts';
import { asynchronousIssue } from './asynchronous-issue.ts';
import type { AnswerBehaviour, DelayBehaviour, Dice } from './behaviour.ts';
import { emptyMembers } from './empty-members.ts';
import { extraMembers } from './extra-members.ts';
import { httpForm } from './http-form.ts';
import { laggingQuery } from './lagging-query.ts';
import { lateDocuments } from './late-documents.ts';
import { memberOrder } from './member-order.ts';
import type { HostilityName } from './names.ts';
import { retryAfter } from './retry-after.ts';
import { returnMessage } from './return-message.ts';
import { slowDelivery } from './slow-delivery.ts';
import { spelling } from './spelling.ts';
import { createTempo, type Tempo } from './tempo.ts';
import { createVisitCount } from './visit-count.ts';

const answerBehaviours: readonly AnswerBehaviour[] = [
  returnMessage,
  retryAfter,
  emptyMembers,
  extraMembers,
  memberOrder,
  spelling,
  httpForm,
];

export type Hostility = {
  /** Of the answer to this exchange; asked for once, when it is known what the exchange is about. */
  readonly styleOf: (entry: JournalEntry) => Style;
  /** Of a push, by something of it that never comes twice. */
  readonly pushStyleOf: (push: string) => Style;
  /** Without an exchange nothing is noted. */
  readonly tempoOf: (entry?: JournalEntry) => Tempo;
  /** After a reset the same requests meet the same again. */
  readonly clear: () => void;
};

/**
 * What is drawn hangs on seed, tenant, behaviour and what it is drawn for, and on nothing that came between: an answer on
 * application, interface, order and how often they came together, a delay on the order alone. So clients that send many
 * orders at once meet the same whoever comes first, no tenant or application shifts what another draws (B-10), and a
 * behaviour that is calmed does not change the others.
 */
export const createHostility = ({ seed, calm = [] }: Hostile, tenant: string): Hostility => {
  const visits = createVisitCount();
  const isCalm = ({ name }: { readonly name: HostilityName }): boolean => calm.includes(name);
  const diceOf = (name: HostilityName, what: readonly unknown[]): Dice =>
    createQuickDice(JSON.stringify(['hostility', seed, tenant, name, ...what]));
  const noteOn = (entry?: JournalEntry) => (name: HostilityName) => {
    if (entry && !entry.hostilities?.includes(name)) entry.hostilities = [...(entry.hostilities ?? []), name];
  };
  const unlessCalm = (behaviour: DelayBehaviour): DelayBehaviour | null => (isCalm(behaviour) ? null : behaviour);
  const delays = {
    query: unlessCalm(laggingQuery),
    issue: unlessCalm(asynchronousIssue),
    delivery: unlessCalm(slowDelivery),
    documents: unlessCalm(lateDocuments),
  };
  const behaviours = answerBehaviours.filter((behaviour) => !isCalm(behaviour));
  const styleFor = (what: readonly unknown[], entry?: JournalEntry): Style =>
    createStyle({ behaviours, diceOf: (name) => diceOf(name, what), note: noteOn(entry) });
  return {
    styleOf: (entry) => {
      const about = [entry.appId, entry.interface, entry.orderNo];
      return styleFor(['answer', ...about, visits.count(JSON.stringify(about))], entry);
    },
    pushStyleOf: (push) => styleFor(['push', push]),
    tempoOf: (entry) =>
      createTempo(delays, { diceOf: (name, orderNo) => diceOf(name, ['order', orderNo]), note: noteOn(entry) }),
    clear: visits.clear,
  };
};
