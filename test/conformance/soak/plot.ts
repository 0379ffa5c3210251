// A plot with nothing in it but one sale, for tests to add to.
import type { Plot, Rule } from '../../../conformance/soak/script.ts';

export const plot = (facts: Partial<Plot> = {}): Plot => ({
  title: { en: 'A plot', zh: '剧情' },
  purpose: { en: 'for a test', zh: '供测试' },
  class: 'core',
  clauses: ['C-7'],
  orders: { sale: { template: 'goods' } },
  steps: [{ issue: { order: 'sale' } }],
  ...facts,
});

export const rule = (effect: Rule['effect'], facts: Partial<Rule> = {}): Rule => ({
  id: `rule-${JSON.stringify([effect, facts])}`.slice(0, 100),
  match: { orderNo: `\${${'sale'}}` },
  when: { nth: [1] },
  effect,
  required: false,
  ...facts,
});
