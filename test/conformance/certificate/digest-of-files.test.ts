// One digest for many files: the same wherever they lie and however they are named, another for every change.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digestOfFiles } from '../../../conformance/certificate/digest-of-files.ts';

let folder = '';
const write = (name: string, text: string): void => {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
};
const digest = (...paths: readonly string[]) =>
  digestOfFiles(
    paths.map((path) => join(folder, path)),
    folder,
  );

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'digest-'));
  write('src/main.py', 'print(1)');
  write('src/wire/sign.py', 'print(2)');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('digestOfFiles', () => {
  it('is the same for a folder and for its files in any order, once or twice', () => {
    const files = ['src/wire/sign.py', 'src/main.py'];
    expect([digest(...files), digest('src', ...files)]).toEqual([digest('src'), digest('src')]);
  });

  it.each([
    ['a byte', () => write('src/main.py', 'print(3)')],
    ['a name', () => write('src/other.py', '')],
  ])('is another when %s is', (_what, change) => {
    const before = digest('src');
    change();
    expect(digest('src')).not.toBe(before);
  });

  it('passes over what tools put there', () => {
    const before = digest('src');
    write('src/__pycache__/main.pyc', 'x');
    write('src/node_modules/x/index.js', 'x');
    expect(digest('src')).toBe(before);
  });
});
