// A script of a soak: a scenario file as data, and as text that `validate` takes and `certify` plays again.
import { Document, isMap, isSeq, visit } from 'yaml';
import type { FaultFileRule } from '../scenario/fault-schema.ts';
import { readScenario } from '../scenario/read-scenario.ts';
import { describeRefusal } from '../scenario/refusal.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { ScenarioFile } from '../scenario/schema.ts';
import type { VariationName } from '../variation/names.ts';

export type Script = ScenarioFile;
/** A script before the oracle has said what must come of it. */
export type Plot = Omit<Script, 'expect'>;
export type Rule = FaultFileRule;
export type ScriptStep = ScenarioFile['steps'][number];

/** The command of a step with its name, and the order or reversal it is about; null for steps that give none. */
export type Command = {
  readonly kind: 'issue' | 'query' | 'void' | 'red' | 'audit';
  readonly as: string;
  /** Empty for `audit`. */
  readonly of: string;
  readonly wait: 'none' | 'rest' | 'result';
};

export const commandOf = (step: ScriptStep): Command | null => {
  const { issue, query, void: voiding, red, audit } = step;
  const about = issue ?? query ?? voiding;
  const kind = issue ? 'issue' : query ? 'query' : 'void';
  if (about) return { kind, as: about.as ?? about.order, of: about.order, wait: about.wait ?? 'result' };
  if (red) return { kind: 'red', as: red.as ?? red.red, of: red.red, wait: red.wait ?? 'result' };
  return audit ? { kind: 'audit', as: audit.as, of: '', wait: audit.wait ?? 'result' } : null;
};

/** Lists and maps below the first two levels stand in one line, as people write scenarios. */
export const writeScript = (script: Script): string => {
  const document = new Document(script);
  visit(document, (_key, node, path) => {
    const members = path.filter((above) => isMap(above) || isSeq(above)).length;
    if ((isMap(node) || isSeq(node)) && members >= 2) node.flow = true;
  });
  return document.toString({ lineWidth: 0 });
};

/** As `certify` reads it from a file; throws where a script is no scenario, which is a mistake of ours. */
export const readScript = (
  script: Script,
  { id, seed, calm }: { readonly id: string; readonly seed: number; readonly calm: readonly VariationName[] },
): Scenario => {
  const reading = readScenario(writeScript(script), { file: `${id}.yaml`, id, seed, calm });
  if (!reading.ok)
    throw new Error(`a drawn script is no scenario: ${reading.refusals.map(describeRefusal).join('; ')}`);
  return reading.scenario;
};
