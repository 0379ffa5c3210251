// `certify --list` and `certify --explain ID`: what there is to pass, and of one scenario or check what the law says, what is done to the client and what is wanted of it.
import { isDeepStrictEqual } from 'node:util';
import { stringify } from 'yaml';
import type { Bilingual } from '../conformance/bilingual.ts';
import type { Check } from '../conformance/check.ts';
import { checkById, checks } from '../conformance/checks/registry.ts';
import { nearestWord } from '../conformance/scenario/nearest-word.ts';
import { type Scenario, usualSession } from '../conformance/scenario/scenario.ts';
import { clauseText } from './clause-text.ts';
import type { Law } from './reference/law.ts';
import { Refusal } from './refusal.ts';

/** A line a scenario: id, class, title in both languages. */
export const listScenarios = (scenarios: readonly Scenario[]): string => {
  const width = Math.max(...scenarios.map(({ id }) => id.length));
  const lines = scenarios.map(
    ({ id, class: of, also, title }) =>
      `${id.padEnd(width)}  ${[of, ...also].join('+').padEnd(8)}  ${title.en} ${title.zh}`,
  );
  return `${lines.join('\n')}\n`;
};

const both = ({ en, zh }: Bilingual, indent: string): string => `${indent}${en}\n${indent}${zh}`;

const indented = (value: unknown): string =>
  stringify(value, { lineWidth: 0 })
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');

const part = (title: string, body: string): string[] => (body === '' ? [] : ['', title, body]);

const clausesOf = (ids: readonly string[], law: Law): string =>
  ids.map((id) => `  ${id}\n${both(clauseText(law, id) ?? { en: '?', zh: '?' }, '    ')}`).join('\n');

const describeCheck = ({ id, clauses, level, requirement }: Check): string =>
  `  ${id} [${clauses.join(', ')}] ${level}\n${both(requirement, '    ')}`;

/** Orders, reversals and faults as they are drawn for this seed; what nobody set is left out. */
const sentIn = ({ bureau, faults, steps, callbacks, session }: Scenario) => ({
  ...(isDeepStrictEqual(session, usualSession) ? {} : { session }),
  ...(Object.keys(bureau).length > 0 ? { bureau } : {}),
  ...(faults.length > 0
    ? { faults: faults.map(({ rule, required }) => (required ? rule : { ...rule, required })) }
    : {}),
  ...(callbacks.length > 0 ? { callbacks } : {}),
  steps,
});

const explainScenario = (scenario: Scenario, law: Law): string => {
  const { id, class: of, also, title, purpose, clauses, expect } = scenario;
  const own = [...scenario.checks, ...scenario.watch].flatMap((name) => checkById(name) ?? []);
  const universal = checks.filter(({ scope }) => scope === 'universal').length;
  const lines = [
    `${id} [${[of, ...also].join(' + ')}]`,
    both(title, ''),
    '',
    both(purpose, ''),
    ...part('Clauses 条款', clausesOf(clauses, law)),
    ...part('What is done 所做之事', indented(sentIn(scenario))),
    ...part('What is wanted 所要结果', indented(expect)),
    ...part('Checks of its own 专有检查', own.map(describeCheck).join('\n')),
    '',
    `and ${universal} checks that are judged in every scenario where they find something 以及 ${universal} 项凡有可判即予判定的检查`,
  ];
  return `${lines.join('\n')}\n`;
};

const explainCheck = (check: Check, scenarios: readonly Scenario[], law: Law): string => {
  const naming = scenarios.filter((one) => [...one.checks, ...one.watch].includes(check.id)).map(({ id }) => id);
  const where =
    check.scope === 'universal'
      ? '  every scenario where it finds something 凡有可判的场景'
      : naming.map((id) => `  ${id}`).join('\n');
  return `${[describeCheck(check).trimStart(), ...part('Clauses 条款', clausesOf(check.clauses, law)), ...part('Judged in 判定于', where)].join('\n')}\n`;
};

/** `id` of a scenario or of a check; refuses any other with the nearest. */
export const explain = (id: string, scenarios: readonly Scenario[], law: Law): string => {
  const scenario = scenarios.find((one) => one.id === id);
  if (scenario) return explainScenario(scenario, law);
  const check = checkById(id);
  if (check) return explainCheck(check, scenarios, law);
  const near = nearestWord(
    id,
    [...scenarios, ...checks].map((one) => one.id),
  );
  throw new Refusal(
    `--explain ${id}: no scenario and no check has this id`,
    near === null
      ? '`certify --list` names the scenarios.'
      : `Do you mean ${near}? \`certify --list\` names the scenarios.`,
  );
};
