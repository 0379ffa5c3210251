// What a hostile behaviour may change: how an answer looks, or how long things take; each file of this room holds one.
import type { Format } from '../../protocol/envelope.ts';
import type { Departure } from '../doors/visit.ts';
import type { Saying } from '../exchange/answer.ts';
import type { HostilityName } from './names.ts';

/** From 0 to below 1; of one behaviour and one exchange or order alone, so that nothing else shifts what it gives. */
export type Dice = () => number;
export type Members = Readonly<Record<string, unknown>>;

/** Whatever is not changed is given back as it came, the same object: only what was changed is noted in the journal. */
export type AnswerBehaviour = {
  readonly name: HostilityName;
  readonly saying?: (saying: Saying, dice: Dice) => Saying;
  readonly payload?: (payload: Members, format: Format, dice: Dice) => Members;
  /** Beyond those of E-7, signed like the rest. */
  readonly furtherMembers?: (dice: Dice) => Readonly<Record<string, string>>;
  /** Of the envelope and of the payload, once nothing more comes to them. */
  readonly order?: (members: Members, dice: Dice) => Members;
  /** Of a message or a payload as it was written. */
  readonly text?: (text: string, format: Format, dice: Dice) => string;
  readonly depart?: (departure: Departure, dice: Dice) => Departure;
};

/** So much longer than the settings say, of the tenant's time; always the same of one order. */
export type DelayBehaviour = {
  readonly name: HostilityName;
  readonly delayMs: (dice: Dice) => number;
};

/** The object itself where `change` leaves every member as it is. */
export const changeMembers = (members: Members, change: (member: unknown) => unknown): Members => {
  const changed = Object.entries(members).map(([name, member]) => [name, change(member)] as const);
  return changed.some(([name, member]) => member !== members[name]) ? Object.fromEntries(changed) : members;
};

/** As `changeMembers`, of an array. */
export const changeEntries = (entries: readonly unknown[], change: (entry: unknown) => unknown): readonly unknown[] => {
  const changed = entries.map(change);
  return changed.some((entry, at) => entry !== entries[at]) ? changed : entries;
};

export const pick = <Choice>(dice: Dice, choices: readonly [Choice, ...Choice[]]): Choice =>
  choices[Math.floor(dice() * choices.length)] as Choice;

/** A whole number from `least` to `most`. */
export const between = (dice: Dice, least: number, most: number): number =>
  least + Math.floor(dice() * (most - least + 1));
