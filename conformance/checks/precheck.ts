// precheck.…: a payload that breaks the field rules is refused at home, with its field and rule, and no other is (C-3).
import type { Bilingual } from '../bilingual.ts';
import type { Check, Finding } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { readAttempts } from './attempt.ts';
import { type CommandStory, readDialogue } from './dialogue.ts';
import { fail, listed, ofAttempt, pass, plain, say } from './finding.ts';
import { fieldRules } from './judged-besides.ts';

/** Commands that the scenario lets end in no other way than `invalid`. */
const refusable = (evidence: Evidence, { expect }: Scenario): CommandStory[] =>
  readDialogue(evidence).commands.filter(
    ({ as }) => expect.outcomes[as]?.length === 1 && expect.outcomes[as]?.[0] === 'invalid',
  );

const judgeNotSent = (evidence: Evidence, scenario: Scenario): Finding | null => {
  const commands = refusable(evidence, scenario);
  if (commands.length === 0) return null;
  const sent = readAttempts(evidence).filter(({ command }) => commands.some(({ id }) => id === command));
  if (sent.length === 0) return pass(say('nothing was sent', '未发送任何请求'));
  return fail(say('a payload that breaks the field rules was sent to the bureau', '不符合字段规则的订单被发往税局'), {
    expected: say('refused locally, no request', '本地拒绝，不发请求'),
    actual: listed(
      sent.map((attempt) =>
        ofAttempt(attempt, ` sent ${attempt.orderNo ?? 'something'}`, `发送了 ${attempt.orderNo ?? '请求'}`),
      ),
    ),
    attempts: sent,
  });
};

/** Whether a JSON pointer leads to a member of the payload or to one that is missing from an object that is there. */
const leadsSomewhere = (pointer: string, payload: unknown): boolean => {
  if (!pointer.startsWith('/')) return false;
  let here: unknown = payload;
  const steps = pointer.slice(1).split('/');
  for (const [at, step] of steps.entries()) {
    if (typeof here !== 'object' || here === null) return false;
    const next: unknown = (here as Record<string, unknown>)[step.replaceAll('~1', '/').replaceAll('~0', '~')];
    if (next === undefined) return at === steps.length - 1 && !Array.isArray(here);
    here = next;
  }
  return true;
};

type Told = { readonly field: string; readonly rule: string };

const toldIn = ({ claim }: CommandStory): Told[] =>
  (claim?.errors ?? []).map(({ field, rule }) => ({ field: String(field ?? ''), rule: String(rule ?? '') }));

type Naming = {
  readonly what: Bilingual;
  /** Whether an error of the refusal says it. */
  readonly says: (told: Told, command: CommandStory) => boolean;
  readonly due: (command: CommandStory) => Bilingual;
};

/** One of several errors is enough: which others a client finds is its own affair. */
const judgeNames = (evidence: Evidence, scenario: Scenario, { what, says, due }: Naming): Finding | null => {
  const refused = refusable(evidence, scenario).filter(({ claim }) => claim?.outcome === 'invalid');
  if (refused.length === 0) return null;
  const mute = refused.filter((command) => !toldIn(command).some((told) => says(told, command)));
  if (mute.length === 0) return pass(say(`the refusal names ${what.en}`, `本地拒绝指出了${what.zh}`));
  return fail(say(`the refusal does not name ${what.en}`, `本地拒绝未指出${what.zh}`), {
    expected: listed(
      mute.map((command) => say(`${command.as}: ${due(command).en}`, `${command.as}：${due(command).zh}`)),
    ),
    actual: listed(
      mute.map((command) => {
        const errors = toldIn(command).map(({ field, rule }) => `${field || '?'} ${rule || '?'}`);
        return errors.length === 0
          ? say(`${command.as}: no errors`, `${command.as}：无错误`)
          : plain(`${command.as}: ${errors.join(', ')}`);
      }),
    ),
  });
};

