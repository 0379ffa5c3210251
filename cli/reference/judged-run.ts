// A certification of the reference client for the published tables: which checks judged which scenarios.
import { join } from 'node:path';
import process from 'node:process';
import { certify } from '../../conformance/certify.ts';
import { metCodes } from '../../conformance/checks/judged-besides.ts';
import type { Scenario } from '../../conformance/scenario/scenario.ts';
import { cleanEnvironment, ownBureauCommand } from '../own-bureau.ts';
import { Refusal } from '../refusal.ts';
import type { JudgedScenario } from './coverage.ts';

/** What is judged does not depend on it; a fixed one keeps the run repeatable. */
export const seed = 1;

/** What is none of these was not judged. */
const verdicts: readonly string[] = ['pass', 'warn', 'fail'];

/** Refuses a run in which something did not pass: its table would publish what does not hold. */
export const judgeReference = async (
  root: string,
  scenarios: readonly Scenario[],
): Promise<readonly JudgedScenario[]> => {
  const run = await certify({
    client: `"${process.execPath}" "${join(root, 'client/driver/start.js')}"`,
    scenarios,
    seed,
    clock: 'virtual',
    partial: false,
    suiteVersion: 'reference',
    bureau: { spawn: ownBureauCommand },
    environment: cleanEnvironment(),
    machine: 'reference',
  });
  const failed = run.scenarios.filter(({ verdict }) => !['pass', 'unsupported'].includes(verdict.verdict));
  if (failed.length > 0) {
    const lines = failed.map(({ verdict }) => `${verdict.id} ${verdict.verdict} ${verdict.reason ?? ''}`);
    throw new Refusal(
      `the reference client did not pass:\n  ${lines.join('\n  ')}`,
      'Run npm run certify and mend it.',
    );
  }
  return run.scenarios
    .filter(({ verdict }) => verdict.verdict === 'pass')
    .map(({ scenario, evidence, verdict }) => ({
      id: scenario.id,
      class: scenario.class,
      clauses: scenario.clauses,
      judged: verdict.checks
        .filter((check) => verdicts.includes(check.verdict))
        .map(({ id, clauses, besides = [] }) => ({ id, clauses: [...clauses, ...besides] })),
      met: metCodes(evidence),
    }));
};
