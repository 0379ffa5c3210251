// A client in another language (examples/python) is certified: nothing in the kit depends on its being ours.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { findPython } from '../../bench/python.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'liandiao-python-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

type Result = {
  readonly conformant: boolean;
  readonly totals: Readonly<Record<string, number>>;
  readonly classes: { readonly claimed: readonly string[]; readonly notClaimed: readonly string[] };
};

it('certifies the Python client in all it claims', async () => {
  const python = findPython() ?? 'no python3 that can import cryptography (Debian: python3-cryptography)';
  const flags = ['--client', `${python} examples/python/main.py`, '--out', out, '--json', '--quiet'];
  const text = await new Promise<string>((resolve) => {
    const command = ['cli/start.js', 'certify', ...flags];
    execFile(process.execPath, command, { cwd: root, maxBuffer: 64 * 1024 * 1024 }, (_error, stdout) =>
      resolve(stdout),
    );
  });
  const { conformant, totals, classes } = JSON.parse(text) as Result;
  expect({ conformant, claimed: classes.claimed, fail: totals['fail'], adapterError: totals['adapterError'] }).toEqual({
    conformant: true,
    claimed: ['core'],
    fail: 0,
    adapterError: 0,
  });
});
