// result.json, junit.xml and transcript.ndjson: what machines read of a run.
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DOMParser } from '@xmldom/xmldom';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../conformance/evidence.ts';
import { judgeScenario } from '../../../conformance/judge.ts';
import { writeJunit } from '../../../conformance/report/junit.ts';
import { resultOf } from '../../../conformance/report/result.ts';
import { conformanceOf } from '../../../conformance/report/suite-run.ts';
import { writeTranscript } from '../../../conformance/report/transcript.ts';
import { writeReports } from '../../../conformance/report/write-reports.ts';
import type { Scenario } from '../../../conformance/scenario/scenario.ts';
import { hostile, lawful, runOf, small, suiteOf } from './suite.ts';

const parse = (xml: string) =>
  new DOMParser({
    onError: (level, message) => {
      if (level !== 'warning') throw new Error(`${level}: ${message}`);
    },
  }).parseFromString(xml, 'application/xml');

const good = () => runOf({ id: 'good/one' }, lawful);

describe('result.json', () => {
  it('has the promised shape and counts every scenario once', () => {
    const result = resultOf(small());
    expect(result).toMatchObject({
      schemaVersion: 1,
      specification: '1.0',
      clock: 'virtual',
      seed: 42,
      conformant: false,
    });
    expect(result.client).toEqual({ name: 'example-client', version: '1.2.3', language: 'python' });
    expect(result.totals).toEqual({
      pass: 3,
      warn: 1,
      fail: 1,
      void: 1,
      unsupported: 1,
      untestable: 0,
      adapterError: 1,
      harnessError: 0,
    });
    expect(result.classes.claimed).toEqual(['core']);
    expect(result.classes.notClaimed).toContain('restart');
  });

  it('tells of a failed check its clauses, requirement, expected and actual', () => {
    const checks = resultOf(small()).scenarios.flatMap((scenario) => scenario.checks);
    expect(checks.find(({ id, verdict }) => id === 'ladder.waits' && verdict === 'fail')).toMatchObject({
      clauses: ['C-7'],
      level: 'must',
      message: 'rung 1 was cut short: 4 s instead of at least 10 s',
      expected: expect.stringContaining('10 s'),
      expectedZh: expect.stringContaining('至少 10 s'),
      actual: expect.stringContaining('4 s'),
      actualZh: expect.stringContaining('次尝试'),
    });
  });
});

describe('conformance', () => {
  it.each([
    ['all that is required passed', suiteOf([good()]), true],
    ['nothing ran', suiteOf([]), false],
    ['something failed', small(), false],
    ['core is not claimed', suiteOf([good()], { client: { ...small().client, capabilities: ['xml'] } }), false],
    [
      'core is claimed by its commands',
      suiteOf([good()], { client: { ...small().client, capabilities: ['issue', 'query'] } }),
      true,
    ],
    [
      'only an unclaimed class is unsupported',
      suiteOf([good(), ...small().scenarios.filter(({ scenario }) => scenario.class === 'restart')]),
      true,
    ],
  ] as const)('when %s', (_what, run, conformant) => {
    expect(conformanceOf(run).conformant).toBe(conformant);
  });
});

describe('junit.xml', () => {
  it('has a testcase for each check and one for each scenario that ended otherwise', () => {
    const run = small();
    const cases = parse(writeJunit(run)).getElementsByTagName('testcase').length;
    const checks = run.scenarios.flatMap(({ verdict }) => verdict.checks).length;
    const others = run.scenarios.filter(({ verdict }) => verdict.reason !== null).length;
    expect(cases).toBe(checks + others);
  });

  it('explains a failure by requirement, expected and actual', () => {
    const failures = [...parse(writeJunit(small())).getElementsByTagName('failure')].map((node) => node.textContent);
    expect(failures.join('\n')).toMatch(
      /requirement \[C-7\].*\n.*\nexpected: rung 1: at least 10 s.*应为：.*至少 10 s.*\nactual: rung 1: 4 s.*实际：.*次尝试/,
    );
  });

  it('stays well-formed whatever a client says', () => {
    expect(parse(writeJunit(hostile())).getElementsByTagName('testcase').length).toBeGreaterThan(0);
  });
});

describe('transcript.ndjson', () => {
  it('holds enough to derive every verdict again', () => {
    const run = small();
    type Line = { type: string; scenario: string } & Record<string, unknown>;
    const lines = writeTranscript(run)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
    const factsOf = (id: string, type: string) => lines.filter((line) => line.scenario === id && line.type === type);
    const rejudged = factsOf('unknown/committed', 'scenario').map(({ definition, session }) => {
      const evidence = {
        ...(session as Evidence),
        dialogue: factsOf('unknown/committed', 'dialogue'),
        wire: factsOf('unknown/committed', 'wire'),
        kitWire: factsOf('unknown/committed', 'kit-wire'),
        pushes: factsOf('unknown/committed', 'push'),
        ledger: factsOf('unknown/committed', 'ledger'),
        claims: factsOf('unknown/committed', 'claim'),
      } as unknown as Evidence;
      return judgeScenario(definition as Scenario, evidence);
    });
    expect(rejudged).toEqual(factsOf('unknown/committed', 'verdict').map(({ verdict }) => verdict));
    expect(lines[0]).toMatchObject({ type: 'suite', seed: 42 });
  });
});

describe('the folder of reports', () => {
  it('holds the four files and nothing half-written', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'reports-'));
    await writeReports(folder, small());
    await writeReports(folder, small());
    expect(readdirSync(folder).toSorted()).toEqual(['junit.xml', 'report.html', 'result.json', 'transcript.ndjson']);
    expect(JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8'))).toMatchObject({ schemaVersion: 1 });
  });
});
