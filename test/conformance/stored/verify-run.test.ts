// Stored evidence judged again: what was told stands, and not one byte of it can be changed unseen (V-2, V-3).
import { describe, expect, it } from 'vitest';
import type { SuiteRun } from '../../../conformance/report/suite-run.ts';
import { reportsOf } from '../../../conformance/report/write-reports.ts';
import { type StoredFiles, type VerifyOptions, verifyRun } from '../../../conformance/stored/verify-run.ts';
import { digestOf } from '../../../conformance/wire/digest.ts';
import { small } from '../report/suite.ts';

/** As sessions tell it: the evidence names its scenario. */
const stored = (): SuiteRun => {
  const run = small();
  const scenarios = run.scenarios.map((one) => ({
    ...one,
    evidence: { ...one.evidence, scenarioId: one.scenario.id },
  }));
  return { ...run, scenarios };
};

const run = stored();
const files = reportsOf(run);
const options: VerifyOptions = {
  suiteVersion: run.suite.version,
  scenariosOf: () => run.scenarios.map(({ scenario }) => scenario),
};

const objectionsTo = (changed: StoredFiles, others: Partial<VerifyOptions> = {}): string[] =>
  verifyRun(changed, { ...options, ...others }).objections.map(({ scenario, words }) =>
    [scenario, words.en].filter(Boolean).join(': '),
  );

/** With the digest made good again, as a forger would. */
const forge = (transcript: string): StoredFiles => ({
  ...files,
  'transcript.ndjson': transcript,
  'result.json': (files['result.json'] ?? '').replace(digestOf(files['transcript.ndjson'] ?? ''), digestOf(transcript)),
});

describe('verifyRun', () => {
  it('derives every verdict again and finds the reports to be what they give', () => {
    const { run: judged, objections, judgedAnew } = verifyRun(files, options);
    expect({ objections, judgedAnew }).toEqual({ objections: [], judgedAnew: [] });
    expect(judged?.scenarios.map(({ verdict }) => verdict)).toEqual(run.scenarios.map(({ verdict }) => verdict));
  });

  it.each(Object.keys(files))('sees a changed byte anywhere in %s', (name) => {
    const text = files[name] ?? '';
    const step = Math.max(1, Math.floor(text.length / 40));
    const unseen = Array.from({ length: Math.ceil(text.length / step) }, (_, at) => at * step).filter((at) => {
      const other = text[at] === 'x' ? 'y' : 'x';
      const changed = text.slice(0, at) + other + text.slice(at + 1);
      return objectionsTo({ ...files, [name]: changed }).length === 0;
    });
    expect(unseen).toEqual([]);
  });

  it('says which verdict was told and which the evidence gives', () => {
    const told = (files['transcript.ndjson'] ?? '').replace(
      /("scenario":"unknown\/committed","verdict":\{[^\n]*?"verdict":")fail/,
      '$1pass',
    );
    expect(objectionsTo(forge(told))[0]).toMatch(/^unknown\/committed: told: pass \(.+\); the evidence gives: fail \(/);
  });

  it('sees that a scenario was made easier', () => {
    const easier = (files['transcript.ndjson'] ?? '').replace('"checks":["ladder.waits",', '"checks":[');
    expect(objectionsTo(forge(easier))).toContain(
      'unknown/committed: the scenario told is not the one of this version and seed',
    );
  });

  it('objects to a scenario of nobody and to a report that is not there', () => {
    const { 'junit.xml': _junit, ...others } = files;
    expect(objectionsTo(others, { scenariosOf: () => [] })).toEqual([
      ...run.scenarios.map(({ scenario }) => `${scenario.id}: this version has no such scenario`),
      'junit.xml is missing',
    ]);
  });

  it('tells what another version judged otherwise, and objects to none of it', () => {
    const told = (files['transcript.ndjson'] ?? '').replaceAll('"version":"0.1.0"', '"version":"0.0.9"');
    const older = told.replace(/("scenario":"unknown\/committed","verdict":\{[^\n]*?"verdict":")fail/, '$1pass');
    const { objections, judgedAnew } = verifyRun(forge(older), options);
    expect(objections).toEqual([]);
    expect(judgedAnew.map(({ scenario }) => scenario)).toEqual(['unknown/committed']);
  });

  it('refuses the transcript of a soak, whose evidence is not all there', () => {
    const soaked = reportsOf({ ...run, soak: { finds: [] } });
    expect(objectionsTo(soaked)).toEqual([expect.stringContaining('it is of a soak')]);
  });
});
