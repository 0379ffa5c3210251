// The law as data: reads the clauses, return codes and words of `specification/` for whatever is generated from them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { type Static, type TSchema, Type } from 'typebox';
import { parse } from 'yaml';
import { Refusal } from '../refusal.ts';

const closed = { additionalProperties: false } as const;
const text = Type.String({ minLength: 1 });
const bilingualSchema = Type.Object({ en: text, zh: text }, closed);
const bindsSchema = Type.Array(Type.Enum(['bureau', 'client', 'judge']), { minItems: 1 });

const clauseSchema = Type.Object(
  {
    id: Type.String({ pattern: '^[A-Z]-[0-9]+$' }),
    name: Type.Optional(bilingualSchema),
    binds: bindsSchema,
    /** Why no check of the judge judges a clause that binds clients. */
    excluded: Type.Optional(bilingualSchema),
    en: text,
    zh: text,
  },
  closed,
);

const sectionSchema = Type.Object(
  {
    id: Type.String({ pattern: '^[A-Z]$' }),
    title: bilingualSchema,
    text: Type.Optional(bilingualSchema),
    binds: Type.Optional(bindsSchema),
    clauses: Type.Array(clauseSchema),
  },
  closed,
);

const clausesSchema = Type.Object(
  { version: text, title: bilingualSchema, introduction: bilingualSchema, sections: Type.Array(sectionSchema) },
  closed,
);

const codesSchema = Type.Object(
  {
    classes: Type.Record(Type.String(), bilingualSchema),
    codes: Type.Array(
      Type.Object(
        {
          code: Type.String({ pattern: '^[0-9]{4}$' }),
          name: text,
          zh: text,
          class: text,
          notes: Type.Optional(bilingualSchema),
          /** Why no scenario lets a client meet it. */
          unmet: Type.Optional(bilingualSchema),
        },
        closed,
      ),
    ),
  },
  closed,
);

const glossarySchema = Type.Array(Type.Object({ en: text, zh: text, meaning: bilingualSchema }, closed));

export type Language = 'en' | 'zh';
export type Clause = Static<typeof clauseSchema>;
export type Section = Static<typeof sectionSchema>;
export type ReturnCodeTable = Static<typeof codesSchema>;
export type Law = Static<typeof clausesSchema> & {
  readonly returnCodes: ReturnCodeTable;
  readonly glossary: Static<typeof glossarySchema>;
};

const ajv = new Ajv({ strict: false });

const readData = <Schema extends TSchema>(folder: string, file: string, schema: Schema): Static<Schema> => {
  const validate = ajv.compile<Static<Schema>>(schema);
  const content: unknown = parse(readFileSync(join(folder, file), 'utf8'));
  if (validate(content)) return content;
  const [error] = validate.errors ?? [];
  throw new Refusal(`${file}${error?.instancePath ?? ''} ${error?.message ?? 'has another form'}`, 'Correct the data.');
};

/** Reads `folder` (specification/); refuses data of another form. */
export const readLaw = (folder: string): Law => ({
  ...readData(folder, 'clauses.yaml', clausesSchema),
  returnCodes: readData(folder, 'return-codes.yaml', codesSchema),
  glossary: readData(folder, 'glossary.yaml', glossarySchema),
});

export type Obligation = {
  readonly id: string;
  readonly title: string;
  readonly binds: readonly string[];
  readonly excluded: { readonly en: string; readonly zh: string } | null;
};

/** How scenarios and checks cite the row of a return code. */
export const rowId = (code: string): string => `R-${code}`;

const rowsOf = ({ returnCodes }: Law): readonly Obligation[] =>
  returnCodes.codes.map(({ code, name, zh, unmet = null }) => ({
    id: rowId(code),
    title: `${name} ${zh}`,
    binds: ['bureau', 'client'],
    excluded: unmet,
  }));

/** Clause-like entries in order: the sections that bind by their own text, every row of section R, and every clause. */
export const obligationsOf = (law: Law): readonly Obligation[] =>
  law.sections.flatMap((section) => [
    ...(section.id === 'R' ? rowsOf(law) : []),
    ...(section.binds && section.id !== 'R'
      ? [{ id: section.id, title: `${section.title.en} ${section.title.zh}`, binds: section.binds, excluded: null }]
      : []),
    ...section.clauses.map(({ id, name, binds, excluded = null }) => ({
      id,
      title: name ? `${name.en.replace(/\.$/, '')} ${name.zh.replace(/。$/, '')}` : '',
      binds,
      excluded,
    })),
  ]);