const isAtOrBelow = (field: string, place: string): boolean => field === place || field.startsWith(`${place}/`);

const judgeField = (evidence: Evidence, scenario: Scenario): Finding | null => {
  const fieldsOf = ({ as }: CommandStory) => scenario.expect.errors?.[as]?.fields ?? null;
  return judgeNames(evidence, scenario, {
    what: say('the field', '所违反的字段'),
    says: ({ field }, command) =>
      fieldsOf(command)?.some((place) => isAtOrBelow(field, place)) ??
      leadsSomewhere(field, evidence.orders[command.order]),
    due: (command) => {
      const fields = fieldsOf(command);
      return fields ? plain(fields.join(' | ')) : say('a JSON pointer into the order', '指向订单字段的 JSON 指针');
    },
  });
};

const judgeRule = (evidence: Evidence, scenario: Scenario): Finding | null => {
  const cited = scenario.clauses.filter((clause) => clause.startsWith('P-'));
  const rulesOf = ({ as }: CommandStory): readonly string[] => {
    const rule = scenario.expect.errors?.[as]?.rule;
    return rule === undefined ? cited : [rule];
  };
  return judgeNames(evidence, scenario, {
    what: say('the rule', '所违反的规则'),
    says: ({ rule }, command) => (rulesOf(command).length === 0 ? rule !== '' : rulesOf(command).includes(rule)),
    due: (command) => plain(rulesOf(command).join(' | ') || 'P-…'),
  });
};

/** A tolerance read too narrowly, or a sum made with floats, refuses what the law lets pass. */
const judgeLawful = (evidence: Evidence, { expect }: Scenario): Finding | null => {
  const lawful = readDialogue(evidence).commands.filter(
    ({ as, command, claim }) => command === 'issue' && claim !== null && !expect.outcomes[as]?.includes('invalid'),
  );
  if (lawful.length === 0) return null;
  const refused = lawful.filter(({ claim }) => claim?.outcome === 'invalid');
  if (refused.length === 0) return pass(say('no lawful order was refused locally', '未在本地拒绝合规订单'));
  return fail(say('a lawful order was refused locally', '合规订单在本地被拒绝'), {
    expected: say('sent to the bureau', '发往税局'),
    actual: listed(
      refused.map((command) =>
        plain(
          `${command.as}: ${
            toldIn(command)
              .map(({ field, rule }) => `${field} ${rule}`)
              .join(', ') || 'invalid'
          }`,
        ),
      ),
    ),
  });
};

export const precheckChecks: readonly Check[] = [
  {
    id: 'precheck.not-sent',
    clauses: ['C-3'],
    besides: fieldRules,
    level: 'must',
    scope: 'scenario',
    requirement: say(
      'A payload that breaks the field rules is refused locally and never sent.',
      '不符合字段规则的订单须在本地拒绝，不得发送。',
    ),
    judge: judgeNotSent,
  },
  {
    id: 'precheck.names-field',
    clauses: ['C-3'],
    besides: fieldRules,
    level: 'must',
    scope: 'scenario',
    requirement: say(
      'The local refusal names the field that breaks a rule (JSON pointer).',
      '本地拒绝须指出违反规则的字段（JSON 指针）。',
    ),
    judge: judgeField,
  },
  {
    id: 'precheck.names-rule',
    clauses: ['C-3'],
    besides: fieldRules,
    level: 'must',
    scope: 'scenario',
    requirement: say(
      'The local refusal names the rule that is broken (clause id).',
      '本地拒绝须指出所违反的规则（条款号）。',
    ),
    judge: judgeRule,
  },
  {
    id: 'precheck.lawful-passes',
    clauses: ['C-3'],
    besides: fieldRules,
    level: 'must',
    scope: 'scenario',
    requirement: say(
      'A payload that keeps the field rules, if only just, is not refused locally.',
      '符合字段规则的订单（即使恰在边界上）不得在本地拒绝。',
    ),
    judge: judgeLawful,
  },
];
