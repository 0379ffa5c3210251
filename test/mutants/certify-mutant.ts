// Certifies a client in this process, against a bureau that is opened once: what a mutant is convicted by.
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment, ownBureau } from '../../cli/own-bureau.ts';
import { type SpawnedBureau, spawnBureau } from '../../conformance/bureau/spawn-bureau.ts';
import { certify } from '../../conformance/certify.ts';
import type { SuiteRun } from '../../conformance/report/suite-run.ts';
import { loadScenarios } from '../../conformance/scenario/load-scenarios.ts';
import { systemTimers } from '../../conformance/system-clock.ts';
import { variationNames } from '../../conformance/variation/names.ts';
import type { BrokenClient } from './mutant.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Fixed: a mutant that one draw of names and amounts does not show would come and go. */
const seed = 7;
const environment = cleanEnvironment();

/** `broken`: the name of a broken bureau. */
export const openBureau = (broken?: string): Promise<SpawnedBureau> => {
  const entry = broken === undefined ? ['cli/start.js'] : ['test/mutants/start-house.ts', broken];
  return spawnBureau([process.execPath, ...entry, ...ownBureau], {
    environment,
    timers: systemTimers,
    signal: new AbortController().signal,
  });
};

/** What of the scenarios a mutant is certified by. */
export const scopeOf = ({ variedIn }: Pick<BrokenClient, 'variedIn'>) =>
  variedIn === undefined ? {} : { only: variedIn, varied: true };

/** All scenarios, or those whose id the glob matches; what the seed varies only for clients that are broken in that. `command` is run from the root of the project. */
export const certifyMutant = (
  command: string,
  about: { readonly bureau: SpawnedBureau; readonly only?: string; readonly varied?: boolean },
): Promise<SuiteRun> => {
  const calm = about.varied ? [] : variationNames;
  const { scenarios } = loadScenarios(`${root}/scenarios`, { seed, calm, ...(about.only ? { only: about.only } : {}) });
  return certify({
    client: command,
    scenarios,
    seed,
    clock: 'virtual',
    calm,
    partial: about.only !== undefined,
    suiteVersion: 'test',
    bureau: about.bureau,
    environment,
    machine: 'test',
  });
};
