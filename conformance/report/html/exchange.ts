// One exchange as evidence: the message on the wire beside what it says decrypted, secrets masked.
import type { Attempt } from '../../checks/attempt.ts';
import { describeHeard } from '../../checks/meaning.ts';
import type { Evidence, WireExchange } from '../../evidence.ts';
import { openedAnswer } from '../../opened-exchange.ts';
import { both, escapeHtml, word } from './escape.ts';

const longestText = 6_000;
const longestMember = 96;

const shorten = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most)}… (${text.length} characters)`;

/** Members one a line; base64 is shortened, since its content stands beside it. */
const printMessage = (message: Readonly<Record<string, string>>, raw: string): string => {
  const names = Object.keys(message);
  if (names.length === 0) return shorten(raw, longestText);
  return names.map((name) => `${name}: ${shorten(message[name] ?? '', longestMember)}`).join('\n');
};

const printPayload = (payload: unknown, plaintext: string | null): string => {
  if (plaintext === null) return '—';
  return shorten(payload === null ? plaintext : JSON.stringify(payload, null, 2), longestText);
};

/** `marked` is HTML already. */
const pane = (title: string, marked: string): string => `<div class="pane"><h6>${title}</h6><pre>${marked}</pre></div>`;

const passing = { passed: word('passed', '通过'), refused: word('refused', '拒绝') };
const ends = { answered: '已应答', held: '扣留', reset: '重置', left: '客户端离开', open: '未结束' } as const;
const signatures = { valid: '有效', invalid: '无效', absent: '缺失' } as const;

const gatesOf = (gates: WireExchange['gates']): string =>
  gates
    .map(({ gate, verdict, returnCode }) =>
      `${escapeHtml(gate)} ${passing[verdict]} ${escapeHtml(returnCode ?? '')}`.trim(),
    )
    .join(' → ');

const answerPanes = (exchange: WireExchange, evidence: Evidence, mask: (text: string) => string): string => {
  const { answer } = exchange;
  if (!answer) return pane(word('answer', '应答'), `— (${word(exchange.end ?? 'open', ends[exchange.end ?? 'open'])})`);
  const opened = openedAnswer(answer, evidence.credentials);
  const { signature } = opened;
  const whole = answer.complete ? '' : ` (${word('broke off', '中断')})`;
  const head = `HTTP ${answer.httpStatus}${whole} · ${word(`signature ${signature}`, `签名${signatures[signature]}`)}`;
  const message = escapeHtml(mask(printMessage(opened.message, answer.body)));
  return (
    pane(word('answer on the wire', '应答报文'), `${head}\n${message}`) +
    pane(word('answer decrypted', '应答明文'), escapeHtml(mask(printPayload(opened.payload, opened.plaintext))))
  );
};

const factsOf = ({ fault, decided, gates }: WireExchange): string => {
  const facts = [
    fault && `${word('fault', '故障')} ${escapeHtml(`${fault.id} ${JSON.stringify(fault.effect)} (${fault.phase})`)}`,
    decided && `${word('decided', '判定')} ${escapeHtml(`${decided.returnCode} ${decided.invoiceNo ?? ''}`.trim())}`,
    gates.length > 0 ? gatesOf(gates) : null,
  ].filter((fact) => fact !== null);
  return facts.length === 0 ? '' : `<p class="facts">${facts.join('<br>')}</p>`;
};

/** A folded block; `id` is what findings link to. */
export const showExchange = (
  attempt: Attempt & { readonly exchange: WireExchange },
  options: { readonly id: string; readonly evidence: Evidence; readonly mask: (text: string) => string },
): string => {
  const { exchange, request } = attempt;
  const { id, evidence, mask } = options;
  const problems = (request?.problems ?? []).map(({ member, received }) =>
    both({ en: mask(`${member || 'body'}: ${received.en}`), zh: mask(`${member || '正文'}：${received.zh}`) }),
  );
  const decrypted = escapeHtml(mask(printPayload(request?.payload ?? null, request?.plaintext ?? null)));
  return `<details class="exchange" id="${id}"><summary><b>#${exchange.seq}</b> ${escapeHtml(exchange.receivedAt.slice(11, 23))} ${escapeHtml(exchange.interface)} <span class="code">${both(describeHeard(attempt))}</span></summary>
${factsOf(exchange)}<div class="panes">${pane(word('request on the wire', '请求报文'), escapeHtml(mask(printMessage(request?.message ?? {}, exchange.request.body))))}${pane(word('request decrypted', '请求明文'), [decrypted, ...problems].join('\n'))}${answerPanes(exchange, evidence, mask)}</div></details>`;
};
