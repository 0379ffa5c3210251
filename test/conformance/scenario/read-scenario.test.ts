import { describe, expect, it } from 'vitest';
import { readScenario } from '../../../conformance/scenario/read-scenario.ts';
import { describeRefusal } from '../../../conformance/scenario/refusal.ts';
import { bucketOf } from '../../../conformance/wire/rollout-bucket.ts';

const good = `title: { en: One sale, zh: 一笔销售 }
purpose: { en: To begin with, zh: 作为开始 }
class: core
clauses: [C-1]
orders:
  sale: { template: software-service, set: { /lines/0/tax: "9.99" }, unset: [/clerk] }
faults:
  - id: lost
    match: { orderNo: "\${sale}" }
    when: { nth: [1] }
    effect: { returnCode: "3001" }
steps:
  - issue: { order: sale }
expect:
  outcomes: { sale: [issued] }
  invoices: { sale: 1 }
checks: [busy.waits]
`;

const read = (text: string, seed = 7) => readScenario(text, { file: 'a.yaml', id: 'a', seed });
const refusalsOf = (text: string): readonly string[] => {
  const reading = read(text);
  return reading.ok ? [] : reading.refusals.map(describeRefusal);
};
const scenarioOf = (text: string, seed?: number) => {
  const reading = read(text, seed);
  if (!reading.ok) throw new Error(reading.refusals.map(describeRefusal).join('\n'));
  return reading.scenario;
};

