// The hostility that a bureau was asked for, by a number or in full; refused where it names a behaviour that nobody knows.
import type { Hostile } from '../register/hostile.ts';
import { UnusableData } from '../unusable-data.ts';
import { hostilityNamesText, strangersAmong } from './names.ts';

/** Null: friendly. */
export const readHostile = (wish: number | Hostile | null | undefined): Hostile | null => {
  if (wish === undefined || wish === null) return null;
  const hostile = typeof wish === 'number' ? { seed: wish } : wish;
  const [stranger] = strangersAmong(hostile.calm ?? []);
  if (!stranger) return hostile;
  throw new UnusableData(
    `there is no hostility ${JSON.stringify(stranger.word)} to calm; did you mean ${stranger.nearest}?`,
    `Name some of ${hostilityNamesText}.`,
  );
};
