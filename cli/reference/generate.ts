// Makes the files that are generated from the law and the code (reference, clause checks, scenario schema); nothing is written yet.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checks } from '../../conformance/checks/registry.ts';
import { loadScenarios } from '../../conformance/scenario/load-scenarios.ts';
import { describeRefusal } from '../../conformance/scenario/refusal.ts';
import { scenarioFileSchema } from '../../conformance/scenario/schema.ts';
import { Refusal } from '../refusal.ts';
import { type Convicted, gapsOf, type JudgedScenario, strayCitations } from './coverage.ts';
import { judgeReference, seed } from './judged-run.ts';
import { type Law, readLaw } from './law.ts';
import { hearWitnesses } from './mistakes/witness.ts';
import { writeMistakes } from './mistakes/write-mistakes.ts';
import { writeClauseChecks } from './write-clause-checks.ts';
import { writeReference } from './write-reference.ts';

export type GeneratedFile = { readonly path: string; readonly content: string };

/** All that the generated files say, as it was found. */
export type Findings = {
  readonly root: string;
  readonly law: Law;
  readonly run: readonly JudgedScenario[];
  readonly mutants: readonly Convicted[];
  readonly testimonies: Awaited<ReturnType<typeof hearWitnesses>>;
};

/** `root` is the checkout. Certifies the reference client, and plants every mistake in a bureau. Refuses bad scenarios. */
export const collectFindings = async (root: string): Promise<Findings> => {
  const folder = join(root, 'specification');
  const { scenarios, refusals } = loadScenarios(join(root, 'scenarios'), { seed });
  if (refusals.length > 0) throw new Refusal(refusals.map(describeRefusal).join('\n'), 'Mend the scenarios first.');
  return {
    root,
    law: readLaw(folder),
    run: await judgeReference(resolve(root), scenarios),
    mutants: JSON.parse(readFileSync(join(folder, 'mutants.json'), 'utf8')),
    testimonies: await hearWitnesses(),
  };
};

/** Refuses what must not be published: clauses that bind clients and were not judged, citations that lead nowhere. */
export const composeReference = ({ root, law, run, mutants, testimonies }: Findings): readonly GeneratedFile[] => {
  const stray = strayCitations(law, [...checks, ...run, ...run.flatMap(({ judged }) => judged)]);
  if (stray.length > 0) {
    throw new Refusal(
      `clauses that the law does not hold: ${[...new Set(stray)].join(', ')}`,
      'Cite ids of specification/clauses.yaml, or R- and a return code.',
    );
  }
  const gaps = gapsOf(law, run);
  if (gaps.length > 0) {
    throw new Refusal(
      gaps.join('\n'),
      'Let a check carry the clause and a scenario bring it to a verdict, or say why not: `excluded` in specification/clauses.yaml, `unmet` in return-codes.yaml.',
    );
  }
  const folder = join(root, 'specification');
  return [
    { path: join(folder, 'reference.md'), content: writeReference(law, 'en') },
    { path: join(folder, 'reference.zh-CN.md'), content: writeReference(law, 'zh') },
    { path: join(folder, 'mistakes.md'), content: writeMistakes(testimonies, 'en') },
    { path: join(folder, 'mistakes.zh-CN.md'), content: writeMistakes(testimonies, 'zh') },
    { path: join(root, 'scenarios/scenario.schema.json'), content: `${JSON.stringify(scenarioFileSchema, null, 2)}\n` },
    { path: join(folder, 'clause-checks.md'), content: writeClauseChecks(law, run, mutants) },
  ];
};
