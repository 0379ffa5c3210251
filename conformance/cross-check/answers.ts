// What left the bureau against what it says it decided: codes, invoice numbers, echo, signature, data (E-7, E-8).
import type { Evidence, WireExchange } from '../evidence.ts';
import { openedAnswer } from '../opened-exchange.ts';
import { isLawfullySigned, type OpenedAnswer } from '../wire/open-answer.ts';

/** Effects that spoil an answer on purpose or invent one. */
const spoilingEffects = [
  ...['badSignature', 'unsigned', 'wrongNonce', 'wrongKey', 'httpStatus', 'staleAnswer', 'alteredCode'],
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

const compareAnswer = (exchange: WireExchange, evidence: Evidence): string[] => {
  const { answer, decided, fault, nonce, seq } = exchange;
  if (!answer?.complete || answer.httpStatus !== 200 || spoils(exchange)) return [];
  const opened = openedAnswer(answer, evidence.credentials);
  const found: string[] = [];
  const say = (what: string) => void found.push(`exchange ${seq}: ${what}`);
  if (!isLawfullySigned(opened) || opened.problems.length > 0)
    say(`the judge cannot verify the bureau's own answer (${opened.signature} signature)`);
  if ((opened.message['data'] ?? '') !== '' && opened.plaintext === null)
    say("the judge cannot decrypt the bureau's own answer");
  const echo = opened.message['requestNonce'] ?? '';
  if (nonce !== null && echo !== '' && echo !== nonce)
    say(`the answer echoes the nonce ${echo}, the request has ${nonce}`);
  const due = codeDue(exchange);
  if (due !== null && opened.returnCode !== due) say(`the bureau decided ${due} and answered ${opened.returnCode}`);
  const told = invoiceNoIn(opened);
  if (fault === null && decided?.invoiceNo && told !== null && told !== decided.invoiceNo)
    say(`the bureau decided on invoice ${decided.invoiceNo} and answered with ${told}`);
  return found;
};

export const compareAnswers = (exchanges: readonly WireExchange[], evidence: Evidence): string[] =>
  exchanges.flatMap((exchange) => compareAnswer(exchange, evidence));
