// report.html: the whole run on one page that needs nothing but itself.
import type { Verdict } from '../../verdict.ts';
import type { ScenarioRun, SuiteRun } from '../suite-run.ts';
import { escapeHtml, word } from './escape.ts';
import { showComplaints, showHead } from './overview.ts';
import { showScenario } from './scenario.ts';
import { script } from './script.ts';
import { style } from './style.ts';
import { showLegend } from './timeline.ts';

/** Failures first; what nobody needs to act on comes last. */
const urgency: readonly Verdict[] = [
  'harness-error',
  'adapter-error',
  'fail',
  'untestable',
  'void',
  'warn',
  'pass',
  'unsupported',
];
/** So many troubled scenarios are unfolded from the start; a page of a hundred opens as a list. */
const mostOpen = 8;

const byUrgency = (a: ScenarioRun, b: ScenarioRun): number =>
  urgency.indexOf(a.verdict.verdict) - urgency.indexOf(b.verdict.verdict);

const isTroubled = ({ verdict }: ScenarioRun): boolean =>
  verdict.verdict !== 'pass' && verdict.verdict !== 'unsupported';

const showSection = (title: string, runs: readonly ScenarioRun[], open: number): string =>
  runs.length === 0
    ? ''
    : `<section><h2>${title} <span class="faint">${runs.length}</span></h2>${showLegend()}${runs.map((run, at) => showScenario(run, { open: at < open })).join('\n')}</section>`;

const switcher = `<nav class="languages" hidden><button type="button" data-choose="zh">中文</button><button type="button" data-choose="en">English</button></nav>`;

/** One file, no reference to anything outside; shows both languages where there is no JavaScript. */
export const writeHtml = (run: SuiteRun): string => {
  const scenarios = run.scenarios.toSorted(byUrgency);
  const title = `${run.client.name} ${run.client.version} — 联调 liandiao`;
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${switcher}
${showHead(run)}
${showComplaints(run)}
${showSection(word('Needs attention', '需要处理'), scenarios.filter(isTroubled), mostOpen)}
${showSection(
  word('In order', '无须处理'),
  scenarios.filter((one) => !isTroubled(one)),
  0,
)}
<footer>${word('Every verdict can be derived again from transcript.ndjson. Keys shown there are throwaway keys of this run; this page masks them.', '每项结论均可由 transcript.ndjson 重新推导。其中的密钥仅用于本次运行，本页已隐去。')}</footer>
</main>
<script>${script}</script>
</body>
</html>
`;
};
