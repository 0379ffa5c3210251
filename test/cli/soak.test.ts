// certify --soak as a process: what it refuses, what survives, and what it finds, shrinks and plays again.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runProcess } from './run-process.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'liandiao-soak-'));
});
afterEach(() => rmSync(out, { recursive: true }));

const certify = (client: string, ...flags: string[]) =>
  runProcess(['certify', '--client', client, '--out', out, ...flags], { cwd: root });
const reference = 'node client/driver/start.js';
const patienceMs = 240_000;

describe('refuses', () => {
  it.each([
    [['--soak', '0'], 2, 'a number of scripts is a whole number from 1'],
    [['--soak', '3', '--scenarios', 'scenarios'], 2, 'takes no --scenarios'],
    [['--soak', '3', '--clock', 'real'], 2, '--soak is for the virtual clock'],
    [['--soak', '3', '--only', 'soak-0004'], 5, 'Ids are soak-0001 to soak-0003'],
  ])('%j', async (flags, code, words) => {
    const done = await certify(reference, ...flags);
    expect([done.code, done.stdout]).toEqual([code, '']);
    expect(done.stderr).toContain(words);
    expect(readdirSync(out)).toEqual([]);
  });
});

it('lets the reference client survive forty scripts', { timeout: patienceMs }, async () => {
  const { code, stdout } = await certify(reference, '--soak', '40', '--seed', '5');
  expect(stdout).toMatch(/^seed 种子 5\n/);
  expect(stdout).toMatch(/40 passed, 0 failed\n$/);
  expect(code).toBe(0);
  const result = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')) as { soak: unknown; scenarios: unknown[] };
  expect([result.soak, result.scenarios.length]).toEqual([{ finds: [] }, 40]);
});

it('finds who invents order numbers, shrinks the script to one order and one fault, and fails alike again', {
  timeout: patienceMs,
}, async () => {
  const client = 'node test/mutants/start-client.ts new-order-number-after-timeout';
  const found = await certify(client, '--soak', '6', '--seed', '3', '--only', 'soak-0003', '--json');
  expect(found.code).toBe(4);
  const { soak } = JSON.parse(found.stdout) as { soak: { finds: { id: string; check: string; file: string }[] } };
  expect(soak.finds).toMatchObject([{ id: 'soak-0003', check: 'ledger.one-invoice', file: 'soak/soak-0003.yaml' }]);
  const text = readFileSync(join(out, 'soak', 'soak-0003.yaml'), 'utf8');
  expect(text.match(/^ {2}- \{ id: /gm)).toHaveLength(1);
  expect(text.match(/template:/g)).toHaveLength(1);
  const folder = join(out, 'soak');
  expect((await runProcess(['validate', folder], { cwd: root })).code).toBe(0);
  const again = await certify(client, '--scenarios', folder, '--only', 'soak-0003', '--seed', '3');
  expect([again.code, again.stdout]).toEqual([4, expect.stringContaining('fail ledger.one-invoice')]);
  expect(await certify(reference, '--scenarios', folder, '--seed', '3')).toMatchObject({ code: 0 });
});
