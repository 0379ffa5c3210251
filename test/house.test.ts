// The house rules that can be counted: sizes, doors between rooms, banned calls and names.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Which rooms a room's files may import; `test` may import everything. */
const doors: Readonly<Record<string, readonly string[]>> = {
  protocol: [],
  simulator: ['protocol'],
  client: ['protocol'],
  conformance: [],
  cli: ['protocol', 'simulator', 'client', 'conformance'],
  testing: ['protocol', 'simulator'],
  bench: ['protocol', 'simulator', 'client', 'conformance', 'cli'],
};
const rooms = Object.keys(doors);
const longestFile = 300;
const medianFile = 100;
const longestFunction = 70;

type Source = { readonly path: string; readonly text: string; readonly lines: readonly string[] };

const filesBelow = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));

const read = (path: string): Source => {
  const text = readFileSync(join(root, path), 'utf8');
  return { path, text, lines: text.split('\n') };
};

const sources = rooms.flatMap((room) => filesBelow(room).filter((path) => path.endsWith('.ts'))).map(read);
const tests = filesBelow('test')
  .filter((path) => path.endsWith('.ts'))
  .map(read);

const roomOf = (path: string): string => path.split('/')[0] ?? '';

const importsOf = (source: Source): string[] =>
  [...source.text.matchAll(/(?:from\s+|import\s*\(\s*|import\s+)'(\.{1,2}\/[^']+)'/g)].map((match) =>
    normalize(join(dirname(source.path), match[1] ?? '')),
  );

/** Entry files and the named defaults of options: the only places that may touch the machine's clock, dice and streams. */
const isEntry = (path: string): boolean =>
  /^(cli|bench)\//.test(path) || /(^|\/)main\.ts$/.test(path) || /(^|\/)system-[a-z-]+\.ts$/.test(path);

const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');

const offenders = (pattern: RegExp, among: readonly Source[]): string[] =>
  among.flatMap((source) =>
    withoutComments(source.text)
      .split('\n')
      .flatMap((line) => (pattern.test(line) ? [`${source.path}: ${line.trim()}`] : [])),
  );

/** Lengths of functions by indentation of the formatted source: from an opening line to the line that closes it. */
const longFunctions = (source: Source): string[] =>
  source.lines.flatMap((line, at) => {
    const opens =
      /^(\s*)(export )?(async )?(function\b|const \w+ = (async )?(\([^)]*\)|\w+)?[^=]*=> \{$|(async )?\w+\([^)]*\)[^;]*\{$)/.exec(
        line,
      );
    if (!opens || !line.endsWith('{') || /^\s*(if|for|while|switch|else)\b/.test(line)) return [];
    const closes = source.lines.findIndex((later, index) => index > at && later.startsWith(`${opens[1]}}`));
    return closes - at > longestFunction ? [`${source.path}:${at + 1} ${closes - at} lines`] : [];
  });

const findCycle = (): string[] => {
  const graph = new Map(sources.map((source) => [source.path, importsOf(source)]));
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): string[] => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return [];
    for (const next of graph.get(path) ?? []) {
      const cycle = visit(next, [...trail, path]);
      if (cycle.length > 0) return cycle;
    }
    done.add(path);
    return [];
  };
  for (const source of sources) {
    const cycle = visit(source.path, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
};

describe('the house', () => {
  it('keeps every room behind its doors', () => {
    const trespasses = sources.flatMap((source) =>
      importsOf(source)
        .filter((target) => roomOf(target) !== roomOf(source.path))
        .filter((target) => !(doors[roomOf(source.path)] ?? []).includes(roomOf(target)))
        .map((target) => `${source.path} → ${target}`),
    );
    expect(trespasses).toEqual([]);
  });

  it('has no import cycle', () => {
    expect(findCycle()).toEqual([]);
  });

  it(`keeps files at ${longestFile} lines at most, ${medianFile} in the median`, () => {
    const lengths = sources.map((source) => source.lines.length).sort((a, b) => a - b);
    expect(sources.filter((source) => source.lines.length > longestFile + 1).map((source) => source.path)).toEqual([]);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(medianFile);
  });

  it(`keeps functions at ${longestFunction} lines at most`, () => {
    expect(sources.flatMap(longFunctions)).toEqual([]);
  });

  it('has no drawer without a subject and no barrel', () => {
    const drawers = sources.filter((source) => /(^|\/)(utils?|helpers?|common|misc|index)\.ts$/.test(source.path));
    expect(drawers.map((source) => source.path)).toEqual([]);
    expect(offenders(/^export \* from|^export default/, sources)).toEqual([]);
  });

  it('never switches the type checker off', () => {
    const switches = /@ts-(ignore|expect-error|nocheck)|\bas any\b|:\s*any\b|<any>/;
    const found = [...sources, ...tests.filter((source) => source.path !== 'test/house.test.ts')].filter((source) =>
      switches.test(source.text),
    );
    expect(found.map((source) => source.path)).toEqual([]);
  });

  it.each([
    ['Date.now', /\bDate\.now\b|\bnew Date\(\)/, 'take a clock as an argument'],
    ['Math.random', /\bMath\.random\b/, 'take randomness as an argument'],
    ['setTimeout', /\bset(Timeout|Interval)\s*\(/, 'take a clock or timers as an argument'],
    ['console', /\bconsole\./, 'return what is to be said; entry files print'],
    ['process', /(?<![\w./'-])process\.(?!versions|ts\b)/, 'read the environment in an entry file'],
  ])('calls %s only in entry files and defaults', (_name, pattern, remedy) => {
    const found = offenders(
      pattern,
      sources.filter((source) => !isEntry(source.path)),
    );
    expect(found, remedy).toEqual([]);
  });

  it('begins every file with a sentence that says what it is', () => {
    expect(
      sources.filter((source) => !/^(#!.*\n)?(\/\/ |\/\*\*?)/.test(source.text)).map((source) => source.path),
    ).toEqual([]);
  });

  it('names files in kebab-case', () => {
    expect(sources.filter((source) => !/^[a-z0-9/.-]+$/.test(source.path)).map((source) => source.path)).toEqual([]);
  });

  it('keeps tests that can fail', () => {
    const soft = /\b(it|test|describe)\.(skip|todo|only)\b|toBeDefined\(\)|toBeTruthy\(\)/;
    const found = tests.filter((source) => source.path !== 'test/house.test.ts' && soft.test(source.text));
    expect(found.map((source) => source.path)).toEqual([]);
  });
});
