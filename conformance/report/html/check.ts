// One check's finding: requirement, expected, actual, and where to see it.
import type { Bilingual } from '../../bilingual.ts';
import type { CheckVerdict } from '../../verdict.ts';
import { both, escapeHtml, word } from './escape.ts';

const verdictWords: Readonly<Record<string, readonly [string, string]>> = {
  pass: ['pass', '通过'],
  warn: ['warning', '警告'],
  fail: ['fail', '不通过'],
  void: ['void', '无效'],
  unsupported: ['unsupported', '不支持'],
  untestable: ['untestable', '不可测'],
  'adapter-error': ['adapter error', '适配器错误'],
  'harness-error': ['harness error', '工具自身错误'],
};

export const verdictWord = (verdict: string): string => {
  const [en, zh] = verdictWords[verdict] ?? [verdict, verdict];
  return word(en, zh);
};

export const badge = (verdict: string): string =>
  `<span class="badge ${escapeHtml(verdict)}">${verdictWord(verdict)}</span>`;

const row = (name: string, value: string): string => `<dt>${name}</dt><dd>${value}</dd>`;

/** A card with everything; `linkOf` turns an exchange's number into a link target. */
export const showFinding = (
  check: CheckVerdict,
  options: { readonly mask: (text: string) => string; readonly linkOf: (seq: number) => string },
): string => {
  const masked = ({ en, zh }: Bilingual) => both({ en: options.mask(en), zh: options.mask(zh) });
  const links = check.exchanges.map((seq) => `<a href="#${options.linkOf(seq)}">#${seq}</a>`).join(' ');
  return `<article class="finding ${check.verdict}"><h5>${badge(check.verdict)} <code>${escapeHtml(check.id)}</code> <span class="clauses">${[...check.clauses, ...(check.besides ?? [])].map(escapeHtml).join(' · ')}${check.level === 'should' ? ' · SHOULD' : ''}</span></h5>
<p class="message">${masked(check.message)}</p><dl>${row(word('requirement', '要求'), both(check.requirement))}${check.expected === undefined ? '' : row(word('expected', '应为'), masked(check.expected))}${check.actual === undefined ? '' : row(word('actual', '实际'), masked(check.actual))}${links === '' ? '' : row(word('evidence', '证据'), links)}</dl></article>`;
};

/** A line for a check that has nothing to complain of. */
export const showQuietCheck = (check: CheckVerdict, mask: (text: string) => string): string =>
  `<li>${badge(check.verdict)} <code>${escapeHtml(check.id)}</code> <span class="faint">${both({ en: mask(check.message.en), zh: mask(check.message.zh) })}</span></li>`;
