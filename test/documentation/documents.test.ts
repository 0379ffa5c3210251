// Every example in the documents is known and run somewhere, and both languages show the same ones.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Block, blocksOf, inlineJsonOf, root } from './documents.ts';
import { allBlocks, known, namesOf, textsOf } from './known-blocks.ts';

const placeOf = ({ document, line, language, text }: Block): string =>
  `${document}:${line} ${language}: ${text.split('\n')[0]}`;

describe('an example in the documents', () => {
  it('has one place where it is run: write it into known-blocks.ts', () => {
    expect(allBlocks.filter((block) => namesOf(block).length !== 1).map(placeOf)).toEqual([]);
  });

  it.each(Object.keys(known) as (keyof typeof known)[])('is still there: %s', (name) => {
    expect(textsOf(name)).not.toEqual([]);
  });

  it('is the same in both languages, remarks apart', () => {
    const shown = (document: string) =>
      blocksOf(document).map(({ language, text }) => [language, text.replace(/\s+(#|\/\/) .*$/gm, '')]);
    expect(shown('README.zh-CN.md')).toEqual(shown('README.md'));
  });

  it('is the same in both languages within the lines', () => {
    const shown = (document: string) => inlineJsonOf(document).map(({ json }) => json);
    expect(shown('README.zh-CN.md')).toEqual(shown('README.md'));
  });

  it('is run by .ci/run where it is long', () => {
    const commands = textsOf('two commands').flatMap((text) => text.match(/npm (ci|test|run \w+)/g) ?? []);
    const run = readFileSync(join(root, '.ci/run'), 'utf8');
    expect(new Set(commands)).toEqual(new Set(['npm ci', 'npm run certify', 'npm test']));
    expect(commands.filter((command) => !new RegExp(`^${command}\\b`, 'm').test(run))).toEqual([]);
  });
});
