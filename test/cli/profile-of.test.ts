import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { profileOf } from '../../cli/profile-of.ts';
import { Refusal } from '../../cli/refusal.ts';
import { readProfile } from '../../simulator/profiles/profile.ts';

const fileOf = (text: string): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'profile-')), 'mine.yaml');
  writeFileSync(file, text);
  return file;
};

it('is one the bureau brings along, by name', async () => {
  expect(await profileOf('lenient')).toBe(readProfile('lenient'));
});

it('is a file', async () => {
  const profile = await profileOf(fileOf('extends: lenient\nname: mine\nregion: "44"\n'));
  expect(profile).toEqual({ ...readProfile('lenient'), name: 'mine', region: '44' });
});

it.each([
  ['stadnard', 'it is no profile of the bureau, and no file that can be read (ENOENT)'],
  [fileOf('extends: standard\nregion: "44"\nchanel: "1"\n'), 'mine.yaml, line 3: /chanel is no member of a profile'],
])('refuses %s', async (name, complaint) => {
  const refusal = await profileOf(name).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Refusal);
  expect(String(refusal)).toContain(complaint);
});
