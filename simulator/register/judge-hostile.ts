// Refuses names of hostile behaviours that nobody knows, each with the nearest one.
import type { ControlProblem } from '../control/controlled.ts';
import { hostilityNamesText, strangersAmong } from '../hostility/names.ts';
import type { Hostile } from './hostile.ts';

export const judgeHostile = (hostile: Hostile | null | undefined, pointer: string): ControlProblem[] =>
  strangersAmong(hostile?.calm ?? []).map(({ word, nearest }) => ({
    pointer: `${pointer}/calm/${hostile?.calm?.indexOf(word) ?? 0}`,
    detail: `there is no hostility ${JSON.stringify(word)}; did you mean ${nearest}?`,
    remedy: `Name some of ${hostilityNamesText}.`,
  }));
