// Asks one check about one story.
import { checkById } from '../../../conformance/checks/registry.ts';
import type { Scenario } from '../../../conformance/scenario/scenario.ts';
import { type Story, scenario, told } from '../story.ts';

/** The check's verdict, or null where it found nothing to look at. */
export const verdictOf = (
  id: string,
  tell: (story: Story) => void,
  facts: Partial<Scenario> & { readonly clockMode?: 'virtual' | 'real' } = {},
): string | null => {
  const { clockMode = 'virtual', ...rest } = facts;
  return checkById(id)?.judge(told(tell, { clockMode }), scenario(rest))?.verdict ?? null;
};

export type Row = readonly [sentence: string, expected: string | null, tell: (story: Story) => void];
