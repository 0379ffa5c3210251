// The look of one answer: every behaviour in turn, each with dice of its own; who changed something is noted.
import { type Format, writeMessage } from '../../protocol/envelope.ts';
import { writePayload } from '../../protocol/payload.ts';
import type { Style } from '../exchange/answer.ts';
import type { AnswerBehaviour, Dice, Members } from './behaviour.ts';
import type { HostilityName } from './names.ts';

export type StyleOptions = {
  readonly behaviours: readonly AnswerBehaviour[];
  readonly diceOf: (name: HostilityName) => Dice;
  readonly note: (name: HostilityName) => void;
};

export const createStyle = ({ behaviours, diceOf, note }: StyleOptions): Style => {
  const dice = new Map(behaviours.map(({ name }) => [name, diceOf(name)] as const));
  /** What is left of `thing` after all behaviours that have a hand in it. */
  const pass = <Thing>(
    thing: Thing,
    change: (behaviour: AnswerBehaviour, thing: Thing, own: Dice) => Thing | undefined,
  ): Thing =>
    behaviours.reduce((present, behaviour) => {
      const own = dice.get(behaviour.name);
      const next = own && change(behaviour, present, own);
      if (next === undefined) return present;
      if (next !== present) note(behaviour.name);
      return next;
    }, thing);
  const respell = (text: string, format: Format): string =>
    pass(text, (behaviour, present, own) => behaviour.text?.(present, format, own));
  const reorder = <Named extends Members>(members: Named): Named =>
    pass<Members>(members, (behaviour, present, own) => behaviour.order?.(present, own)) as Named;
  return {
    saying: (saying) => pass(saying, (behaviour, present, own) => behaviour.saying?.(present, own)),
    furtherMembers: () =>
      pass<Readonly<Record<string, string>>>({}, (behaviour, present, own) => {
        const further = behaviour.furtherMembers?.(own) ?? {};
        return Object.keys(further).length > 0 ? { ...present, ...further } : present;
      }),
    writePayload: (payload, format) => {
      const filled = pass(payload, (behaviour, present, own) => behaviour.payload?.(present, format, own));
      return respell(writePayload(reorder(filled), format), format);
    },
    writeMessage: (message, format) => respell(writeMessage(reorder(message), 'response', format), format),
    depart: (departure) => pass(departure, (behaviour, present, own) => behaviour.depart?.(present, own)),
  };
};
