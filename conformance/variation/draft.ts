// An order while it is varied: its parts, dice, and what the scenario keeps as it is.
import type { Dice } from '../dice.ts';
import { isMembers, type Members } from '../members.ts';

/** What one kind of variation works on. */
export type Draft = {
  readonly order: Record<string, unknown>;
  readonly dice: Dice;
  /** Whether the scenario set nothing at, above or below the pointer. */
  readonly isFree: (pointer: string) => boolean;
  readonly note: (pointer: string) => void;
};

type Part = readonly [pointer: string, part: Record<string, unknown>];

/** Objects of the order by pointer. */
export const partsOf = (order: Members): readonly Part[] => {
  const { lines } = order;
  const listed = Array.isArray(lines) ? lines.map((line: unknown, at) => ({ at: `/lines/${at}`, part: line })) : [];
  const named = ['seller', 'buyer', 'delivery'].map((name) => ({ at: `/${name}`, part: order[name] }));
  return [{ at: '', part: order }, ...named, ...listed].flatMap(({ at, part }): Part[] =>
    isMembers(part) ? [[at, part]] : [],
  );
};
