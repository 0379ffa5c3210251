// Every script that is drawn is a scenario, stays within the bounds and asks only for classes that were claimed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { objectToPlot } from '../../../conformance/soak/bounds.ts';
import { drawScript } from '../../../conformance/soak/draw.ts';
import { readScript, writeScript } from '../../../conformance/soak/script.ts';

const classes = ['restart', 'audit', 'red', 'void', 'xml', 'sm2'];
const seeds = fc.nat(0xffffffff);
const numbers = fc.integer({ min: 1, max: 100_000 });
const claims = fc.subarray(classes).map((some) => ['core', ...some]);

describe('a drawn script', () => {
  it('is a scenario that every lawful client survives, of claimed classes alone', () => {
    fc.assert(
      fc.property(seeds, numbers, claims, (seed, number, capabilities) => {
        const script = drawScript(seed, number, capabilities);
        expect(objectToPlot(script)).toBeNull();
        const { also, id } = readScript(script, { id: 'soak-0001', seed, calm: [] });
        expect([also.filter((name) => !capabilities.includes(name)), id]).toEqual([[], 'soak-0001']);
      }),
      { numRuns: 300 },
    );
  });

  it('is the same whenever it is drawn', () => {
    fc.assert(
      fc.property(seeds, numbers, claims, (seed, number, capabilities) => {
        const [one, other] = [1, 2].map(() => writeScript(drawScript(seed, number, capabilities)));
        expect(one).toBe(other);
      }),
      { numRuns: 50 },
    );
  });

  it('comes in every colour: all claimed classes, many effects, orders alone and together', () => {
    const scripts = Array.from({ length: 200 }, (_, at) => drawScript(7, at + 1, ['core', ...classes]));
    const also = new Set(scripts.flatMap((script) => script.also ?? []));
    const effects = new Set(scripts.flatMap(({ faults = [] }) => faults.flatMap(({ effect }) => Object.keys(effect))));
    const orders = new Set(scripts.map((script) => Object.keys(script.orders).length));
    const moods = new Set(scripts.flatMap(({ bureau = {} }) => Object.keys(bureau)));
    expect([...also].sort()).toEqual([...classes].sort());
    expect(effects.size).toBeGreaterThan(15);
    expect([...orders].sort()).toEqual([1, 2, 3, 4, 6]);
    expect([...moods]).toEqual(expect.arrayContaining(['issue', 'rateLimit', 'maintenance', 'quota', 'riskBlocked']));
  });
});
