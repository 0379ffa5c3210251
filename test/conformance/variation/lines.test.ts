// Varied lines of the kit: still the message they were, the same for the same seed, otherwise spelt for another.
import { expect, it } from 'vitest';
import { isMembers } from '../../../conformance/members.ts';
import type { VariationName } from '../../../conformance/variation/names.ts';
import { strangers } from '../../../conformance/variation/objects.ts';
import { createLineVariation } from '../../../conformance/variation/vary-lines.ts';

const message = {
  type: 'open',
  session: 's-1',
  settings: { pollFirstMs: 3000 },
  seller: { name: '甲𠮷公司' },
  now: 'x',
};
const many = Array.from({ length: 40 }, (_, seed) => seed);
const linesOf = (seed: number, calm: readonly VariationName[] = []) => {
  const vary = createLineVariation(seed, { purpose: 'test', calm });
  return [vary(message), vary({ type: 'wake', id: '1' }), vary({ type: 'wake', id: '2' })];
};
const textOf = ({ message: said, text }: ReturnType<typeof linesOf>[number]) => text ?? JSON.stringify(said);

const withoutStrangers = (value: unknown): unknown =>
  isMembers(value)
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([name]) => !strangers.some((stranger) => stranger === name))
          .map(([name, inner]) => [name, withoutStrangers(inner)]),
      )
    : value;

it('says the same in one line, whatever the seed', () => {
  for (const line of many.map((seed) => linesOf(seed)[0]).filter((one) => one !== undefined)) {
    expect(textOf(line)).not.toContain('\n');
    expect(JSON.parse(textOf(line))).toEqual(line.message);
    expect(withoutStrangers(JSON.parse(textOf(line)))).toEqual(message);
  }
});

it('gives the same lines for the same seed, and others for another', () => {
  expect(linesOf(3).map(textOf)).toEqual(linesOf(3).map(textOf));
  expect(new Set(many.map((seed) => linesOf(seed).map(textOf).join())).size).toBeGreaterThan(30);
});

it.each(['extra-members', 'member-order', 'spelling'] as const)('varies %s by the seed unless it is calm', (name) => {
  const acted = (calm: readonly VariationName[]) =>
    many.filter((seed) => linesOf(seed, calm).some(({ varied }) => varied.includes(name)));
  expect(acted([]).length).toBeGreaterThan(0);
  expect(acted([name])).toEqual([]);
});
