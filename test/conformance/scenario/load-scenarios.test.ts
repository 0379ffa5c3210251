import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadScenarios } from '../../../conformance/scenario/load-scenarios.ts';
import { readRules } from '../../../simulator/faults/rule.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scenarios-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const shipped = loadScenarios('scenarios', { seed: 11 });
const interfaces = [
  ...['invoice.issue', 'invoice.query', 'invoice.red', 'invoice.void', 'quota.query'],
  ...['red.query', 'red.apply', 'red.confirm', 'taxcode.sync'],
];

describe('loadScenarios', () => {
  it('reads every scenario that is shipped', () => {
    expect(shipped.refusals).toEqual([]);
    expect(shipped.scenarios.length).toBeGreaterThanOrEqual(24);
  });

  it('gives no order number twice in a run', () => {
    const numbers = shipped.scenarios.flatMap((scenario) => [
      ...new Set(Object.values(scenario.orders).map((order) => order.orderNo)),
    ]);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('writes fault rules that the bureau takes', () => {
    for (const scenario of shipped.scenarios) {
      expect(
        readRules(
          scenario.faults.map((fault) => fault.rule),
          { interfaces },
        ),
        scenario.id,
      ).toMatchObject({ ok: true });
    }
  });

  it('keeps only ids that match the glob', () => {
    const { scenarios } = loadScenarios('scenarios', { seed: 11, only: 'road/*' });
    expect(scenarios.map((scenario) => scenario.id.split('/')[0])).toEqual(scenarios.map(() => 'road'));
    expect(scenarios.length).toBeGreaterThan(1);
  });

  it('reads the good files beside a bad one', () => {
    writeFileSync(join(folder, 'good.yaml'), readFileSync('scenarios/first-contact/happy-path.yaml', 'utf8'));
    writeFileSync(join(folder, 'bad.yaml'), 'title: 1\n');
    const { scenarios, refusals } = loadScenarios(folder, { seed: 1 });
    expect(scenarios.map((scenario) => scenario.id)).toEqual(['good']);
    expect(new Set(refusals.map((refusal) => refusal.file))).toEqual(new Set([join(folder, 'bad.yaml')]));
  });

  it('refuses a file that ends in .yml and a folder that is not there', () => {
    writeFileSync(join(folder, 'a.yml'), '');
    expect(loadScenarios(folder, { seed: 1 }).refusals).toMatchObject([{ remedy: 'rename it to a.yaml' }]);
    expect(loadScenarios(join(folder, 'none'), { seed: 1 }).refusals).toMatchObject([
      { message: 'there is no such folder' },
    ]);
  });
});
