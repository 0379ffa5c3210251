// How many events a second the judge gets through: the stored evidence of a whole run, judged again from nothing (V-2).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeScenario } from '../conformance/judge.ts';
import { readTranscript, type StoredScenario } from '../conformance/stored/read-transcript.ts';
import type { ScenarioVerdict } from '../conformance/verdict.ts';

const events = ['dialogue', 'wire', 'kitWire', 'pushes'] as const;

const readStored = (transcript: string): readonly StoredScenario[] => {
  const reading = readTranscript(transcript);
  if (reading.ok) return reading.run.scenarios;
  throw new Error(`transcript.ndjson:${reading.fault.line}: ${reading.fault.words.en}`);
};

export const countEvents = (stored: readonly StoredScenario[]): number =>
  stored.reduce((sum, { evidence }) => sum + events.reduce((all, name) => all + evidence[name].length, 0), 0);

/** Ids of the scenarios whose verdict, `now` in the same order, is not the stored one. */
export const judgedOtherwise = (
  stored: readonly StoredScenario[],
  now: readonly ScenarioVerdict[],
): readonly string[] =>
  stored.filter(({ told }, at) => JSON.stringify(now[at]) !== JSON.stringify(told)).map(({ scenario }) => scenario.id);

export type Judging = {
  readonly events: number;
  /** The first pass of a process, and the median of the later ones, in events a second. */
  readonly coldPerSecond: number;
  readonly warmPerSecond: number;
  readonly otherwise: readonly string[];
};

/** Each pass reads the transcript anew, so that nothing opened before is at hand; reading is not measured, judging is, in processor time. */
export const judgeAgain = (transcript: string, passes: number): Judging => {
  const tookMs: number[] = [];
  const otherwise = new Set<string>();
  let count = 0;
  for (let pass = 0; pass < passes; pass += 1) {
    const stored = readStored(transcript);
    count = countEvents(stored);
    const begun = process.cpuUsage();
    const now = stored.map(({ scenario, evidence }) => judgeScenario(scenario, evidence));
    const { user, system } = process.cpuUsage(begun);
    tookMs.push((user + system) / 1000);
    for (const id of judgedOtherwise(stored, now)) otherwise.add(id);
  }
  const [coldMs = Number.NaN, ...laterMs] = tookMs;
  const warmMs = laterMs.sort((a, b) => a - b)[Math.floor(laterMs.length / 2)] ?? Number.NaN;
  const perSecond = (ms: number) => Math.round((count / ms) * 1000);
  return {
    events: count,
    coldPerSecond: perSecond(coldMs),
    warmPerSecond: perSecond(warmMs),
    otherwise: [...otherwise],
  };
};

/** One whole certification of the client, then `passes` judgings of what it stored. */
export const measureJudging = async (options: {
  readonly client: string;
  readonly passes: number;
}): Promise<Judging> => {
  const out = mkdtempSync(join(tmpdir(), 'liandiao-bench-'));
  try {
    const flags = ['certify', '--client', options.client, '--out', out, '--quiet'];
    await once(spawn(process.execPath, ['cli/start.js', ...flags], { stdio: 'ignore' }), 'exit');
    return judgeAgain(readFileSync(join(out, 'transcript.ndjson'), 'utf8'), options.passes);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
};
