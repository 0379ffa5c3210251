// transcript.ndjson read back, and what is said of one that is not whole.
import { describe, expect, it } from 'vitest';
import { writeTranscript } from '../../../conformance/report/transcript.ts';
import { readTranscript } from '../../../conformance/stored/read-transcript.ts';
import { lawful, runOf, suiteOf } from '../report/suite.ts';

const one = runOf({ id: 'good/one' }, lawful, { scenarioId: 'good/one' });
const run = suiteOf([one]);
const text = writeTranscript(run);
const lines = text.trimEnd().split('\n');

const faultOf = (changed: readonly string[]) => {
  const reading = readTranscript(changed.join('\n'));
  return reading.ok ? null : `${reading.fault.line}: ${reading.fault.words.en}`;
};

const last = lines.length;

describe('readTranscript', () => {
  it('gives the suite, the scenarios, their evidence and what was told', () => {
    const { scenarios: _scenarios, ...suite } = run;
    const told = JSON.parse(JSON.stringify({ suite, scenarios: [{ ...one, told: one.verdict }] })) as {
      scenarios: { verdict?: unknown }[];
    };
    delete told.scenarios[0]?.verdict;
    expect(JSON.parse(JSON.stringify(readTranscript(text)))).toEqual({ ok: true, run: told });
  });

  it.each([
    ['an empty file', [], '1: it is empty'],
    ['a line that is no JSON', [lines[0] ?? '', '{'], '2: no JSON'],
    ['a line without a type', ['[]'], '1: no object with a type'],
    ['a type nobody writes', [lines[0] ?? '', '{"type":"constructor"}'], '2: no line is of type "constructor"'],
    ['a missing suite', lines.slice(1), '1: the first line is no suite'],
    ['a second suite', [lines[0] ?? '', lines[0] ?? ''], '2: a second suite'],
    ['a suite without a seed', [(lines[0] ?? '').replace('"seed":42', '"seed":"42"')], '1: suite: seed is no number'],
    [
      'facts before their scenario',
      [lines[0] ?? '', ...lines.slice(2)],
      '2: a line of type dialogue stands outside its scenario',
    ],
    [
      'a scenario that is not the one defined',
      [lines[0] ?? '', (lines[1] ?? '').replace('"scenario":"good/one"', '"scenario":"other"')],
      '2: the scenario is not the one defined',
    ],
    [
      'a session without credentials',
      [lines[0] ?? '', (lines[1] ?? '').replace('"credentials"', '"cards"')],
      '2: session: credentials is no object',
    ],
    ['an end that is missing', lines.slice(0, -1), `${last - 1}: good/one has no verdict: the end is missing`],
    ['a scenario told twice', [...lines, ...lines.slice(1)], `${last + 1}: good/one is told twice`],
    ['a scenario within another', [...lines.slice(0, 2), lines[1] ?? ''], '3: good/one has no verdict'],
  ])('refuses %s', (_what, changed, fault) => {
    expect(faultOf(changed)).toBe(fault);
  });
});
