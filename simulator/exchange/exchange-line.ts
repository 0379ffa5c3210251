// An exchange that has ended, in the few words that log and metrics may have: no payload, secret, tax number or amount among them.
import { returnCode } from '../../protocol/return-code.ts';
import type { JournalEntry } from '../journal/entry.ts';
import { operationNames } from '../operations/registry.ts';

/** What strangers make up is no label. */
export const unknownInterface = 'unknown';

export type ExchangeLine = {
  readonly tenant: string;
  /** Its number in the journal, where all of it stands. */
  readonly seq: number;
  /** One that the bureau has, or `unknown`. */
  readonly interface: string;
  /** A code of section R, `http_404` for an answer without one, or `reset`, `held`, `left` for none. */
  readonly returnCode: string;
  /** The gate that refused. */
  readonly gate: string | null;
  /** The id of the rule that acted. */
  readonly fault: string | null;
  /** Of the machine's time, also where the tenant's clock stands still. */
  readonly durationMs: number;
};

const resultOf = ({ end, answer }: JournalEntry): string => {
  if (end !== 'answered' || !answer) return end ?? 'left';
  if (answer.returnCode === null) return `http_${answer.httpStatus}`;
  return returnCode(answer.returnCode) ? answer.returnCode : 'other';
};

export const exchangeLineOf = (
  entry: JournalEntry,
  about: { readonly tenant: string; readonly durationMs: number },
): ExchangeLine => ({
  tenant: about.tenant,
  seq: entry.seq,
  interface: operationNames.has(entry.interface) ? entry.interface : unknownInterface,
  returnCode: resultOf(entry),
  gate: entry.gates.find(({ verdict }) => verdict === 'refused')?.gate ?? null,
  fault: entry.fault?.id ?? null,
  durationMs: about.durationMs,
});
