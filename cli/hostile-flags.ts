// The flags that make a bureau hostile within the law: the seed, drawn where none is given, and what is left out of it.
import { randomInt } from 'node:crypto';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { hostilityNames, hostilityNamesText, strangersAmong } from '../simulator/hostility/names.ts';
import type { Hostile } from '../simulator/register/hostile.ts';
import { Refusal } from './refusal.ts';

export type HostileFlags = {
  /** True: without a seed. */
  readonly hostile?: number | true;
  readonly calm?: readonly string[];
};

/** One more than the largest seed. */
const seeds = 2 ** 32;

const readSeed = (text: string): number => {
  if (/^\d{1,10}$/.test(text) && Number(text) < seeds) return Number(text);
  throw new InvalidArgumentError(`A seed is a whole number from 0 to ${seeds - 1}; without one the bureau draws it.`);
};

const readCalm = (text: string): readonly string[] => {
  const words = text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const [stranger] = strangersAmong(words);
  if (!stranger) return words;
  throw new InvalidArgumentError(
    `There is no hostility ${JSON.stringify(stranger.word)}; did you mean ${stranger.nearest}? There are ${hostilityNamesText}.`,
  );
};

export const addHostileFlags = (command: Command): Command =>
  command
    .addOption(
      new Option(
        '--hostile [seed]',
        'legal but unpleasant: member order, extra members, lagging query, slow delivery …; the seed is printed and replays',
      )
        .env('LIANDIAO_HOSTILE')
        .argParser(readSeed),
    )
    .addOption(
      new Option('--calm <names>', `what --hostile leaves out, with commas: ${hostilityNamesText}`)
        .env('LIANDIAO_CALM')
        .argParser(readCalm),
    );

/** Null: friendly. Throws `Refusal` where there is nothing to calm. */
export const hostileOf = ({ hostile, calm }: HostileFlags): Hostile | null => {
  if (hostile === undefined && calm !== undefined)
    throw new Refusal(
      '--calm without --hostile: a friendly bureau has nothing to calm',
      'Add --hostile, or leave --calm out.',
    );
  if (hostile === undefined) return null;
  return { seed: hostile === true ? randomInt(seeds) : hostile, ...(calm ? { calm: [...calm] } : {}) };
};

/** As the ready line says it. */
export const viewHostile = ({ seed, calm = [] }: Hostile) => ({
  seed,
  behaviours: hostilityNames.filter((name) => !calm.includes(name)),
});
