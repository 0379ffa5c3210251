// A profile that the bureau brings along: tolerances and habits that differ between provinces and vendors, as data.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Profile } from './parse-profile.ts';

export type { Profile };

const read = new Map<string, Profile>();

/** Read at its first use, and not judged again: a test holds every file here to the form of `parseProfile`. */
export const readProfile = (name: string): Profile => {
  const known = read.get(name);
  if (known) return known;
  const profile = parse(readFileSync(new URL(`./${name}.yaml`, import.meta.url), 'utf8')) as Profile;
  read.set(name, profile);
  return profile;
};
