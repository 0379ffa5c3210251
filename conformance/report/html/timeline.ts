// The timeline of a scenario's attempts as SVG: requests, what came back, and the client's waits against the least the law asks.
import type { Bilingual } from '../../bilingual.ts';
import { type Attempt, readAttempts } from '../../checks/attempt.ts';
import { slackMs } from '../../checks/clock-slack.ts';
import { plain, say, seconds } from '../../checks/finding.ts';
import { describeHeard, isUnknown } from '../../checks/meaning.ts';
import { requiredWaits } from '../../checks/required-waits.ts';
import { type MeasuredWait, waitMs } from '../../checks/waits.ts';
import type { Evidence } from '../../evidence.ts';
import { writeInstant } from '../../wire/instant.ts';
import { bothDrawn, escapeHtml, word } from './escape.ts';

const rowHeight = 54;
const labelY = 15;
const barY = 22;
const barHeight = 12;
/** Bars keep inside this part of the width; the text after the last one needs the rest. */
const drawnPercent = 99;
/** A request answered at once still has to be seen. */
const thinnestPercent = 0.7;
const mostRows = 60;

type Scale = { readonly at: (ms: number) => number };

/** From the first start to the last end, or to where the last wait asked for would have ended. */
const scaleOf = (attempts: readonly Attempt[], waits: ReadonlyMap<number, MeasuredWait>): Scale => {
  const begins = Math.min(...attempts.map(({ startMs }) => startMs));
  const ends = Math.max(
    ...attempts.map(({ number, startMs, endMs }) => (endMs ?? startMs) + (waits.get(number)?.leastMs ?? 0)),
  );
  const span = Math.max(ends - begins, 1);
  return { at: (ms) => ((ms - begins) / span) * drawnPercent };
};

const percent = (value: number): string => `${value.toFixed(3)}%`;

const classOf = (attempt: Attempt): string => {
  if (attempt.heard.kind === 'not-sent') return 'refused';
  if (isUnknown(attempt)) return 'lost';
  return attempt.heard.kind === 'believed' && ['0000', '4001'].includes(attempt.heard.returnCode) ? 'done' : 'heard';
};

/** China time of day; a session's date stands above the drawing. */
const clockTime = (ms: number): string => writeInstant(ms).slice(11, 23).replace('.000', '');

const drawRequest = (attempt: Attempt, y: number, { at }: Scale): string => {
  const from = at(attempt.startMs);
  const width = Math.max(at(attempt.endMs ?? attempt.startMs) - from, thinnestPercent);
  return `<rect class="bar ${classOf(attempt)}" x="${percent(from)}" y="${y + barY}" width="${percent(width)}" height="${barHeight}" rx="2"/>`;
};

const describeWait = (waitedMs: number, wait: MeasuredWait | null): string =>
  wait ? `${seconds(waitedMs)} / ≥ ${seconds(wait.leastMs)}` : seconds(waitedMs);

const drawWait = (
  pair: { readonly from: Attempt; readonly to: Attempt; readonly wait: MeasuredWait | null; readonly slack: number },
  y: number,
  { at }: Scale,
): string => {
  const { from, to, wait, slack } = pair;
  const waitedMs = waitMs(from, to);
  if (waitedMs <= 0 && wait === null) return '';
  const beginsMs = from.endMs ?? from.startMs;
  const short = wait !== null && waitedMs < wait.leastMs - slack;
  const begins = at(beginsMs);
  const width = Math.max(at(beginsMs + waitedMs) - begins, 0);
  const least = wait ? Math.min(at(beginsMs + wait.leastMs), 100) : null;
  const tick =
    least === null
      ? ''
      : `<line class="least${short ? ' short' : ''}" x1="${percent(least)}" x2="${percent(least)}" y1="${y + barY - 3}" y2="${y + barY + barHeight + 3}"/>`;
  const right = begins > 55;
  const text = `<text class="wait-text${short ? ' short' : ''}" x="${percent(right ? begins : begins + thinnestPercent)}" y="${y + barY + barHeight + 12}" text-anchor="${right ? 'end' : 'start'}">${escapeHtml(describeWait(waitedMs, wait))}</text>`;
  return `<rect class="wait${short ? ' short' : ''}" x="${percent(begins)}" y="${y + barY + 4}" width="${percent(width)}" height="4"/>${tick}${text}`;
};

