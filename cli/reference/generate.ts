// Makes the files that are generated from the law and the code (reference, clause checks, scenario schema); nothing is written yet.
import { join, resolve } from 'node:path';
import { checks } from '../../conformance/checks/registry.ts';
import { loadScenarios } from '../../conformance/scenario/load-scenarios.ts';
import { describeRefusal } from '../../conformance/scenario/refusal.ts';
import { scenarioFileSchema } from '../../conformance/scenario/schema.ts';
import { Refusal } from '../refusal.ts';
import { judgeReference, seed } from './judged-run.ts';
import { readLaw } from './law.ts';
import { hearWitnesses } from './mistakes/witness.ts';
import { writeMistakes } from './mistakes/write-mistakes.ts';
import { gapsOf, strayCitations, writeClauseChecks } from './write-clause-checks.ts';
import { writeReference } from './write-reference.ts';

export type GeneratedFile = { readonly path: string; readonly content: string };

/** `root` is the checkout. Refuses bad scenarios and citations of clauses that the law does not hold. Plants every mistake in a bureau. */
export const generateReference = async (root: string): Promise<readonly GeneratedFile[]> => {
  const folder = join(root, 'specification');
  const law = readLaw(folder);
  const { scenarios, refusals } = loadScenarios(join(root, 'scenarios'), { seed });
  if (refusals.length > 0) throw new Refusal(refusals.map(describeRefusal).join('\n'), 'Mend the scenarios first.');
  const stray = strayCitations(law, [...checks, ...scenarios]);
  if (stray.length > 0) {
    throw new Refusal(
      `clauses that the law does not hold: ${stray.join(', ')}`,
      'Cite ids of specification/clauses.yaml.',
    );
  }
  const run = await judgeReference(resolve(root), scenarios);
  const gaps = gapsOf(law, run);
  if (gaps.length > 0) {
    throw new Refusal(
      gaps.join('\n'),
      'Let a check or scenario cite the clause, or say in specification/clauses.yaml why it is `excluded`.',
    );
  }
  const testimonies = await hearWitnesses();
  return [
    { path: join(folder, 'reference.md'), content: writeReference(law, 'en') },
    { path: join(folder, 'reference.zh-CN.md'), content: writeReference(law, 'zh') },
    { path: join(folder, 'mistakes.md'), content: writeMistakes(testimonies, 'en') },
    { path: join(folder, 'mistakes.zh-CN.md'), content: writeMistakes(testimonies, 'zh') },
    { path: join(root, 'scenarios/scenario.schema.json'), content: `${JSON.stringify(scenarioFileSchema, null, 2)}\n` },
    { path: join(folder, 'clause-checks.md'), content: writeClauseChecks(law, run) },
  ];
};
