// What all tenants of a bureau have at this moment, added up: nobody can be told apart in it.
import type { ExchangeState } from '../exchange/under-way.ts';
import type { Kept } from '../journal/chained-table.ts';
import type { JournalBook } from './tally.ts';

/** Of one tenant. */
export type Measures = {
  readonly underWay: readonly ExchangeState[];
  readonly journal: Readonly<Record<JournalBook, Kept>>;
};
export type Present = {
  readonly tenants: number;
  readonly underWay: ReadonlyMap<ExchangeState, number>;
  readonly journal: ReadonlyMap<JournalBook, Kept>;
};

const sum = (sizes: readonly Kept[]): Kept => ({
  entries: sizes.reduce((total, { entries }) => total + entries, 0),
  bytes: sizes.reduce((total, { bytes }) => total + bytes, 0),
});

export const presentOf = (tenants: readonly Measures[]): Present => {
  const states = tenants.flatMap(({ underWay }) => underWay);
  return {
    tenants: tenants.length,
    underWay: new Map(
      (['working', 'held', 'answering'] as const).map((state) => [state, states.filter((one) => one === state).length]),
    ),
    journal: new Map(
      (['exchanges', 'changes'] as const).map((book) => [book, sum(tenants.map(({ journal }) => journal[book]))]),
    ),
  };
};
