// The exit code that a certification has earned, by the table of the README.
import { conformanceOf, type SuiteRun } from '../conformance/report/suite-run.ts';
import { type ExitCode, exitCode } from './exit-code.ts';

/** Our own errors before the client's, and those before what could not be found out. */
export const earnedCode = (run: SuiteRun): ExitCode => {
  const verdicts = run.scenarios.map((scenario) => scenario.verdict.verdict);
  if (verdicts.includes('harness-error')) return exitCode.failure;
  if (verdicts.some((verdict) => ['fail', 'adapter-error', 'untestable'].includes(verdict)))
    return exitCode.notConformant;
  // An unclaimed class is no failure; core must be claimed (V-1).
  const nothingRan = run.scenarios.every(
    ({ scenario, verdict }) => verdict.verdict === 'unsupported' && scenario.class !== 'core',
  );
  if (nothingRan || verdicts.includes('void')) return exitCode.inconclusive;
  return conformanceOf(run).conformant ? exitCode.ok : exitCode.notConformant;
};
