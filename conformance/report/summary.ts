// The run in Markdown, as CI systems show it beside a job: verdict first, then what did not pass.
import type { CheckVerdict, Verdict } from '../verdict.ts';
import { countVerdicts } from './result.ts';
import { conformanceOf, type ScenarioRun, type SuiteRun } from './suite-run.ts';
import { clockWords } from './time-of-run.ts';

/** GitHub cuts a summary off at a mebibyte; a list of so many has made its point long before. */
const mostShown = 50;

const mostCharacters = 500;

const quiet: readonly Verdict[] = ['pass', 'warn', 'unsupported'];

/** Words of a client may be Markdown, HTML or table bars; none of it is to act. */
const plain = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .slice(0, mostCharacters)
    .replace(/[\\`*_{}[\]<>()#+!|~&-]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const describeCheck = ({ id, clauses, message, expected, actual }: CheckVerdict): string => {
  const more = expected && actual ? ` — expected 应为: ${plain(expected.en)}; actual 实际: ${plain(actual.en)}` : '';
  return `${plain(id)} [${clauses.join(', ')}]: ${plain(message.en)} ${plain(message.zh)}${more}`;
};

const describe = ({ verdict }: ScenarioRun): string => {
  const found = verdict.checks
    .filter((check) => check.verdict !== 'pass' && check.verdict !== 'warn')
    .map(describeCheck);
  const why = [...(verdict.reason ? [plain(verdict.reason)] : []), ...found].join('<br>');
  return `| ${verdict.verdict} | ${plain(verdict.id)}<br>${plain(verdict.title.en)} ${plain(verdict.title.zh)} | ${why} |`;
};

/** Masked already (V-3). */
export const writeSummary = (run: SuiteRun): string => {
  const { conformant, words, claimed, notClaimed } = conformanceOf(run);
  const { client, seed, durationMs, suite } = run;
  const counts = Object.entries(countVerdicts(run.scenarios)).filter(([, count]) => count > 0);
  const wrong = run.scenarios.filter(({ verdict }) => !quiet.includes(verdict.verdict));
  const lines = [
    `## ${conformant ? '✅ conformant 合格' : '❌ not conformant 不合格'}: ${plain(`${client.name} ${client.version}`)}`,
    '',
    `${words.en} · ${words.zh}`,
    '',
    `${counts.map(([name, count]) => `${count} ${name}`).join(' · ')} · ${clockWords(run).en} clock · seed ${seed} · ${durationMs} ms · liandiao ${suite.version}`,
    '',
    `classes 类别: ${claimed.join(', ') || '—'}; not claimed 未声明: ${notClaimed.join(', ') || '—'}`,
    ...(wrong.length === 0
      ? []
      : [
          '',
          '| verdict 结论 | scenario 场景 | why 原因 |',
          '|---|---|---|',
          ...wrong.slice(0, mostShown).map(describe),
        ]),
    ...(wrong.length > mostShown
      ? ['', `… and ${wrong.length - mostShown} more in report.html 其余 ${wrong.length - mostShown} 项见 report.html`]
      : []),
  ];
  return `${lines.join('\n')}\n`;
};
