// Two short sales: an ordinary one, and one whose order makes the troubled client show its trouble.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadScenarios } from '../../../../conformance/scenario/load-scenarios.ts';
import type { Scenario } from '../../../../conformance/scenario/scenario.ts';

const fileOf = (remark: string): string => `
title: { en: A sale, zh: 一笔销售 }
purpose: { en: One sale, zh: 一笔销售 }
class: core
clauses: [C-1]
orders:
  sale: { template: software-service, set: { /remark: "${remark}" } }
steps:
  - issue: { order: sale }
expect:
  outcomes: { sale: [issued] }
  invoices: { sale: 1 }
`;

/** `calm` and `troubled`, read from files like every scenario. */
export const loadTwoSales = (): readonly Scenario[] => {
  const folder = mkdtempSync(join(tmpdir(), 'liandiao-two-sales-'));
  try {
    writeFileSync(join(folder, 'calm.yaml'), fileOf('calm'));
    writeFileSync(join(folder, 'troubled.yaml'), fileOf('trouble'));
    const { scenarios, refusals } = loadScenarios(folder, { seed: 1 });
    if (refusals.length > 0) throw new Error(JSON.stringify(refusals));
    return scenarios;
  } finally {
    rmSync(folder, { recursive: true });
  }
};
