import { describe, expect, it } from 'vitest';
import { brokenClients } from './client/all.ts';
import { apply, sourcesOf } from './plant.ts';

describe('a mutant', () => {
  it('is called by a name of its own', () => {
    const names = brokenClients.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  it.each(brokenClients.map((client) => [client.name, client] as const))('finds what %s changes', (_name, client) => {
    expect(sourcesOf(client).size).toBeGreaterThan(0);
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
