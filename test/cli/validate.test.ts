import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'validate-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const validate = (...flags: string[]) =>
  spawnSync(process.execPath, ['cli/start.js', 'validate', ...flags], { encoding: 'utf8' });

const write = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

describe('liandiao validate', () => {
  it('finds the scenarios that come with it good', () => {
    const { status, stdout } = validate();
    expect({ status, bad: stdout.endsWith('0 bad\n') }).toEqual({ status: 0, bad: true });
  });

  it('says file, line, column and remedy, and exits 2', () => {
    const path = write('faults.yaml', '- id: busy\n  effect: { returnCode: 3001 }\n');
    const { status, stderr } = validate(path);
    expect(status).toBe(2);
    expect(stderr).toBe(
      `${path}:2:25: 3001 is read as a number where a string is due (/0/effect/returnCode) — quote it: "3001"\n`,
    );
  });

  it('takes a good fault file and gives JSON when asked', () => {
    const path = write('faults.yaml', '- id: busy\n  match: { orderNo: "SO-*" }\n  effect: { hold: true }\n');
    const { status, stdout } = validate('--json', path);
    expect({ status, said: JSON.parse(stdout) }).toEqual({
      status: 0,
      said: { files: [{ file: path, kind: 'faults', refusals: [] }], errors: 0 },
    });
  });

  it.each([
    ['a file that is not there', 'none.yaml', 'there is no such file or folder'],
    ['a folder without files', '', 'no .yaml file in there'],
  ])('refuses %s', (_what, name, message) => {
    const { status, stderr } = validate(join(folder, name));
    expect({ status, said: stderr.includes(message) }).toEqual({ status: 2, said: true });
  });
});
