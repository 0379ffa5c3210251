// Reads a profile that somebody wrote; what cannot be used is refused with file, line, pointer and remedy.
import type { ErrorObject } from 'ajv';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import { compileSchema } from '../compile-schema.ts';
import { extendProfile, profileNames, readProfile } from './profile.ts';
import { Profile } from './profile-form.ts';

const seeAlso = 'see simulator/profiles/standard.yaml';

type Reading = { readonly place: string; readonly document: Document; readonly lines: LineCounter };

/** The line of the member at the pointer, or of the nearest one around it; members that `extends` brought have none. */
const lineOf = (pointer: string, { document, lines }: Reading): number => {
  const path = pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
};

const refuse = (pointer: string, complaint: string, reading: Reading): never => {
  throw new Error(`${reading.place}, line ${lineOf(pointer, reading)}: ${pointer || '/'} ${complaint}; ${seeAlso}`);
};

const complaintOf = ({ keyword, message, params }: ErrorObject): string => {
  if (keyword === 'additionalProperties') return 'is no member of a profile: leave it out, or mend its spelling';
  if (keyword === 'enum') return `must be one of ${(params['allowedValues'] as readonly string[]).join(', ')}`;
  const quote = keyword === 'type' && params['type'] === 'string' ? ': put it in quotes' : '';
  return `${message ?? 'is not in the form of a profile'}${quote}`;
};

const pointerOf = ({ instancePath, params }: ErrorObject): string => {
  const extra: unknown = params['additionalProperty'];
  return typeof extra === 'string'
    ? `${instancePath}/${extra.replaceAll('~', '~0').replaceAll('/', '~1')}`
    : instancePath;
};

const isMembers = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const withBase = (own: unknown, reading: Reading): unknown => {
  if (!isMembers(own)) return own;
  const base = own['extends'];
  if (base === undefined) return own;
  const names = profileNames();
  return typeof base === 'string' && names.includes(base)
    ? extendProfile(readProfile(base), own)
    : refuse('/extends', `must be one of ${names.join(', ')}`, reading);
};

const fieldOf = (entry: Profile['required'][number]): string => (typeof entry === 'string' ? entry : entry.field);

/** A profile may ask for more than P-1, never for less. */
const judgeRequired = (profile: Profile, reading: Reading): void => {
  const named = new Set(profile.required.map(fieldOf));
  const lacking = readProfile('standard').required.map(fieldOf);
  const missing = lacking.filter((field) => !named.has(field));
  if (missing.length > 0) refuse('/required', `lacks ${missing.join(', ')}, which P-1 always asks for`, reading);
};

/** The library's words would repeat the alias, which may be anything that begins with a star. */
const resolve = (reading: Reading): unknown => {
  try {
    return reading.document.toJS();
  } catch {
    return refuse('', 'has an alias that leads nowhere, or to too much', reading);
  }
};

/** Reads the text of a profile; throws a sentence with `place`, line, JSON pointer and remedy when it cannot be used. */
export const parseProfile = (text: string, place: string): Profile => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const reading = { place, document, lines };
  const [broken] = document.errors;
  if (broken)
    throw new Error(`${place}, line ${lines.linePos(broken.pos[0]).line}: no YAML (${broken.code}); ${seeAlso}`);
  const profile = withBase(resolve(reading), reading);
  const check = compileSchema<Profile>(Profile, 'first');
  if (!check(profile)) {
    const [first] = check.errors ?? [];
    return first ? refuse(pointerOf(first), complaintOf(first), reading) : refuse('', 'is no profile', reading);
  }
  judgeRequired(profile, reading);
  return profile;
};
