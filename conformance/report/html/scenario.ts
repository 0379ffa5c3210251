// One scenario in the report: what it is for, what was found, the timeline, the wire, the dialogue, the books.
import { type Attempt, readAttempts } from '../../checks/attempt.ts';
import type { Evidence, WireExchange } from '../../evidence.ts';
import { describeVariation } from '../../variation/record.ts';
import type { CheckVerdict } from '../../verdict.ts';
import { createMask } from '../mask.ts';
import type { ScenarioRun } from '../suite-run.ts';
import { badge, showFinding, showQuietCheck } from './check.ts';
import { showDialogue } from './dialogue.ts';
import { anchor, both, escapeHtml, word } from './escape.ts';
import { showExchange } from './exchange.ts';
import { showPushes } from './pushes.ts';
import { drawTimeline } from './timeline.ts';

const isArrived = (attempt: Attempt): attempt is Attempt & { exchange: WireExchange } => attempt.exchange !== null;

const exchangeAnchor = (scenarioId: string, seq: number): string => anchor('exchange', scenarioId, seq);

export const scenarioAnchor = (scenarioId: string): string => anchor('scenario', scenarioId);

const showClaims = ({ commands, claims }: Evidence, mask: (text: string) => string): string => {
  if (commands.length === 0) return '';
  const rows = commands.map(({ id, as, orderNo }) => {
    const claim = claims.find(({ command }) => command === id);
    const invoiceNo = claim?.invoice?.['invoiceNo'];
    const cells = [
      as,
      orderNo,
      claim?.outcome ?? '—',
      claim?.returnCode ?? '—',
      typeof invoiceNo === 'string' ? invoiceNo : '—',
      String(claim?.attempts ?? '—'),
      claim?.message ?? '',
    ];
    return `<tr>${cells.map((cell) => `<td>${escapeHtml(mask(cell))}</td>`).join('')}</tr>`;
  });
  return `<h5>${word('what the client claims', '客户端声称')}</h5><div class="scroll"><table><tr><th>${word('command', '指令')}</th><th>${word('order', '订单')}</th><th>${word('outcome', '结局')}</th><th>${word('code', '返回码')}</th><th>${word('invoice', '发票')}</th><th>${word('attempts', '尝试')}</th><th>${word('message', '说明')}</th></tr>${rows.join('')}</table></div>`;
};

const showLedger = ({ ledger }: Evidence): string => {
  if (ledger.length === 0)
    return `<h5>${word('the bureau’s ledger', '税局账簿')}</h5><p class="faint">${word('empty', '空')}</p>`;
  const rows = ledger.map(
    ({ orderNo, invoiceNo, status, issuedAt, total }) =>
      `<tr>${[orderNo, invoiceNo, status, issuedAt, total].map((cell) => `<td>${escapeHtml(String(cell))}</td>`).join('')}</tr>`,
  );
  return `<h5>${word('the bureau’s ledger', '税局账簿')}</h5><div class="scroll"><table><tr><th>${word('order', '订单')}</th><th>${word('invoice', '发票')}</th><th>${word('status', '状态')}</th><th>${word('issued', '开具时间')}</th><th>${word('total', '价税合计')}</th></tr>${rows.join('')}</table></div>`;
};

const showEnd = ({ verdict, evidence }: ScenarioRun, mask: (text: string) => string): string => {
  if (verdict.reason === null) return '';
  const last = evidence.end.kind === 'adapter-error' ? evidence.end.lastEvents.slice(-12).join('\n') : '';
  const { words, reason } = verdict;
  const why = words === null ? escapeHtml(mask(reason)) : both({ en: mask(words.en), zh: mask(words.zh) });
  return `<p class="reason">${why}</p>${last === '' ? '' : `<pre>${escapeHtml(mask(last))}</pre>`}`;
};

const showVariation = ({ variation }: Evidence): string => {
  const varied = describeVariation(variation);
  return varied === ''
    ? ''
    : `<p class="faint">${word('varied by the seed', '由种子变化')}: ${escapeHtml(varied)}</p>\n`;
};

/** A folded section; `open` where something needs attention. */
export const showScenario = (run: ScenarioRun, options: { readonly open: boolean }): string => {
  const { scenario, evidence, verdict } = run;
  const mask = createMask(evidence.credentials);
  const linkOf = (seq: number) => exchangeAnchor(scenario.id, seq);
  // A check that found nothing matters where the scenario is void for it; beside a failure it is only a consequence.
  const isLoud = (check: CheckVerdict) =>
    check.verdict !== 'pass' && (check.verdict !== 'void' || verdict.verdict === 'void');
  const loud = verdict.checks.filter(isLoud);
  const quiet = verdict.checks.filter((check) => !isLoud(check));
  const exchanges = readAttempts(evidence).filter(isArrived);
  return `<details class="scenario ${verdict.verdict}" id="${scenarioAnchor(scenario.id)}"${options.open ? ' open' : ''}>
<summary>${badge(verdict.verdict)} <span class="title">${both(scenario.title)}</span> <code>${escapeHtml(scenario.id)}</code></summary>
<div class="body"><p class="purpose">${both(scenario.purpose)}</p>
<p class="faint">${escapeHtml(scenario.class)} · ${scenario.clauses.map(escapeHtml).join(' · ')} · ${escapeHtml(evidence.startedAt)}</p>
${showVariation(evidence)}${showEnd(run, mask)}${loud.map((check) => showFinding(check, { mask, linkOf })).join('')}
${drawTimeline(evidence)}${showClaims(evidence, mask)}${showLedger(evidence)}
${exchanges.length === 0 ? '' : `<h5>${word('on the wire', '报文')}</h5>`}${exchanges.map((attempt) => showExchange(attempt, { id: linkOf(attempt.exchange.seq), evidence, mask })).join('')}
${showPushes(evidence, mask)}${showDialogue(evidence, mask)}
${quiet.length === 0 ? '' : `<details class="quiet"><summary>${word(`${quiet.length} other checks`, `其余 ${quiet.length} 项检查`)}</summary><ul>${quiet.map((check) => showQuietCheck(check, mask)).join('')}</ul></details>`}
</div></details>`;
};
