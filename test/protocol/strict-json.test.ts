// JSON as the bureau reads it, held against JSON.parse and against the judge's own reader.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson as readAsJudge } from '../../conformance/wire/json-text.ts';
import { maxDepth, readJson } from '../../protocol/strict-json.ts';

/** Names among them that are no members of their own for a careless reader. */
const name = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'length', 'a', 'orderNo', ''),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const leaf = fc.oneof(
  fc.constantFrom(null, true, false, 0, -1.5, 1e300, 1e-300),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
type Entries = readonly (readonly [string, Tree])[];
type Tree = { readonly leaf: unknown } | { readonly list: readonly Tree[] } | { readonly members: Entries };
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ leaf }),
    fc.record({ list: fc.array(tie('tree'), { maxLength: 4 }) }),
    fc.record({ members: fc.uniqueArray(fc.tuple(name, tie('tree')), { selector: ([key]) => key, maxLength: 4 }) }),
  ),
}));
const blank = fc.constantFrom('', ' ', '\n', '\t', '\r\n');

/** A name may be spelt with escapes: it is the same name. */
const spell = (text: string, escaped: boolean): string =>
  escaped
    ? `"${text
        .split('')
        .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
        .join('')}"`
    : JSON.stringify(text);

/** JSON.stringify would lose a member called `__proto__` of a careless value. */
const write = (value: Tree, space: string): string => {
  if ('leaf' in value) return `${space}${JSON.stringify(value.leaf)}${space}`;
  if ('list' in value) return `[${value.list.map((one) => write(one, space)).join(',')}${space}]`;
  const members = value.members.map(([key, one]) => `${space}${JSON.stringify(key)}${space}:${write(one, space)}`);
  return `{${members.join(',')}${space}}`;
};
const depthOf = (value: Tree): number =>
  'leaf' in value
    ? 0
    : 1 + Math.max(0, ...('list' in value ? value.list.map(depthOf) : value.members.map(([, one]) => depthOf(one))));

const pieces = [
  '{',
  '}',
  '[',
  ']',
  ':',
  ',',
  '"',
  '\\',
  '"a"',
  '"b"',
  '"\\u0061"',
  '1',
  '-',
  '0',
  'e',
  '.',
  'true',
  'null',
  ' ',
  '\u0001',
  '"__proto__"',
  '\\ud800',
  'é',
];
const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((parts) => parts.join(''));
const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('strict JSON', () => {
  it('reads a document as JSON.parse does, members called __proto__ being plain data', () => {
    fc.assert(
      fc.property(tree, blank, (value, space) => {
        fc.pre(depthOf(value) <= maxDepth);
        const text = write(value, space);
        expect(readJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
        expect(readAsJudge(text)).toEqual(readJson(text));
      }),
    );
    expect(Object.hasOwn(Object.prototype, 'a')).toBe(false);
  });

  it('comes back as it was written', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary', maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value);
        const reading = readJson(text);
        expect(JSON.stringify(reading.value)).toBe(text);
        expect(reading.ok).toBe(true);
      }),
    );
  });

  it('refuses a member that comes twice, however it is spelt, wherever it stands', () => {
    const path = fc.array(fc.constantFrom('[1,@]', '{"z":@}', '{"y":"}","z":[@]}', '[{"q\\"":@}]'), { maxLength: 6 });
    fc.assert(
      fc.property(name, fc.boolean(), path, (key, escaped, around) => {
        const twice = `{"first":0,${spell(key, escaped)}:1,"between":{${JSON.stringify(key)}:2},${JSON.stringify(key)}:3}`;
        fc.pre(key !== 'first' && key !== 'between');
        const text = around.reduce((inner, outer) => outer.replace('@', () => inner), twice);
        expect(readJson(text)).toMatchObject({ ok: false, repeated: key });
        expect(readAsJudge(text).ok).toBe(false);
      }),
    );
  });

  it('never throws, refuses whatever JSON.parse refuses, and agrees with the judge on the rest', () => {
    fc.assert(
      fc.property(soup, (text) => {
        const reading = readJson(text);
        expect(reading.ok && !isJson(text)).toBe(false);
        expect(reading.ok).toBe(readAsJudge(text).ok && !/half of a surrogate/.test(JSON.stringify(reading)));
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['[', '{"a":'])('reads %s so many levels deep and not one more', (open) => {
    const nest = (depth: number) => `${open.repeat(depth)}0${(open === '[' ? ']' : '}').repeat(depth)}`;
    expect([readJson(nest(maxDepth)).ok, readJson(nest(maxDepth + 1)).ok, readJson(nest(200_000)).ok]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('refuses half of a surrogate pair in names and values', () => {
    const half = fc.integer({ min: 0xd800, max: 0xdfff }).map((code) => `\\u${code.toString(16)}`);
    fc.assert(
      fc.property(half, fc.constantFrom('{"a":"@"}', '{"@":1}', '["x@y"]'), (spelt, around) => {
        expect(readJson(around.replace('@', () => spelt)).ok).toBe(false);
      }),
    );
  });
});
