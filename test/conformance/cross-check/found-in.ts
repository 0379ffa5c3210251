// What the cross-check finds in a told session, in English; the Chinese of each must be there and differ.
import { expect } from 'vitest';
import { disagreements } from '../../../conformance/cross-check/disagreements.ts';
import type { Evidence, WireExchange } from '../../../conformance/evidence.ts';
import type { Scenario } from '../../../conformance/scenario/scenario.ts';
import type { Story } from '../story.ts';
import { scenario, told } from '../story.ts';

export type Tell = (story: Story) => void;

export const foundIn = (
  tell: Tell,
  overrides: Partial<Evidence> = {},
  facts: Partial<Scenario> = {},
): readonly string[] => {
  const found = disagreements(told(tell, overrides), scenario(facts));
  expect(found.filter(({ en, zh }) => !/[\u4e00-\u9fff]/.test(zh) || /[\u4e00-\u9fff]/.test(en))).toEqual([]);
  return found.map(({ en }) => en);
};

/** The told session with one of its exchanges changed afterwards: what a bureau says that contradicts itself. */
export const changed = (
  tell: Tell,
  seq: number,
  change: Partial<WireExchange> | ((exchange: WireExchange) => Partial<WireExchange>),
): Partial<Evidence> => {
  const { wire } = told(tell);
  return {
    wire: wire.map((exchange) =>
      exchange.seq === seq ? { ...exchange, ...(typeof change === 'function' ? change(exchange) : change) } : exchange,
    ),
  };
};
