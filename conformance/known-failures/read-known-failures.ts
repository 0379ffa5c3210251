// Reads the list of known failures that a team keeps beside its client (V-4), with line and column for every error.
import { type Static, Type } from 'typebox';
import { knownCheckIds } from '../checks/registry.ts';
import { checkForm } from '../scenario/check-form.ts';
import { suggestWord } from '../scenario/nearest-word.ts';
import { readYaml, type YamlFile } from '../scenario/read-yaml.ts';
import type { Complaint, ScenarioRefusal } from '../scenario/refusal.ts';

const text = Type.String({ minLength: 1 });
const day = /^\d{4}-\d{2}-\d{2}$/;

const entrySchema = Type.Object(
  {
    /** Id of the check that fails. */
    check: text,
    /** A glob over ids of scenarios; left out: wherever the check fails. */
    scenario: Type.Optional(text),
    /** How the finding's message begins, in English. */
    message: text,
    reason: text,
    owner: text,
    /** `yyyy-MM-dd`, the last day on which it is known and no more. */
    expires: text,
  },
  { additionalProperties: false },
);

const listSchema = Type.Array(entrySchema);

export type KnownFailure = Readonly<Static<typeof entrySchema>>;

export type KnownFailuresReading =
  | { readonly ok: true; readonly list: readonly KnownFailure[] }
  | { readonly ok: false; readonly refusals: readonly ScenarioRefusal[] };

const isDay = (word: string): boolean => {
  const date = new Date(`${word}T00:00:00Z`);
  return day.test(word) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(word);
};

const complain = (list: readonly KnownFailure[]): Complaint[] =>
  list.flatMap(({ check, expires }, at) => [
    ...(knownCheckIds.includes(check)
      ? []
      : [
          {
            ...{ pointer: `/${at}/check`, place: 'value' as const },
            message: `no check is called ${JSON.stringify(check)}`,
            remedy: suggestWord(check, knownCheckIds),
          },
        ]),
    ...(isDay(expires)
      ? []
      : [
          {
            ...{ pointer: `/${at}/expires`, place: 'value' as const },
            message: `${JSON.stringify(expires)} is no day`,
            remedy: 'write it as yyyy-MM-dd',
          },
        ]),
  ]);

const checkContent = (yaml: YamlFile): readonly Complaint[] => {
  const wrong = checkForm(listSchema, yaml);
  return wrong.length > 0 ? wrong : complain(yaml.value as KnownFailure[]);
};

/** `file` is named in refusals; an empty file is an empty list. */
export const readKnownFailures = (content: string, file: string): KnownFailuresReading => {
  const reading = readYaml(content, file);
  if (!reading.ok) return reading;
  if (reading.yaml.value === null) return { ok: true, list: [] };
  const complaints = checkContent(reading.yaml);
  if (complaints.length > 0) return { ok: false, refusals: complaints.map(reading.yaml.refuse) };
  return { ok: true, list: reading.yaml.value as KnownFailure[] };
};