describe('readScenario', () => {
  it('fills orders from the template and what the file puts in and takes out', () => {
    const { orders } = scenarioOf(good);
    expect(orders['sale']).toMatchObject({ invoiceType: '82', lines: [{ tax: '9.99', rate: '0.06' }] });
    expect(orders['sale']).not.toHaveProperty('clerk');
  });

  it('puts the drawn order number into the rules of faults', () => {
    const { faults, orders } = scenarioOf(good);
    expect(faults).toMatchObject([{ required: true, rule: { match: { orderNo: orders['sale']?.orderNo } } }]);
  });

  it.each(['lost', 'duplicate', 'reordered', 'forged'])('knows the fault of pushes %s', (how) => {
    const { faults } = scenarioOf(good.replace('returnCode: "3001"', `callback: ${how}`));
    expect(faults).toMatchObject([{ rule: { effect: { callback: how } } }]);
  });

  it('draws the same for the same seed and other orders for another', () => {
    expect(scenarioOf(good, 7)).toEqual(scenarioOf(good, 7));
    expect(scenarioOf(good, 8).orders['sale']?.orderNo).not.toBe(scenarioOf(good, 7).orders['sale']?.orderNo);
  });

  it('knows whose news the client is to get', () => {
    const subscribed = good.replace('class: core', 'class: callback').replace('unset:', 'callback: true, unset:');
    expect([scenarioOf(good).callbacks, scenarioOf(subscribed).callbacks]).toEqual([[], ['sale']]);
  });

  it.each([
    ['0', '0.01'],
    ['0.99', '1'],
  ])('draws the number of an order into the buckets from %s to below %s', (from, below) => {
    const windowed = good.replace('unset:', `bucket: { salt: pepper, from: "${from}", below: "${below}" }, unset:`);
    const bucket = bucketOf('pepper', String(scenarioOf(windowed).orders['sale']?.orderNo));
    expect([bucket >= Number(from) * 10_000, bucket < Number(below) * 10_000]).toEqual([true, true]);
  });

  it('copies an order with its number', () => {
    const { orders } = scenarioOf(
      good
        .replace('faults:', '  again: { copyOf: sale, set: { /buyer/name: 另一家 } }\nfaults:')
        .replace('sale: 1 }', 'sale: 1, again: 1 }'),
    );
    expect(orders['again']).toEqual({
      ...orders['sale'],
      buyer: { ...Object(orders['sale']?.['buyer']), name: '另一家' },
    });
  });

  it.each([
    ['a number for a return code', '"3001"', '3001', 'a.yaml:11:27: 3001 is read as a number', 'quote it: "3001"'],
    ['leading zeros as written', '"3001"', '0001', 'a.yaml:11:27: 0001 is read as a number', 'quote it: "0001"'],
    ['a number in a payload', '"9.99"', '9.90', 'a.yaml:6:60: 9.90 is not read as a string', 'quote it: "9.90"'],
    ['a misspelt member', 'orders:\n', 'oders:\n', 'unknown member "oders"', 'write "orders"'],
    [
      'a repeated member',
      'class: core\n',
      'class: core\nclass: core\n',
      'a.yaml:4:1: not readable as YAML',
      'keep one',
    ],
    [
      'an unknown template',
      'software-service',
      'sofware-service',
      'unknown word "sofware-service"',
      'write "software-service"',
    ],
    ['an unknown check', 'busy.waits', 'busy.wait', 'no check is called "busy.wait"', 'write "busy.waits"'],
    [
      'an unknown watched check',
      'checks:',
      'watch: [busy.wait]\nchecks:',
      'no check is called "busy.wait"',
      '"busy.waits"',
    ],
    [
      'an impossible end of a maintenance',
      'class: core',
      'class: core\nbureau: { maintenance: [{ announced: true, from: "2026-11-23T10:00:00.000+08:00", to: "noon" }] }',
      'noon is not an instant (/bureau/maintenance/0/to)',
      'yyyy-MM-dd',
    ],
    ['an unknown order in a fault', '{sale}"', '{sole}"', 'no order is called "sole"', 'write "sale"'],
    [
      'an unknown order in a step',
      'issue: { order: sale }',
      'issue: { order: sole, as: sale }',
      'no order is called "sole"',
      '"sale"',
    ],
    [
      'news for clients that take none',
      'unset:',
      'callback: true, unset:',
      'news of "sale" can reach clients of the class callback alone',
      'write class: callback',
    ],
    ['a rule without id', 'id: lost\n    match', 'match', 'member "id" is missing', 'add id'],
    ['an unknown effect', '{ returnCode: "3001" }', '{ hodl: true }', 'unknown member "hodl"', 'write "hold"'],
    ['two effects in one', '"3001" }', '"3001", hold: true }', 'exactly one of', 'one rule for each'],
    ['a pointer that leads nowhere', '[/clerk]', '[/klerk]', 'no such place', 'correct the JSON pointer'],
    ['an order without a number', '[/clerk]', '[/orderNo]', 'an order without a number', 'leave /orderNo in'],
    [
      'a window of buckets too narrow to be hit',
      'unset:',
      'bucket: { salt: pepper, from: "0.5", below: "0.5099" }, unset:',
      'no number is sought for buckets from 0.5 to below 0.5099 (/orders/sale/bucket/below)',
      'write from and below at least 0.0100 apart',
    ],
    [
      'a window of buckets turned round',
      'unset:',
      'bucket: { salt: pepper, from: "0.9", below: "0.1" }, unset:',
      'no number is sought for buckets from 0.9 to below 0.1 (/orders/sale/bucket/below)',
      'at least 0.0100 apart',
    ],
    [
      'a window that begins beyond all buckets',
      'unset:',
      'bucket: { salt: pepper, from: "1.5", below: "1" }, unset:',
      '"1.5" is no share from 0 to 1 (/orders/sale/bucket/from)',
      'write a decimal from "0" to "1"',
    ],
    [
      'a window that ends beyond all buckets',
      'unset:',
      'bucket: { salt: pepper, from: "0", below: "1.2" }, unset:',
      '"1.2" is no share from 0 to 1 (/orders/sale/bucket/below)',
      'write a decimal from "0" to "1"',
    ],
    [
      'an order that nobody judges',
      'invoices: { sale: 1 }',
      'invoices: {}',
      'nothing expected of order "sale"',
      'add sale',
    ],
    [
      'errors told of a command that is not given',
      'invoices: { sale: 1 }',
      'invoices: { sale: 1 }\n  errors: { sole: { rule: P-5, fields: [/lines/0] } }',
      'no command is called "sole"',
      '"sale"',
    ],
    [
      'a command nobody waits for',
      '{ order: sale }',
      '{ order: sale, wait: none }',
      'nobody waits for "sale"',
      'await: [sale]',
    ],
    [
      'a wait for no command',
      'expect:',
      '  - await: [sole]\nexpect:',
      'no command given before is called "sole"',
      '"sale"',
    ],
    [
      'an impossible start',
      'class: core',
      'class: core\nstartAt: 2026-02-30T10:00:00.000+08:00',
      'is not an instant',
      'yyyy-MM-dd',
    ],
    ['an alias that leads nowhere', 'class: core', 'class: *core', 'a.yaml:3:8: not readable as YAML', 'YAML'],
    ['a list', good, '[]', 'is not of type object', 'object'],
    ['nothing', good, '', 'is not of type object', 'object'],
  ])('refuses %s, with its place and the remedy', (_what, from, to, message, remedy) => {
    const refusals = refusalsOf(good.replace(from, () => to));
    expect(refusals).toContainEqual(expect.stringContaining(message));
    expect(refusals.join('\n')).toContain(remedy);
  });
});
