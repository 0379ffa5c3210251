// Plants a mutant: from here on a module of this project is read with its changes in it. Nothing on disk is touched.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Change, Mutant } from './mutant.ts';

const root = new URL('../../', import.meta.url);

/** The source with the change in it. Throws when what is to be changed does not stand there exactly once. */
export const apply = (source: string, { file, from, to }: Change): string => {
  const places = source.split(from).length - 1;
  if (places !== 1) throw new Error(`${file}: the text to change stands there ${places} times, not once: ${from}`);
  return source.replace(from, () => to);
};

/** The changed source of each file the mutant touches, by its URL. */
export const sourcesOf = ({ changes }: Mutant): ReadonlyMap<string, string> => {
  const sources = new Map<string, string>();
  for (const change of changes) {
    const { href } = new URL(change.file, root);
    sources.set(href, apply(sources.get(href) ?? readFileSync(fileURLToPath(href), 'utf8'), change));
  }
  return sources;
};

/** To be called before the first module of the changed program is imported. */
export const plant = (mutant: Mutant): void => {
  const sources = sourcesOf(mutant);
  registerHooks({
    load: (url, context, nextLoad) => {
      const loaded = nextLoad(url, context);
      const source = sources.get(url);
      return source === undefined ? loaded : { ...loaded, source };
    },
  });
};
