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

const pane = (title: string, text: string): string =>
  `<div class="pane"><h6>${title}</h6><pre>${escapeHtml(text)}</pre></div>`;

const gatesOf = (exchange: WireExchange): string =>
  exchange.gates
    .map(({ gate, verdict, returnCode }) => `${gate} ${verdict}${returnCode ? ` ${returnCode}` : ''}`)
    .join(' → ');

const answerPanes = (exchange: WireExchange, evidence: Evidence, mask: (text: string) => string): string => {
  const { answer } = exchange;
  if (!answer) return pane(word('answer', '应答'), `— (${exchange.end ?? 'open'})`);
  const opened = openedAnswer(answer, evidence.credentials);
  const head = `HTTP ${answer.httpStatus}${answer.complete ? '' : ' (broke off)'} · signature ${opened.signature}`;
  return (
    pane(word('answer on the wire', '应答报文'), mask(`${head}\n${printMessage(opened.message, answer.body)}`)) +
    pane(word('answer decrypted', '应答明文'), mask(printPayload(opened.payload, opened.plaintext)))
  );
};

const factsOf = (exchange: WireExchange): string => {
  const facts = [
    exchange.fault
      ? `fault ${exchange.fault.id} ${JSON.stringify(exchange.fault.effect)} (${exchange.fault.phase})`
      : null,
    exchange.decided ? `decided ${exchange.decided.returnCode} ${exchange.decided.invoiceNo ?? ''}`.trim() : null,
    exchange.gates.length > 0 ? gatesOf(exchange) : null,
  ].filter((fact) => fact !== null);
  return facts.length === 0 ? '' : `<p class="facts">${facts.map(escapeHtml).join('<br>')}</p>`;
};

/** A folded block; `id` is what findings link to. */
export const showExchange = (
  attempt: Attempt & { readonly exchange: WireExchange },
  options: { readonly id: string; readonly evidence: Evidence; readonly mask: (text: string) => string },
): string => {
  const { exchange, request } = attempt;
  const { id, evidence, mask } = options;
  const problems = (request?.problems ?? []).map(({ member, received }) => `${member || 'body'}: ${received.en}`);
  return `<details class="exchange" id="${id}"><summary><b>#${exchange.seq}</b> ${escapeHtml(exchange.receivedAt.slice(11, 23))} ${escapeHtml(exchange.interface)} <span class="code">${both(describeHeard(attempt))}</span></summary>
${factsOf(exchange)}<div class="panes">${pane(word('request on the wire', '请求报文'), mask(printMessage(request?.message ?? {}, exchange.request.body)))}${pane(word('request decrypted', '请求明文'), mask([printPayload(request?.payload ?? null, request?.plaintext ?? null), ...problems].join('\n')))}${answerPanes(exchange, evidence, mask)}</div></details>`;
};
