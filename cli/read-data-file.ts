// A JSON or YAML file that a command is given; what is wrong in it is named by its place and never quoted: it may hold keys.
import { readFileSync } from 'node:fs';
import type { YAMLError } from 'yaml';
import { Refusal } from './refusal.ts';

const readText = (file: string, what: string): string => {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new Refusal(
      `${what} ${file}: it cannot be read (${(error as NodeJS.ErrnoException).code})`,
      'Name a file, or - for standard input.',
    );
  }
};

const placeOf = (error: YAMLError | undefined): string => {
  const [begin] = error?.linePos ?? [];
  return begin ? ` in line ${begin.line}, column ${begin.col} (${error?.code})` : '';
};

/** `scalars`: whether a number is a number, or stays the text that it was written as (keys are no numbers). */
export const readDataFile = async (
  file: string,
  { what, scalars = 'typed' }: { readonly what: string; readonly scalars?: 'typed' | 'texts' },
): Promise<unknown> => {
  const { parseDocument } = await import('yaml');
  const document = parseDocument(readText(file, what), scalars === 'texts' ? { schema: 'failsafe' } : {});
  const refuse = (error?: YAMLError): Refusal =>
    new Refusal(`${what} ${file}: it is neither JSON nor YAML${placeOf(error)}`, 'Write JSON or YAML.');
  if (document.errors.length > 0) throw refuse(document.errors[0]);
  try {
    return document.toJS();
  } catch {
    // An alias without its anchor shows only here.
    throw refuse();
  }
};
