// Where judge and bureau see one thing differently, or the bureau contradicts itself: an error of this project, not the client's.
import type { Bilingual } from '../bilingual.ts';
import { say } from '../checks/finding.ts';
import { openPush, sayManner } from '../checks/push.ts';
import type { Evidence, PushSending } from '../evidence.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { compareAnswers } from './answers.ts';
import { compareGates } from './gates.ts';
import { compareJournal } from './journal.ts';
import { compareLedger } from './ledger.ts';
import { compareTraces } from './traces.ts';

const comparePush = (sending: PushSending, evidence: Evidence): Bilingual[] => {
  const { genuine } = openPush(sending, evidence.credentials);
  // Never written: the application was gone.
  if (sending.body === '' || genuine === (sending.manner !== 'forged')) return [];
  return [
    say(
      `push ${sending.number}: ${sending.manner} to the bureau, ${genuine ? 'genuine' : 'not genuine'} to the judge`,
      `第 ${sending.number} 次推送：税局视为${sayManner(sending).zh}，裁决者视为${genuine ? '真实' : '不真实'}`,
    ),
  ];
};

/** A sentence for each disagreement; empty in a sound run. */
export const disagreements = (evidence: Evidence, scenario: Scenario): Bilingual[] => {
  const exchanges = [...evidence.wire, ...evidence.kitWire].sort((a, b) => a.openedOrder - b.openedOrder);
  return [
    ...compareJournal(exchanges, evidence, scenario),
    ...compareGates(exchanges, evidence),
    ...compareAnswers(exchanges, evidence),
    ...compareLedger(exchanges, evidence),
    ...compareTraces(exchanges, evidence),
    ...evidence.pushes.flatMap((sending) => comparePush(sending, evidence)),
  ];
};