/** What is asked of the bureau, as a person says it. */
const interfaceWords: Readonly<Record<string, Bilingual>> = {
  'invoice.issue': say('issue', '开具'),
  'invoice.query': say('query', '查询'),
  'invoice.red': say('red', '红冲'),
  'invoice.void': say('void', '作废'),
  'red.apply': say('red.apply', '申请确认单'),
  'red.query': say('red.query', '查询确认单'),
  'red.confirm': say('red.confirm', '答复确认单'),
  'taxcode.sync': say('taxcode.sync', '同步编码'),
};

const actOf = ({ interface: name }: Attempt): Bilingual =>
  name === null ? say('connect', '连接') : (interfaceWords[name] ?? plain(name));

const labelOf = (attempt: Attempt): string =>
  `${attempt.number} · ${clockTime(attempt.startMs)} · ${bothDrawn(actOf(attempt))}`;

const drawRow = (
  attempt: Attempt,
  next: Attempt | null,
  drawing: { y: number; scale: Scale; wait: MeasuredWait | null; slack: number },
): string => {
  const { y, scale, wait, slack } = drawing;
  const to = wait?.to ?? next;
  const seq = attempt.exchange ? ` #${attempt.exchange.seq}` : '';
  return [
    `<text class="label" x="0" y="${y + labelY}">${labelOf(attempt)}<tspan class="faint">${seq}</tspan></text>`,
    `<text class="outcome ${classOf(attempt)}" x="100%" y="${y + labelY}" text-anchor="end">${bothDrawn(describeHeard(attempt))}</text>`,
    `<line class="rail" x1="0" x2="100%" y1="${y + barY + 6}" y2="${y + barY + 6}"/>`,
    to ? drawWait({ from: attempt, to, wait, slack }, y, scale) : '',
    drawRequest(attempt, y, scale),
  ].join('');
};

/** What the colours mean; once above the scenarios. */
export const showLegend = (): string =>
  `<p class="legend"><span class="key done"></span>${word('settled', '已定')} <span class="key heard"></span>${word('other answer', '其他应答')} <span class="key lost"></span>${word('outcome unknown', '结果不明')} <span class="key refused"></span>${word('not sent', '未送达')} <span class="key wait"></span>${word('client waits', '客户端等待')} <span class="key least"></span>${word('least wait', '最短等待')}</p>`;

/** Empty where the client never tried anything. */
export const drawTimeline = (evidence: Evidence): string => {
  const attempts = readAttempts(evidence);
  if (attempts.length === 0) return '';
  const shown = attempts.slice(0, mostRows);
  const waits = requiredWaits(evidence);
  const scale = scaleOf(shown, waits);
  const slack = slackMs(evidence);
  const rows = shown.map((attempt, at) =>
    drawRow(attempt, shown[at + 1] ?? null, {
      y: at * rowHeight,
      scale,
      wait: waits.get(attempt.number) ?? null,
      slack,
    }),
  );
  const rest = attempts.length - shown.length;
  const more =
    rest > 0
      ? `<p class="faint">${word(`${rest} more attempts in transcript.ndjson`, `其余 ${rest} 次尝试见 transcript.ndjson`)}</p>`
      : '';
  return `<h5>${word('attempts, by the session’s clock', '尝试时间线（会话时钟）')}</h5><figure class="timeline"><svg role="img" aria-label="timeline 时间线" width="100%" height="${shown.length * rowHeight + 6}">${rows.join('')}</svg></figure>${more}`;
};
