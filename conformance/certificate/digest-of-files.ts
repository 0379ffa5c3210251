// One digest for many files: what a scenario set or a client is recognised by (V-3).
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { digestOf } from '../wire/digest.ts';

/** Not what tools put beside sources. */
const passedOver: readonly string[] = ['node_modules', '.git', '__pycache__'];

const filesBelow = (path: string): string[] => {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => !passedOver.includes(name))
    .flatMap((name) => filesBelow(join(path, name)));
};

/**
 * SM3 over a line `path TAB sm3` for each file, sorted by path; a path is relative to `base`, with `/`. Folders stand for all
 * files below them but those of tools. Throws what the file system says of a path that cannot be read.
 */
export const digestOfFiles = (paths: readonly string[], base: string): string => {
  const lines = [...new Set(paths.flatMap(filesBelow))]
    .map((file) => `${relative(base, file).split(sep).join('/')}\t${digestOf(readFileSync(file))}\n`)
    .sort();
  return digestOf(lines.join(''));
};
