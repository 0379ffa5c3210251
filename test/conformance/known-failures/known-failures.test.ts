// Known failures: read with place and remedy, held against a run; what is unmatched, stale or expired fails it (V-4).
import { describe, expect, it } from 'vitest';
import { holdAgainst, isAllKnown, withoutWrong } from '../../../conformance/known-failures/hold-against.ts';
import { type KnownFailure, readKnownFailures } from '../../../conformance/known-failures/read-known-failures.ts';
import type { SuiteRun } from '../../../conformance/report/suite-run.ts';
import { hasty, lawful, runOf, suiteOf } from '../report/suite.ts';

const written = `- check: ladder.waits
  scenario: 'unknown/*'
  message: rung 1 was cut short
  reason: the old scheduler knows whole minutes only
  owner: billing team
  expires: '2026-12-31'
`;
const list = (readKnownFailures(written, 'known.yaml') as { list: readonly KnownFailure[] }).list;
const [entry] = list as readonly [KnownFailure];

const run = suiteOf([
  runOf({ id: 'unknown/a', checks: ['ladder.waits'] }, hasty),
  runOf({ id: 'happy/b', checks: ['ladder.waits'] }, lawful),
]);
const today = '2026-11-25';
const whys = (entries: readonly KnownFailure[], of: SuiteRun = run) =>
  holdAgainst(of, entries, today).wrong.map(({ why }) => why);

/** Every failure of the run but that of `ladder.waits`, as entries. */
const theRest = holdAgainst(run, list, today).unknown.map(
  ({ check }): KnownFailure => ({ ...entry, check: check.id, message: check.message.en }),
);

describe('readKnownFailures', () => {
  it('reads entries, and nothing as an empty list', () => {
    expect(readKnownFailures('', 'known.yaml')).toEqual({ ok: true, list: [] });
    expect(entry).toMatchObject({ check: 'ladder.waits', owner: 'billing team' });
  });

  it.each([
    [
      'a check of another name',
      written.replace('ladder.waits', 'ladder.wait'),
      '1:10: no check is called "ladder.wait"',
      'write "ladder.waits"',
    ],
    [
      'a day that is none',
      written.replace('2026-12-31', '2026-02-30'),
      '6:12: "2026-02-30" is no day',
      'write it as yyyy-MM-dd',
    ],
    ['a missing owner', written.replace(/ {2}owner.*\n/, ''), '1:3: member "owner" is missing', 'add owner'],
    ['a member nobody knows', `${written}  until: x\n`, '7:3: unknown member "until"', 'use one of'],
  ])('refuses %s with its place', (_what, content, message, remedy) => {
    const reading = readKnownFailures(content, 'known.yaml') as {
      refusals: readonly { line: number; column: number; message: string; remedy: string }[];
    };
    const [refusal] = reading.refusals;
    expect(`${refusal?.line}:${refusal?.column}: ${refusal?.message}`).toBe(message);
    expect(refusal?.remedy).toContain(remedy);
  });
});

describe('holdAgainst', () => {
  it('knows the failure that an entry names, and no other', () => {
    const { known, unknown, wrong } = holdAgainst(run, list, today);
    expect(known.map(({ scenario, check }) => [scenario, check.id])).toEqual([['unknown/a', 'ladder.waits']]);
    expect(unknown.length).toBeGreaterThan(0);
    expect(unknown.map(({ check }) => check.id)).not.toContain('ladder.waits');
    expect(wrong).toEqual([]);
  });

  it.each([
    ['stale: the check fails otherwise', { ...entry, message: 'rung 9' }, 'stale'],
    ['stale: the check passes now', { ...entry, scenario: 'happy/*' }, 'stale'],
    ['unmatched: no scenario of that name', { ...entry, scenario: 'elsewhere/*' }, 'unmatched'],
    ['expired since yesterday', { ...entry, expires: '2026-11-24' }, 'expired'],
  ])('tells an entry that is %s', (_what, wrong, why) => {
    expect(whys([wrong])).toEqual([why]);
  });

  it('lets an entry hold on its last day', () => {
    expect(whys([{ ...entry, expires: today }])).toEqual([]);
  });
});

describe('isAllKnown', () => {
  const judge = (entries: readonly KnownFailure[], of: SuiteRun = run) =>
    isAllKnown(of, holdAgainst(of, entries, today));

  it('holds when every failure is known and every entry is true', () => {
    expect(judge([entry, ...theRest])).toBe(true);
  });

  it.each([
    ['a failure nobody named', [entry]],
    ['an entry that is stale', [entry, ...theRest, { ...entry, message: 'rung 9' }]],
    ['an entry that expired', [{ ...entry, expires: '2026-11-24' }, ...theRest]],
  ])('does not hold with %s', (_what, entries) => {
    expect(judge(entries)).toBe(false);
  });

  it('excuses no crash', () => {
    const crashed = run.scenarios.map((one) => ({
      ...one,
      verdict: { ...one.verdict, verdict: 'adapter-error' as const },
    }));
    expect(judge([entry, ...theRest], { ...run, scenarios: crashed })).toBe(false);
  });
});

describe('withoutWrong', () => {
  it('drops what is stale or unmatched and keeps what expired for its owner', () => {
    const expired = { ...entry, expires: '2026-11-24' };
    const mixed = [entry, { ...entry, message: 'rung 9' }, { ...entry, scenario: 'elsewhere/*' }, expired];
    expect(withoutWrong(mixed, holdAgainst(run, mixed, today))).toEqual([entry, expired]);
  });
});
