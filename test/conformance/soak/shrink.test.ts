// Shrinking keeps what makes a script fail, leaves the bounds nowhere, and ends where nothing more can be left out.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandsIn, objectToPlot } from '../../../conformance/soak/bounds.ts';
import { drawScript } from '../../../conformance/soak/draw.ts';
import { readScript, type Script } from '../../../conformance/soak/script.ts';
import { shrinkScript, simplerScripts } from '../../../conformance/soak/shrink.ts';
import { familyOf } from '../../../conformance/soak/toll.ts';

const claims = ['core', 'restart', 'audit', 'red', 'void', 'xml', 'sm2'];
const has = (family: string) => (script: Script) => (script.faults ?? []).some((rule) => familyOf(rule) === family);
const predicates: readonly ((script: Script) => boolean)[] = [
  has('busy'),
  has('unknown'),
  (script) => script.steps.some(({ kill }) => kill !== undefined),
  (script) => commandsIn(script).some(({ kind }) => kind === 'query'),
  (script) => Object.keys(script.orders).length >= 2,
];
const failing = (predicate: (script: Script) => boolean) => async (scripts: readonly Script[]) =>
  scripts.map(predicate);

describe('shrinking', () => {
  it('keeps the failure, the bounds and the form, down to where every simpler script passes', async () => {
    const cases = fc.tuple(fc.nat(0xffffffff), fc.nat(1000), fc.constantFrom(...predicates));
    await fc.assert(
      fc.asyncProperty(cases, async ([seed, number, predicate]) => {
        const drawn = drawScript(seed, number, claims);
        fc.pre(predicate(drawn));
        const { script } = await shrinkScript(drawn, { failing: failing(predicate), mostRuns: 10_000, atOnce: 8 });
        expect([predicate(script), objectToPlot(script)]).toEqual([true, null]);
        expect(simplerScripts(script).filter(predicate)).toEqual([]);
        expect(readScript(script, { id: 'soak-0001', seed, calm: [] }).id).toBe('soak-0001');
      }),
      { numRuns: 60 },
    );
  });

  it('comes to one order and one fault where one fault is to blame', async () => {
    const drawn = Array.from({ length: 50 }, (_, at) => drawScript(3, at + 1, claims)).find(
      (script) => Object.keys(script.orders).length > 3 && has('busy')(script),
    );
    const { script } = await shrinkScript(drawn ?? drawScript(3, 1, claims), {
      failing: failing(has('busy')),
      mostRuns: 1000,
      atOnce: 4,
    });
    expect([Object.keys(script.orders).length, script.faults?.length, script.steps.length]).toEqual([1, 1, 1]);
  });

  it('stops when its runs are spent, and shows the rounds', async () => {
    const rounds: number[] = [];
    const { runs } = await shrinkScript(drawScript(3, 4, claims), {
      failing: failing(() => false),
      mostRuns: 5,
      atOnce: 2,
      onRound: (round) => rounds.push(round.runs),
    });
    expect([runs, rounds]).toEqual([5, [2, 4, 5]]);
  });
});
