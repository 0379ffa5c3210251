// `liandiao verify` and `liandiao diff` on what `certify` has written: evidence that stands, that does not, and two runs side by side.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProcess } from './run-process.ts';

let folder = '';
let report = '';
const run = (...args: readonly string[]) => runProcess(args, { cwd: process.cwd() });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'verify-'));
  report = join(folder, 'report');
  const client = 'node client/driver/start.js';
  const flags = ['--client', client, '--only', 'unknown/commit-then-lost-answer', '--seed', '7', '--quiet'];
  await run('certify', ...flags, '--out', report);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** A copy of the report with something changed in one of its files. */
const changed = (name: string, change: (text: string) => string): string => {
  const copy = mkdtempSync(join(folder, 'copy-'));
  cpSync(report, copy, { recursive: true });
  writeFileSync(join(copy, name), change(readFileSync(join(copy, name), 'utf8')));
  return copy;
};

describe('liandiao verify', () => {
  it('derives the verdicts again and says that the evidence stands', async () => {
    const { code, stdout } = await run('verify', report);
    expect({ code, last: stdout.trimEnd().split('\n').at(-1) }).toEqual({
      code: 0,
      last: 'the evidence stands 证据成立',
    });
    expect(stdout).toContain('1 verdicts derived again');
  });

  it('exits 4 over a changed report and names it', async () => {
    const { code, stdout } = await run(
      'verify',
      changed('report.html', (text) => text.replace('pass', 'PASS')),
    );
    expect(code).toBe(4);
    expect(stdout).toContain('✗ report.html is not what this evidence gives report.html 并非由这份证据得出');
  });

  it('says where a transcript cannot be read', async () => {
    const { code, stdout } = await run(
      'verify',
      '--json',
      changed('transcript.ndjson', (text) => text.slice(0, 400)),
    );
    expect(code).toBe(4);
    expect(JSON.parse(stdout)).toMatchObject({
      scenarios: 0,
      objections: [{ words: { en: 'transcript.ndjson:1: no JSON' } }],
    });
  });

  it.each([
    ['verify', 1],
    ['diff', 2],
  ])('%s refuses a folder without a transcript', async (command, count) => {
    const { code, stderr } = await run(command, ...[folder, folder].slice(0, count));
    expect({ code, said: stderr.includes('there is no transcript.ndjson in there') }).toEqual({ code: 2, said: true });
  });
});

describe('liandiao diff', () => {
  it('finds no difference between a run and itself', async () => {
    const { code, stdout } = await run('diff', report, report);
    expect({ code, last: stdout.trimEnd().split('\n').at(-1) }).toEqual({
      code: 0,
      last: '1 scenarios, no difference 个场景，无差异',
    });
  });

  it('shows what a client did before and after', async () => {
    const later = changed('transcript.ndjson', (text) => text.replaceAll('"outcome":"issued"', '"outcome":"rejected"'));
    const { stdout } = await run('diff', report, later);
    expect(stdout).toContain('unknown/commit-then-lost-answer: pass both times 两次相同');
    expect(stdout).toMatch(/before 之前: .* \+10 s .* ⇒ issued 0000 · 2 attempts/);
    expect(stdout).toMatch(/after {2}之后: .* ⇒ rejected 0000 · 2 attempts/);
  });
});
