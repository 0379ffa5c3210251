import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, expect, it } from 'vitest';
import { brokenKits } from './broken-kits.ts';

const out = mkdtempSync(join(tmpdir(), 'liandiao-broken-kits-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

type Ended = {
  readonly code: number;
  readonly scenarios: readonly { readonly verdict: string; readonly reason: string | null }[];
};

const certify = (name: string, only: string): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const client = 'node client/driver/start.js';
    const flags = ['--client', client, '--only', only, '--seed', '7', '--json', '--quiet', '--out', join(out, name)];
    const command = ['test/mutants/start-house.ts', name, 'certify', ...flags];
    execFile(process.execPath, command, { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (stdout === '') reject(new Error(stderr));
      else resolve({ ...JSON.parse(stdout), code: Number(error?.code ?? 0) });
    });
  });

it.each(brokenKits.map((kit) => [kit.name, kit] as const))(
  'finds itself at fault when it %s',
  async (name, { only, says }) => {
    const { code, scenarios } = await certify(name, only);
    expect([code, scenarios.map(({ verdict, reason }) => [verdict, reason])]).toEqual([
      1,
      scenarios.map(() => ['harness-error', expect.stringContaining(says)]),
    ]);
    expect(scenarios.length).toBeGreaterThan(0);
  },
);
