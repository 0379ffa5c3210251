// What a clause says, by the id that scenarios and checks cite: a clause, a row of section R, or a section that binds by its own text.
import type { Bilingual } from '../conformance/bilingual.ts';
import { type Law, rowId } from './reference/law.ts';

/** Null for an id of nothing in the law. */
export const clauseText = (law: Law, id: string): Bilingual | null => {
  const clause = law.sections.flatMap(({ clauses }) => clauses).find((one) => one.id === id);
  if (clause) {
    const { name, en, zh } = clause;
    return name ? { en: `${name.en} ${en}`, zh: `${name.zh}${zh}` } : { en, zh };
  }
  const row = law.returnCodes.codes.find(({ code }) => rowId(code) === id);
  if (row) {
    const { name, zh, notes = { en: '', zh: '' }, class: of } = row;
    const named = law.returnCodes.classes[of] ?? { en: of, zh: of };
    return { en: `${name} (${named.en}) ${notes.en}`.trim(), zh: `${zh}（${named.zh}）${notes.zh}`.trim() };
  }
  const section = law.sections.find((one) => one.id === id);
  return section ? (section.text ?? section.title) : null;
};
