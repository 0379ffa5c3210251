// What is made of a text, made once: as long as there are few texts, as there are keys in a session.

/** A run has one or two for each session under way; all are forgotten at once when there are more. */
const most = 256;

/** `make` may throw, and is asked again then. */
export const createMemo = <T>(make: (text: string) => T): ((text: string) => T) => {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = make(text);
    if (known.size >= most) known.clear();
    known.set(text, made);
    return made;
  };
};
