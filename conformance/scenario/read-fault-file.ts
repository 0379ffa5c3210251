// Reads a fault file: a list of fault rules to be put to a bureau's control port.
import { checkFaults } from './check-faults.ts';
import { checkForm } from './check-form.ts';
import { type FaultFileRule, faultFileSchema } from './fault-schema.ts';
import { readYaml, type YamlFile } from './read-yaml.ts';
import type { ScenarioRefusal } from './refusal.ts';

const isRuleList = (value: unknown, errors: readonly unknown[]): value is readonly FaultFileRule[] =>
  errors.length === 0 && Array.isArray(value);

const checkContent = (yaml: YamlFile): readonly ScenarioRefusal[] => {
  const formErrors = checkForm(faultFileSchema, yaml);
  const complaints = isRuleList(yaml.value, formErrors)
    ? checkFaults(yaml.value, { pointer: '', orders: [] })
    : formErrors;
  return complaints.map(yaml.refuse);
};

/** What is wrong with a fault file; empty when the bureau will take it. */
export const checkFaultFile = (text: string, file: string): readonly ScenarioRefusal[] => {
  const reading = readYaml(text, file);
  return reading.ok ? checkContent(reading.yaml) : reading.refusals;
};

/** A fault file is a list at its top; a scenario is a mapping. */
export const isFaultFile = (text: string, file: string): boolean => {
  const reading = readYaml(text, file);
  return reading.ok && Array.isArray(reading.yaml.value);
};
