// One scenario's verdict as a line on the terminal, with what went wrong below it.
import type { ScenarioRun } from '../conformance/report/suite-run.ts';
import { describeVariation } from '../conformance/variation/record.ts';
import type { ScenarioVerdict } from '../conformance/verdict.ts';
import { plainText } from './plain-text.ts';

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

const indent = '    ';
const eventsShown = 6;

/** D-4: the last events are printed with an adapter error. */
const lastEvents = ({ evidence }: ScenarioRun): readonly string[] =>
  evidence.end.kind === 'adapter-error' ? evidence.end.lastEvents.slice(-eventsShown) : [];

/** `verdict  id  title`, then why, and a line for each check that did not pass: id, clauses, what was found. */
export const verdictLine = (run: ScenarioRun, options: { readonly color: boolean }): string => {
  const { verdict } = run;
  const [text, ansi] = mark[verdict.verdict];
  const paint = (word: string) => (options.color ? `\u001b[${ansi}m${word}\u001b[0m` : word);
  const head = `${paint(text.padEnd(15))} ${verdict.id} — ${verdict.title.en} ${verdict.title.zh}`;
  const found = verdict.checks
    .filter((check) => check.verdict !== 'pass')
    .map((check) => `${check.verdict} ${check.id} [${check.clauses.join(', ')}] ${check.message.en}`);
  // What the seed varied may be what the client stumbled over; of one that passed it is in the reports.
  const varied = verdict.verdict === 'pass' ? '' : describeVariation(run.evidence.variation);
  const below = [
    ...(verdict.reason ? [verdict.reason] : []),
    ...lastEvents(run),
    ...found,
    ...(varied === '' ? [] : [`varied 变化: ${varied}`]),
  ];
  return [head, ...below.map((line) => indent + plainText(line, `${indent}  `))].join('\n');
};
