// The `effect` of a fault rule: exactly one known word with the companions that belong to it.
import { effectKinds } from './effect-kinds.ts';
import { type Objection, objectTo, readObject } from './read-object.ts';

const words = [...effectKinds.keys()];
const companions = [...effectKinds.values()].flatMap((kind) => kind.companions);

/** Objections to an effect: no or several words, unknown words, values its kind refuses. */
export const readEffect = (value: unknown, pointer: string): Objection[] => {
  const { members, objections } = readObject(value, { pointer, known: words, ignored: companions });
  if (objections.length > 0) return objections;
  const present = words.filter((word) => word in members);
  const [word] = present;
  const kind = word === undefined ? undefined : effectKinds.get(word);
  if (!kind || present.length > 1)
    return [objectTo(pointer, `has exactly one of ${words.join(', ')}, not ${present.length}`)];
  const stray = Object.keys(members).find((member) => member !== word && !kind.companions.includes(member));
  if (stray !== undefined) return [objectTo(`${pointer}/${stray}`, `does not belong to ${kind.word}; remove it`)];
  const fault = kind.check(members);
  return fault ? [objectTo(`${pointer}/${fault.member}`, fault.detail)] : [];
};
