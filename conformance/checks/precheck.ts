// precheck.not-sent and precheck.names-field: a payload that breaks the field rules is refused at home (C-3).
import type { Bilingual } from '../bilingual.ts';
import type { Check, Finding } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { readAttempts } from './attempt.ts';
import { type CommandStory, readDialogue } from './dialogue.ts';
import { fail, listed, ofAttempt, pass, say } from './finding.ts';
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

/** Why the errors of a refusal do not help; null when one of them names field and rule. */
const refuteErrors = (command: CommandStory, evidence: Evidence, rules: readonly string[]): Bilingual | null => {
  const errors = command.claim?.errors ?? [];
  if (errors.length === 0) return say('no errors named', '未指出任何错误');
  const helps = errors.some(({ field, rule }) => {
    const named = typeof rule === 'string' && (rules.length === 0 || rules.includes(rule));
    return named && typeof field === 'string' && leadsSomewhere(field, evidence.orders[command.order]);
  });
  if (helps) return null;
  return listed(
    errors.map(({ field, rule }) =>
      say(`field ${String(field)}, rule ${String(rule)}`, `字段 ${String(field)}，规则 ${String(rule)}`),
    ),
  );
};

const judgeNames = (evidence: Evidence, scenario: Scenario): Finding | null => {
  const refused = refusable(evidence, scenario).filter(({ claim }) => claim?.outcome === 'invalid');
  if (refused.length === 0) return null;
  const rules = scenario.clauses.filter((clause) => clause.startsWith('P-'));
  const mute = refused.flatMap((command) => {
    const why = refuteErrors(command, evidence, rules);
    return why === null ? [] : [say(`${command.as}: ${why.en}`, `${command.as}：${why.zh}`)];
  });
  if (mute.length === 0) return pass(say('the refusal names field and rule', '本地拒绝指出了字段和规则'));
  return fail(say('the refusal does not name the field and the rule it breaks', '本地拒绝未指出所违反的字段和规则'), {
    expected: say(
      `errors with a JSON pointer into the order and a rule${rules.length > 0 ? ` of ${rules.join(', ')}` : ''}`,
      `errors 含指向订单字段的 JSON 指针和规则${rules.length > 0 ? `（${rules.join('、')}）` : ''}`,
    ),
    actual: listed(mute),
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
      'The local refusal names the field (JSON pointer) and the rule (clause id).',
      '本地拒绝须指出字段（JSON 指针）和规则（条款号）。',
    ),
    judge: judgeNames,
  },
];
