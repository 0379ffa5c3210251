// How a command's end is told to the kit: outcomes of D-2.
import type { CommandReport } from '../deeds/report.ts';
import {
  CommandEnded,
  NothingFound,
  OrderNumberTaken,
  OutcomeUnknown,
  RefusedLocally,
  RepairOrder,
  StopAndTellPerson,
} from '../outcome-errors.ts';
import type { CommandMessage } from './messages.ts';

export type ResultMessage = Readonly<Record<string, unknown>> & { readonly type: 'result'; readonly outcome: string };

/** The classes of the client's errors as the outcomes of D-2: what is not certain goes to a person as `unknown`. */
const outcomes = [
  [RefusedLocally, 'invalid'],
  [RepairOrder, 'rejected'],
  [StopAndTellPerson, 'rejected'],
  [OrderNumberTaken, 'rejected'],
  [NothingFound, 'rejected'],
  [OutcomeUnknown, 'unknown'],
] as const;

/** What a command came to, and members of the result that only its kind has (D-1). */
export type Told = CommandReport & { readonly members?: Readonly<Record<string, unknown>> };

export const resultOf = (id: string, report: Told): ResultMessage => ({
  type: 'result',
  id,
  outcome: report.outcome,
  returnCode: report.returnCode,
  invoice: report.invoice,
  attempts: report.attempts,
  message: report.message,
  ...(report.late ? { late: true } : {}),
  ...report.members,
});

/** Null for an error that is no end of a command: a closed client, a store that cannot be written. */
export const resultOfError = (id: string, error: unknown): ResultMessage | null => {
  const [, outcome] = outcomes.find(([kind]) => error instanceof kind) ?? [];
  if (outcome === undefined || !(error instanceof CommandEnded)) return null;
  const errors = error instanceof RefusedLocally || error instanceof RepairOrder ? error.errors : [];
  return {
    type: 'result',
    id,
    outcome,
    returnCode: error.returnCode,
    invoice: null,
    attempts: error.attempts,
    message: error.message,
    ...(errors.length > 0 ? { errors } : {}),
  };
};

/** D-5: a command this client does not know, or not with those members. */
export const unsupported = ({ id, command, members }: CommandMessage): ResultMessage => ({
  type: 'result',
  id,
  outcome: 'unsupported',
  returnCode: null,
  invoice: null,
  attempts: 0,
  message: `this client does not know the command ${command}${'plan' in members ? ' with a plan (G-4)' : ''}`,
});
