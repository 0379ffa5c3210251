// Every kind of hostile message against a bureau in a process of its own: it answers, refuses, and stands.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BureauProcess, startBureau } from '../../../bench/bureau-process.ts';
import { families } from '../../../bench/hostile/families.ts';
import { type Onslaught, runOnslaught } from '../../../bench/hostile/run.ts';

let bureau: BureauProcess;
let onslaught: Onslaught;
beforeAll(async () => {
  bureau = await startBureau('--in-memory');
  onslaught = await runOnslaught({ bureau, messages: 2000, seed: 20261125, lanes: 16, crowd: 100 });
});
afterAll(() => bureau.stop('SIGTERM'));

describe('2000 hostile messages', () => {
  it('meet no failure of ours, no crash and no hang', () => {
    expect(onslaught.wrongs).toEqual([]);
    expect(onslaught.sent).toBeGreaterThanOrEqual(2000);
  });

  it.each(families.map(({ name }) => name))('are of the family %s too, and are answered', (name) => {
    expect(onslaught.messages.get(name)).toBeGreaterThan(0);
    expect([...(onslaught.answers.get(name)?.values() ?? [])].length).toBeGreaterThan(0);
  });

  it('do not keep an honest order from its invoice', () => {
    expect(onslaught.honest.orders).toBeGreaterThan(30);
  });

  it('leave the bureau below one and a half gigabytes, where a million lines alone once took three', () => {
    expect(Math.max(...onslaught.samples.map(({ residentMiB }) => residentMiB))).toBeLessThan(1536);
  });
});
