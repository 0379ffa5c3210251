// Known failures on the command line: what is excused and what is not, and the command that mends the list.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { excuse, knownFailuresOf } from '../../cli/known-failures-of.ts';
import { writeReports } from '../../conformance/report/write-reports.ts';
import { hasty, runOf, suiteOf } from '../conformance/report/suite.ts';
import { runProcess } from './run-process.ts';

let folder = '';
const failed = suiteOf([runOf({ id: 'unknown/a', checks: ['ladder.waits'] }, hasty, { scenarioId: 'unknown/a' })]);
const path = (name: string): string => join(folder, name);
const entry = (facts: Readonly<Record<string, string>> = {}): string =>
  `# why we live with it\n- ${Object.entries({
    check: 'ladder.waits',
    message: 'rung 1',
    reason: 'old scheduler',
    owner: 'billing',
    expires: "'2026-12-31'",
    ...facts,
  })
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n  ')}\n`;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'known-'));
  await writeReports(path('report'), failed);
});
afterEach(() => rmSync(folder, { recursive: true }));

const repair = (...flags: readonly string[]) =>
  runProcess(['known-failures', path('report'), path('known.yaml'), ...flags], { cwd: process.cwd() });
const takeIn = ['--add', '--reason', 'old scheduler', '--owner', 'billing', '--expires', '2026-12-31'];
const judge = (earned: 0 | 4) => excuse(failed, knownFailuresOf(path('known.yaml')), { earned, repair: 'REPAIR' });

describe('excuse', () => {
  it('earns 0 once every failure is known, and names them', async () => {
    await repair(...takeIn);
    const { code, lines } = judge(4);
    expect(code).toBe(0);
    expect(lines).toContain('known 已知 unknown/a ladder.waits: old scheduler (billing, until 至 2026-12-31)');
    expect(lines.at(-1)).toMatch(/^known failures 已知失败: \d+ known, 0 new, 0 wrong entries/);
  });

  it('keeps what the run earned while something is new, and prints the command that mends the list', () => {
    writeFileSync(path('known.yaml'), entry());
    const { code, lines } = judge(4);
    expect(code).toBe(4);
    expect(lines).toContain('the list is mended by 修订清单: REPAIR');
  });

  it('fails a run that passed over an entry that is no longer true', () => {
    writeFileSync(path('known.yaml'), entry({ message: 'rung 9' }));
    expect(judge(0).code).toBe(4);
  });
});

describe('liandiao known-failures', () => {
  it('drops what is stale and keeps the rest with its comments', async () => {
    writeFileSync(path('known.yaml'), entry({ message: 'rung 9' }) + entry());
    const { code, stdout } = await repair();
    expect(code).toBe(0);
    expect(stdout).toContain('1 kept 保留, 1 removed 删除, 0 added 新增');
    expect(readFileSync(path('known.yaml'), 'utf8')).toContain('# why we live with it');
    expect(knownFailuresOf(path('known.yaml'))).toMatchObject([{ message: 'rung 1' }]);
  });

  it('makes a list of what is new, each with reason, owner and day', async () => {
    const { stdout } = await repair(...takeIn);
    const list = knownFailuresOf(path('known.yaml'));
    expect(stdout).toContain(`0 kept 保留, 0 removed 删除, ${list.length} added 新增`);
    expect(list.find(({ check }) => check === 'ladder.waits')).toMatchObject({
      scenario: 'unknown/a',
      owner: 'billing',
      expires: '2026-12-31',
    });
  });

  it.each([
    [['--add', '--owner', 'billing'], 'needs a reason, an owner and a day'],
    [['--expires', 'soon'], 'a day is written yyyy-MM-dd'],
  ])('refuses %j', async (flags, words) => {
    const { code, stderr } = await repair(...flags);
    expect({ code, said: stderr.includes(words) }).toEqual({ code: 2, said: true });
  });

  it('writes nothing where it may not', async () => {
    const { code, stderr } = await runProcess(['known-failures', path('report'), path('none/known.yaml')], {
      cwd: process.cwd(),
    });
    expect({ code, said: stderr.includes('cannot be written') }).toEqual({ code: 2, said: true });
  });
});
