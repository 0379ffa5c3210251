// One scenario's verdict as a line on the terminal, with what went wrong below it.
import type { ScenarioVerdict } from '../conformance/verdict.ts';

const mark: Readonly<Record<ScenarioVerdict['verdict'], readonly [string, number]>> = {
  pass: ['✓ pass', 32],
  warn: ['! warn', 33],
  fail: ['✗ fail', 31],
  void: ['○ void', 35],
  unsupported: ['– unsupported', 36],
  untestable: ['? untestable', 31],
  'adapter-error': ['✗ adapter-error', 31],
  'harness-error': ['‼ harness-error', 31],
};

/** `verdict  id  title`, then a line for each check that did not pass: id, clauses, what was found. */
export const verdictLine = (scenario: ScenarioVerdict, options: { readonly color: boolean }): string => {
  const [text, ansi] = mark[scenario.verdict];
  const paint = (word: string) => (options.color ? `\u001b[${ansi}m${word}\u001b[0m` : word);
  const head = `${paint(text.padEnd(15))} ${scenario.id} — ${scenario.title.en} ${scenario.title.zh}`;
  const found = scenario.checks
    .filter((check) => check.verdict !== 'pass')
    .map((check) => `    ${check.verdict} ${check.id} [${check.clauses.join(', ')}] ${check.message.en}`);
  return [head, ...(scenario.reason ? [`    ${scenario.reason}`] : []), ...found].join('\n');
};
