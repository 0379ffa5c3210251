// What differs between the settings an application was tested with and those asked for in production (B-8).

/** What must be the same in both environments. Keys are not: each environment has its own (T-2). */
export type ComparedSettings = {
  readonly signType: string;
  readonly encryptType: string;
  /** Null: every interface. */
  readonly interfaces: readonly string[] | null;
  readonly sellers: readonly string[];
  readonly types: readonly string[];
  readonly limits: Readonly<Record<string, string | undefined>>;
};
export type Difference = {
  readonly member: keyof ComparedSettings;
  readonly test: string;
  readonly production: string;
};

const showList = (list: readonly string[]): string => [...list].sort().join(', ') || 'none';

/** One text for equal values: order does not count in lists. */
const shown: { readonly [Member in keyof ComparedSettings]: (settings: ComparedSettings) => string } = {
  signType: ({ signType }) => signType,
  encryptType: ({ encryptType }) => encryptType,
  interfaces: ({ interfaces }) => (interfaces === null ? 'all' : showList(interfaces)),
  sellers: ({ sellers }) => showList(sellers),
  types: ({ types }) => showList(types),
  limits: ({ limits }) =>
    showList(
      Object.entries(limits).flatMap(([type, limit]) => (limit === undefined ? [] : [`${type} up to ${limit}`])),
    ),
};

export const compareSettings = (test: ComparedSettings, production: ComparedSettings): Difference[] =>
  (Object.keys(shown) as (keyof ComparedSettings)[])
    .map((member) => ({ member, test: shown[member](test), production: shown[member](production) }))
    .filter((pair) => pair.test !== pair.production);
