import { describe, expect, it } from 'vitest';
import { brokenBureaus } from './bureau/broken-bureaus.ts';
import { brokenClients } from './client/all.ts';
import { brokenKits } from './judge/broken-kits.ts';
import { apply, sourcesOf } from './plant.ts';

const mutants = [...brokenClients, ...brokenBureaus, ...brokenKits];

describe('a mutant', () => {
  it('is called by a name of its own', () => {
    const names = mutants.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  it.each(mutants.map((mutant) => [mutant.name, mutant] as const))('finds what %s changes', (_name, mutant) => {
    expect(sourcesOf(mutant).size).toBeGreaterThan(0);
  });
});

describe('a change', () => {
  it('replaces the text as it is written', () => {
    expect(apply('a = 1;', { file: 'a.ts', from: '1', to: "'$&'" })).toBe("a = '$&';");
  });

  it.each([
    ['b = 1;', 0],
    ['a = 1 + 1;', 2],
  ])('refuses %j, where its text does not stand once', (source, times) => {
    const change = { file: 'a.ts', from: times === 0 ? 'a = 1' : '1', to: '2' };
    expect(() => apply(source, change)).toThrow(`a.ts: the text to change stands there ${times} times`);
  });
});
