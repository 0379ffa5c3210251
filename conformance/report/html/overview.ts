// The top of the report: the verdict, the counts, who was examined, and what failed by check.

import type { CheckVerdict } from '../../verdict.ts';
import { countVerdicts } from '../result.ts';
import { conformanceOf, type SuiteRun } from '../suite-run.ts';
import { clockWords, longestOf, longestWords } from '../time-of-run.ts';
import { verdictWord } from './check.ts';
import { both, escapeHtml, word } from './escape.ts';
import { scenarioAnchor } from './scenario.ts';

const showCounts = (run: SuiteRun): string => {
  const verdicts: Readonly<Record<string, string>> = { adapterError: 'adapter-error', harnessError: 'harness-error' };
  return Object.entries(countVerdicts(run.scenarios))
    .filter(([name, count]) => count > 0 || name === 'pass' || name === 'fail')
    .map(([name, count]) => {
      const verdict = verdicts[name] ?? name;
      return `<li class="count ${verdict}${count === 0 ? ' none' : ''}"><b>${count}</b>${verdictWord(verdict)}</li>`;
    })
    .join('');
};

const showFacts = (run: SuiteRun): string => {
  const { claimed, notClaimed } = conformanceOf(run);
  const facts: (readonly [string, string])[] = [
    [word('client', '被测客户端'), `${run.client.name} ${run.client.version} (${run.client.language})`],
    [word('suite', '测试套件'), `${run.suite.name} ${run.suite.version} · specification ${run.specification}`],
    [word('clock', '时钟'), `${clockWords(run).en} ${clockWords(run).zh}`],
    [word('seed', '种子'), String(run.seed)],
    [word('not varied', '未变化'), run.calm.join(', ') || '—'],
    [word('classes claimed', '已声明类别'), claimed.join(', ') || '—'],
    [word('not claimed', '未声明'), notClaimed.join(', ') || '—'],
    [word('started', '开始'), `${run.startedAt} · ${run.durationMs} ms`],
    [word('machine', '机器'), run.machine],
  ];
  return `<dl class="facts-list">${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${escapeHtml(value)}</dd></div>`).join('')}</dl>`;
};

/** The head of the page. */
export const showHead = (run: SuiteRun): string => {
  const { conformant, words } = conformanceOf(run);
  const longest = longestOf(run);
  const notes = [
    run.clock === 'real'
      ? word('Real clock: only lower bounds of waits were asserted (−50 ms).', '真实时钟：仅断言等待下限（−50 毫秒）。')
      : null,
    run.rate === 1
      ? null
      : word(
          `A scaled clock, ${run.rate} times as fast: the client said that its own ran so, and 50 ms of the machine’s time are ${50 * run.rate} ms of it.`,
          `加速时钟，为真实时间的 ${run.rate} 倍：客户端声明其时钟同样加速，机器时间的 50 毫秒即其 ${50 * run.rate} 毫秒。`,
        ),
    longest ? both(longestWords(longest)) : null,
    run.soak
      ? word(
          'A soak of random scripts: the evidence of those that passed was not kept.',
          '随机剧本：已通过剧本的证据未予保留。',
        )
      : null,
    run.partial && !run.soak
      ? word('Only selected scenarios were run: never good for a certificate.', '仅执行了所选场景，不能用于发证。')
      : null,
  ].filter((note) => note !== null);
  return `<header class="${conformant ? 'conformant' : 'not-conformant'}"><h1>${conformant ? word('Conformant', '合格') : word('Not conformant', '不合格')}</h1>
<p class="client">${escapeHtml(run.client.name)} ${escapeHtml(run.client.version)}</p><p>${both(words)}</p><ul class="counts">${showCounts(run)}</ul>${notes.map((note) => `<p class="note">${note}</p>`).join('')}</header>${showFacts(run)}`;
};

const isLoud = ({ verdict }: CheckVerdict): boolean =>
  verdict === 'fail' || verdict === 'warn' || verdict === 'untestable';

type Complaint = { readonly check: CheckVerdict; readonly scenario: string };

const failuresIn = (group: readonly Complaint[]): number =>
  group.filter(({ check }) => check.verdict === 'fail').length;

const mostLinks = 6;

const foldLinks = (links: readonly string[]): string => {
  const rest = links.slice(mostLinks);
  const more = `<details><summary>${word(`${rest.length} more`, `其余 ${rest.length} 个`)}</summary>${rest.join(' ')}</details>`;
  return links.slice(0, mostLinks).join(' ') + (rest.length > 0 ? more : '');
};

/** Which checks complained, and in which scenarios: a hundred failures are seldom a hundred mistakes. */
export const showComplaints = (run: SuiteRun): string => {
  const found = run.scenarios.flatMap(({ verdict }) =>
    verdict.checks.filter(isLoud).map((check) => ({ check, scenario: verdict.id })),
  );
  const ids = [...new Set(found.map(({ check }) => check.id))];
  if (ids.length === 0) return '';
  const rows = ids
    .map((id) => found.filter(({ check }) => check.id === id))
    .toSorted((a, b) => failuresIn(b) - failuresIn(a) || b.length - a.length)
    .map((group) => {
      const check = group[0]?.check;
      const links = group.map(
        ({ scenario, check: { verdict } }) =>
          `<a class="${verdict}" href="#${scenarioAnchor(scenario)}">${escapeHtml(scenario)}</a>`,
      );
      return check
        ? `<tr><td class="number">${group.length}</td><td><code>${escapeHtml(check.id)}</code><br><span class="faint">${both(check.requirement)}</span></td><td class="links">${foldLinks(links)}</td></tr>`
        : '';
    });
  return `<section><h2>${word('What is wrong, by check', '问题汇总（按检查项）')}</h2><table class="complaints">${rows.join('')}</table></section>`;
};
