// One text for one JSON value: members sorted by name, no blanks; what a certificate's signature is over (V-3).

/** `value` is what JSON.parse gives. Members are sorted by UTF-16 code units, as RFC 8785 has it. */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`;
};
