// The profile that `--profile` means: one the bureau brings along, by name, or a file.
import { readFileSync } from 'node:fs';
import { type Profile, profileNames, readProfile } from '../simulator/profiles/profile.ts';
import { Refusal } from './refusal.ts';

const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Refusal(
      `--profile ${file}: it is no profile of the bureau, and no file that can be read (${(error as NodeJS.ErrnoException).code})`,
      `Name one of ${profileNames().join(', ')}, or a YAML file that begins with "extends: standard".`,
    );
  }
};

/** Throws `Refusal`: no such name or file, or a file that is no profile, with its line and what would do. */
export const profileOf = async (name: string): Promise<Profile> => {
  if (profileNames().includes(name)) return readProfile(name);
  const text = readText(name);
  const { parseProfile } = await import('../simulator/profiles/parse-profile.ts');
  try {
    return parseProfile(text, name);
  } catch (error) {
    throw new Refusal(`--profile ${(error as Error).message}`, 'Mend the line that is named, or leave it out.');
  }
};
