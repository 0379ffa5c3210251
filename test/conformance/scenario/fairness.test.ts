import { describe, expect, it } from 'vitest';
import { precheckOrder } from '../../../client/precheck/precheck-order.ts';
import { loadScenarios } from '../../../conformance/scenario/load-scenarios.ts';
import type { Scenario } from '../../../conformance/scenario/scenario.ts';
import { dropEmpty } from '../../../protocol/payload.ts';
import { readProfile } from '../../../simulator/profiles/profile.ts';
import type { Application } from '../../../simulator/register/application.ts';
import type { Seller } from '../../../simulator/register/seller.ts';
import { judgeInvoice } from '../../../simulator/rules/judge-invoice.ts';
import { shippedTable } from '../../../simulator/tax-codes/tax-codes.ts';

const { scenarios } = loadScenarios('scenarios', { seed: 20261123 });
const wrong = scenarios.filter((scenario) => scenario.checks.includes('precheck.not-sent'));
const right = scenarios.filter((scenario) => !wrong.includes(scenario));
const named = (some: readonly Scenario[]) => some.map((scenario) => [scenario.id, scenario] as const);

/** Scenarios in which the bureau's table of codes refuses what a client cannot know. */
const aboutCodes = [
  ...['param/unknown-tax-code', 'xml/refused', 'sync/rate-changes-at-midnight', 'sync/second-page'],
  ...['audit/refused-by-the-bureau', 'sync/code-newly-added'],
];

const unique = (rules: readonly string[]): readonly string[] => [...new Set(rules)];

type Order = Scenario['orders'][string];

const brokenAtHome = (order: Order): readonly string[] => {
  const checked = precheckOrder(order);
  return checked.ok ? [] : unique(checked.errors.map((error) => error.rule));
};

/** The one rule that an order is about; none where it may be issued. */
const rulesDue = ({ clauses, expect: { outcomes, errors = {} } }: Scenario, name: string): readonly string[] => {
  if (!outcomes[name]?.includes('invalid')) return [];
  const told = errors[name];
  return told ? [told.rule] : clauses.filter((clause) => clause.startsWith('P-'));
};

const brokenAtTheBureau = (order: Order, { seller, startAt }: Scenario): readonly string[] => {
  const registered: Seller = { ...seller, types: ['81', '82'], quota: '1000000.00', state: 'active' };
  const application: Application = {
    appId: 'LD0000000002',
    appSecret: 'sixteen-or-more-characters',
    sm4Key: '0'.repeat(32),
    environment: 'test',
    signType: 'HMAC-SM3',
    encryptType: 'SM4-CBC',
    sellers: [seller.taxNo],
  };
  const context = {
    now: Date.parse(startAt),
    profile: readProfile('standard'),
    taxTable: shippedTable,
    sellers: new Map([[seller.taxNo, registered]]),
    application,
  };
  return unique(judgeInvoice(dropEmpty(order) as Order, context).map((error) => error.rule));
};

const brokenIn = (scenario: Scenario, broken: (order: Order) => readonly string[]) =>
  Object.fromEntries(Object.entries(scenario.orders).map(([name, order]) => [name, broken(order)]));
const broken = (scenario: Scenario) => ({
  home: brokenIn(scenario, brokenAtHome),
  bureau: brokenIn(scenario, (order) => brokenAtTheBureau(order, scenario)),
});

describe('the orders of the scenarios', () => {
  it.each(named(wrong))('break in %s the one rule that they are about, or none', (_id, scenario) => {
    const due = Object.fromEntries(Object.keys(scenario.orders).map((name) => [name, rulesDue(scenario, name)]));
    expect(broken(scenario)).toEqual({ home: due, bureau: due });
  });

  it.each(named(right))('break in %s no rule a client must check', (_id, scenario) => {
    expect(Object.values(broken(scenario).home).flat()).toEqual([]);
  });

  it.each(named(right))('break in %s at the bureau only what the scenario is about', (id, scenario) => {
    const found = Object.values(broken(scenario).bureau).flat();
    expect(unique(found)).toEqual(aboutCodes.includes(id) ? ['P-8'] : []);
  });
});
