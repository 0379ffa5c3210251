// What is read of an evidence is read once, however many checks ask for it.
import type { Evidence } from './evidence.ts';

/** By the very object, which nobody changes: another copy is read anew. */
export const onceAnEvidence = <T extends object>(read: (evidence: Evidence) => T): ((evidence: Evidence) => T) => {
  const known = new WeakMap<Evidence, T>();
  return (evidence) => {
    const found = known.get(evidence);
    if (found !== undefined) return found;
    const made = read(evidence);
    known.set(evidence, made);
    return made;
  };
};
