// The profiles that the bureau brings along: tolerances, limits and habits that differ between provinces and vendors, as data.
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Profile } from './profile-form.ts';

export type { Profile };

type Members = Readonly<Record<string, unknown>>;

const read = new Map<string, Profile>();

/** `base` with what `own` says instead; `longest` and `amountLimits` are replaced entry by entry, lists as a whole. */
export const extendProfile = (base: Profile, own: Members): Members => {
  const { extends: _base, ...rest } = own;
  const nested = (['longest', 'amountLimits'] as const).flatMap((name) =>
    typeof rest[name] === 'object' ? [[name, { ...base[name], ...rest[name] }] as const] : [],
  );
  return { ...base, ...rest, ...Object.fromEntries(nested) };
};

/** Read at its first use, and not judged again: a test holds every file here to the form of `parseProfile`. */
export const readProfile = (name: string): Profile => {
  const known = read.get(name);
  if (known) return known;
  const own = parse(readFileSync(new URL(`./${name}.yaml`, import.meta.url), 'utf8')) as Members;
  const base = own['extends'];
  const profile = (typeof base === 'string' ? extendProfile(readProfile(base), own) : own) as Profile;
  read.set(name, profile);
  return profile;
};

/** Names of the profiles the bureau brings along. */
export const profileNames = (): string[] =>
  readdirSync(new URL('.', import.meta.url))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .sort();
