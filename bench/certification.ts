// How long `certify` takes as a whole process in virtual time, and whether every run says the same.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Figure, figureOf } from './median.ts';

type Result = {
  readonly conformant: boolean;
  readonly scenarios: readonly {
    readonly id: string;
    readonly verdict: string;
    readonly checks: readonly { readonly id: string; readonly verdict: string }[];
  }[];
};

const certifyOnce = async (
  client: string,
  out: string,
): Promise<{ tookMs: number; conformant: boolean; verdicts: string }> => {
  const begun = performance.now();
  const kit = spawn(process.execPath, ['cli/start.js', 'certify', '--client', client, '--out', out, '--quiet'], {
    stdio: 'ignore',
  });
  await once(kit, 'exit');
  const tookMs = performance.now() - begun;
  const result = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')) as Result;
  const verdicts = result.scenarios.map(
    (scenario) =>
      `${scenario.id}=${scenario.verdict}:${scenario.checks.map((check) => `${check.id}=${check.verdict}`).join()}`,
  );
  return { tookMs, conformant: result.conformant, verdicts: verdicts.sort().join('\n') };
};

/** Each run draws its own seed; verdicts of scenarios and of each check are compared. */
export const measureCertification = async (options: {
  readonly client: string;
  readonly runs: number;
}): Promise<
  Figure & { readonly verdictSets: number; readonly conformant: boolean; readonly odd: readonly string[] }
> => {
  const out = mkdtempSync(join(tmpdir(), 'liandiao-bench-'));
  const measured: number[] = [];
  const sets = new Set<string>();
  let conformant = true;
  try {
    await certifyOnce(options.client, out);
    for (let run = 0; run < options.runs; run += 1) {
      const one = await certifyOnce(options.client, out);
      measured.push(one.tookMs);
      sets.add(one.verdicts);
      conformant &&= one.conformant;
    }
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
  return { ...figureOf(measured), verdictSets: sets.size, conformant, odd: oddLines([...sets]) };
};

/** The scenarios whose verdicts were not the same in every run. */
const oddLines = (sets: readonly string[]): string[] => {
  const lines = sets.map((set) => new Set(set.split('\n')));
  return [...new Set(lines.flatMap((set) => [...set]))].filter((line) => !lines.every((set) => set.has(line)));
};
