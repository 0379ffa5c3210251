// Draws what is done with the orders of a script: a course for each, interleaved at random, and a kill where one may be.
import type { Dice } from '../dice.ts';
import { commandOf, type ScriptStep } from './script.ts';

type Wait = 'none' | 'rest' | 'result';
type Course = readonly ScriptStep[];

/** `name`: the order; `paper` and `red`: whether it is to be voided or reversed in the end. */
export type Fate = { readonly name: string; readonly end: 'keep' | 'void' | 'red' };

export const redOf = (name: string): string => `${name}-red`;

const drawWait = (dice: Dice): Wait => dice.oneOf(['none', 'rest', 'result', 'result']);
const pause = (dice: Dice): ScriptStep => ({ advance: { seconds: dice.between(1, 120) } });

const issue = (name: string, as: string, wait: Wait): ScriptStep => ({
  issue: { order: name, ...(as === name ? {} : { as }), ...(wait === 'result' ? {} : { wait }) },
});
const query = (name: string, as: string, wait: Wait): ScriptStep => ({
  query: { order: name, as, ...(wait === 'result' ? {} : { wait }) },
});

const drawCourse = (dice: Dice, { name, end }: Fate): Course => {
  if (end === 'void')
    return [
      issue(name, name, 'result'),
      { void: { order: name, reason: dice.oneOf(['1', '2', '3', '4']), as: `${name}-voided` } },
    ];
  if (end === 'red') return [issue(name, name, 'result'), { red: { red: redOf(name) } }];
  const [again, asked] = [`${name}-again`, `${name}-asked`];
  return dice.oneOf<() => Course>([
    () => [issue(name, name, drawWait(dice))],
    () => [issue(name, name, drawWait(dice))],
    () => [issue(name, name, drawWait(dice)), issue(name, again, drawWait(dice))],
    () => [issue(name, name, 'result'), query(name, asked, 'result')],
    () => [issue(name, name, drawWait(dice)), query(name, asked, drawWait(dice))],
    () => [query(name, asked, 'result'), issue(name, name, drawWait(dice))],
    () => [issue(name, name, 'result'), pause(dice), query(name, asked, 'result')],
    () => [issue(name, name, 'rest'), pause(dice), issue(name, again, 'result')],
  ])();
};

/** One step after the other from courses drawn at random, each course in its own order. */
const interleave = (dice: Dice, courses: readonly Course[]): ScriptStep[] => {
  const left = courses.map((course) => [...course]);
  const steps: ScriptStep[] = [];
  for (;;) {
    const [first, ...others] = left.filter((course) => course.length > 0);
    if (!first) return steps;
    const step = dice.oneOf([first, ...others]).shift();
    if (step) steps.push(step);
  }
};

/** Every command that nobody has waited for yet is awaited. */
export const awaitAll = (steps: readonly ScriptStep[]): ScriptStep[] => {
  const awaited = new Set(steps.flatMap((step) => step.await ?? []));
  const loose = steps.flatMap((step) => {
    const command = commandOf(step);
    return command && command.wait !== 'result' && !awaited.has(command.as) ? [command.as] : [];
  });
  return loose.length === 0 ? [...steps] : [...steps, { await: loose }];
};

/** All steps of the fates, their last commands awaited. */
export const drawSteps = (dice: Dice, fates: readonly Fate[]): ScriptStep[] => {
  const steps = interleave(
    dice,
    fates.map((fate) => drawCourse(dice, fate)),
  );
  return awaitAll(dice.chance(0.25) ? steps.toSpliced(dice.between(0, steps.length), 0, pause(dice)) : steps);
};

/** The steps with the client killed after one of them and started again; as they are where no place is drawn. */
export const killAfter = (steps: readonly ScriptStep[], at: number): ScriptStep[] => {
  const before = steps.slice(0, at + 1);
  const last = before.at(-1);
  if (!last?.issue) return [...steps];
  const resting = [...before.slice(0, -1), { issue: { ...last.issue, wait: 'rest' as const } }];
  const open = awaitAll(resting).slice(resting.length);
  const names = open.flatMap((step) => step.await ?? []);
  const later = steps
    .slice(at + 1)
    .map((step) => (step.await ? { await: step.await.filter((as) => !names.includes(as)) } : step))
    .filter((step) => step.await?.length !== 0);
  return [...resting, { kill: {} }, { reopen: {} }, ...open, ...later];
};
