// With --explain an answer says in its headers which fault acted on it, and by which mistake it was refused.
import type { Reception } from '../doors/visit.ts';
import type { JournalEntry } from '../journal/entry.ts';
import type { Desk } from './desk.ts';

/** Header values are ASCII without line breaks; an id of a fault may be anything. */
const spell = (names: readonly string[]): string =>
  [...new Set(names)].map((name) => encodeURIComponent(name)).join(', ');

/**
 * `X-Bureau-Fault`: the id of the rule that acted; `X-Bureau-Gate`: the gate that refused, with its code;
 * `X-Bureau-Hostility`: the hostile behaviours that changed something; `X-Bureau-Mistake`: the named mistakes, as `doctor` names them. A client must not depend on them: no real bureau has any.
 */
export const explainReception = async (reception: Reception, entry: JournalEntry, desk: Desk): Promise<Reception> => {
  const { explainExchange } = await import('../explain/explain-exchange.ts');
  const refused = entry.gates.find(({ verdict }) => verdict === 'refused');
  const mistakes = explainExchange(entry, desk.register()).map(({ name }) => name);
  const headers = {
    ...(entry.fault ? { 'x-bureau-fault': spell([entry.fault.id]) } : {}),
    ...(entry.hostilities ? { 'x-bureau-hostility': spell(entry.hostilities) } : {}),
    ...(refused ? { 'x-bureau-gate': `${spell([refused.gate])} ${refused.returnCode ?? ''}`.trim() } : {}),
    ...(mistakes.length > 0 ? { 'x-bureau-mistake': spell(mistakes) } : {}),
  };
  return { ...reception, departure: { ...reception.departure, headers } };
};
