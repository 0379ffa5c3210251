// Loads the scenarios of a folder: all that can be read, and a refusal with its place for everything that cannot.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import picomatch from 'picomatch';
import type { VariationName } from '../variation/names.ts';
import { readScenario } from './read-scenario.ts';
import type { ScenarioRefusal } from './refusal.ts';
import type { Scenario } from './scenario.ts';

/** `seed` draws names, amounts and order numbers, and varies what is not in `calm`; `only` is a glob over ids. */
export type LoadOptions = {
  readonly seed: number;
  readonly only?: string;
  readonly calm?: readonly VariationName[];
};

const refuseWhole = (file: string, message: string, remedy: string): ScenarioRefusal => ({
  file,
  line: 1,
  column: 1,
  pointer: '',
  message,
  remedy,
});

/** YAML files below the folder in the order of their names. */
export const findScenarioFiles = (dir: string): readonly string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

/** The path below the folder, with `/`, without the extension. */
export const scenarioIdOf = (dir: string, file: string): string =>
  relative(dir, file)
    .split(sep)
    .join('/')
    .replace(/\.ya?ml$/, '');

/** Scenarios in the order of their ids; refusals of a file leave the others usable. Never throws for what a file says. */
export const loadScenarios = (
  dir: string,
  options: LoadOptions,
): { readonly scenarios: readonly Scenario[]; readonly refusals: readonly ScenarioRefusal[] } => {
  if (!existsSync(dir)) {
    return {
      scenarios: [],
      refusals: [refuseWhole(dir, 'there is no such folder', 'name the folder of the scenarios')],
    };
  }
  const wanted = options.only === undefined ? () => true : picomatch(options.only);
  const scenarios: Scenario[] = [];
  const refusals: ScenarioRefusal[] = [];
  for (const file of findScenarioFiles(dir)) {
    const id = scenarioIdOf(dir, file);
    if (!wanted(id)) continue;
    if (file.endsWith('.yml')) {
      refusals.push(refuseWhole(file, 'a scenario ends in .yaml', `rename it to ${id}.yaml`));
      continue;
    }
    const reading = readScenario(readFileSync(file, 'utf8'), {
      ...{ file, id, seed: options.seed },
      calm: options.calm ?? [],
    });
    if (reading.ok) scenarios.push(reading.scenario);
    else refusals.push(...reading.refusals);
  }
  return { scenarios, refusals };
};
