// What left the bureau against what it says it decided: codes, invoice numbers, echo, signature, data (E-7, E-8).
import type { Bilingual } from '../bilingual.ts';
import { say } from '../checks/finding.ts';
import type { Evidence, WireExchange } from '../evidence.ts';
import { openedAnswer } from '../opened-exchange.ts';
import { isLawfullySigned, type OpenedAnswer } from '../wire/open-answer.ts';

/** Effects that spoil an answer on purpose or invent one. */
const spoilingEffects = [
  ...['badSignature', 'unsigned', 'wrongNonce', 'wrongKey', 'httpStatus', 'staleAnswer', 'alteredCode'],
  'strayRefusal',
  ...['garbage', 'truncatedBody'],
  ...['emptyReply', 'malformedChunk'],
];

const spoils = ({ fault }: WireExchange): boolean => spoilingEffects.some((effect) => effect in (fault?.effect ?? {}));

/** The code that should have left; null where a fault made it up in its own way. */
const codeDue = ({ decided, fault }: WireExchange): string | null => {
  const { returnCode } = fault?.effect ?? {};
  if (typeof returnCode === 'string') return returnCode;
  return fault === null ? (decided?.returnCode ?? null) : null;
};

const invoiceNoIn = ({ payload }: OpenedAnswer): string | null => {
  const told: unknown = typeof payload === 'object' && payload !== null ? Reflect.get(payload, 'invoiceNo') : undefined;
  return typeof told === 'string' && told !== '' ? told : null;
};

const compareAnswer = (exchange: WireExchange, evidence: Evidence): Bilingual[] => {
  const { answer, decided, fault, nonce, seq } = exchange;
  if (!answer?.complete || answer.httpStatus !== 200 || spoils(exchange)) return [];
  const opened = openedAnswer(answer, evidence.credentials);
  const found: Bilingual[] = [];
  const note = (en: string, zh: string) => void found.push(say(`exchange ${seq}: ${en}`, `报文 ${seq}：${zh}`));
  if (!isLawfullySigned(opened) || opened.problems.length > 0)
    note(
      `the judge cannot verify the bureau's own answer (${opened.signature} signature)`,
      `裁决者无法验证税局自己的应答（签名 ${opened.signature}）`,
    );
  if ((opened.message['data'] ?? '') !== '' && opened.plaintext === null)
    note("the judge cannot decrypt the bureau's own answer", '裁决者无法解密税局自己的应答');
  const echo = opened.message['requestNonce'] ?? '';
  if (nonce !== null && echo !== '' && echo !== nonce)
    note(`the answer echoes the nonce ${echo}, the request has ${nonce}`, `应答回显随机数 ${echo}，请求为 ${nonce}`);
  const due = codeDue(exchange);
  if (due !== null && opened.returnCode !== due)
    note(`the bureau decided ${due} and answered ${opened.returnCode}`, `税局判定 ${due}，应答 ${opened.returnCode}`);
  const told = invoiceNoIn(opened);
  if (fault === null && decided?.invoiceNo && told !== null && told !== decided.invoiceNo)
    note(
      `the bureau decided on invoice ${decided.invoiceNo} and answered with ${told}`,
      `税局判定发票 ${decided.invoiceNo}，应答为 ${told}`,
    );
  return found;
};

export const compareAnswers = (exchanges: readonly WireExchange[], evidence: Evidence): Bilingual[] =>
  exchanges.flatMap((exchange) => compareAnswer(exchange, evidence));
