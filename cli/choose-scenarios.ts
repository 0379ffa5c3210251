// The scenarios that a certification is to run: those of a folder, or the ones of them that were asked for.
import { loadScenarios } from '../conformance/scenario/load-scenarios.ts';
import { describeRefusal } from '../conformance/scenario/refusal.ts';
import type { Scenario } from '../conformance/scenario/scenario.ts';
import type { CertifyFlags } from './certify-flags.ts';
import { exitCode } from './exit-code.ts';
import { Refusal } from './refusal.ts';

type Choice = Pick<CertifyFlags, 'scenarios' | 'only' | 'calm'>;

const refuseNone = (flags: Choice): Refusal =>
  flags.only === undefined
    ? new Refusal(`--scenarios ${flags.scenarios}: no scenario file in there`, 'Name a folder of .yaml files.')
    : new Refusal(
        `--only ${flags.only}: no scenario has such an id, nothing was executed`,
        `Ids are paths below ${flags.scenarios} without .yaml, e.g. --only 'unknown/*' or --only first-contact/happy-path.`,
        exitCode.inconclusive,
      );

/** Throws `Refusal` for files that cannot be used, and where nothing is left to run. */
export const chooseScenarios = (flags: Choice, seed: number): readonly Scenario[] => {
  const { scenarios, refusals } = loadScenarios(flags.scenarios, {
    ...{ seed, calm: flags.calm ?? [] },
    ...(flags.only ? { only: flags.only } : {}),
  });
  if (refusals.length > 0) {
    const lines = refusals.map(describeRefusal);
    throw new Refusal(
      `the scenarios cannot be used:\n  ${lines.join('\n  ')}`,
      'Mend them; `liandiao validate` checks files alone.',
    );
  }
  if (scenarios.length === 0) throw refuseNone(flags);
  return scenarios;
};
