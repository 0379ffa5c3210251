// Where the judge's own wire and the bureau's gates see one request or answer differently: an error of this project, not the client's.

import { openPush } from './checks/push.ts';
import type { Evidence, PushSending, WireExchange } from './evidence.ts';
import { openedAnswer, openedRequest } from './opened-exchange.ts';

/** Effects that spoil an answer on purpose or invent one. */
const spoilingEffects = [
  ...['badSignature', 'unsigned', 'wrongNonce', 'httpStatus', 'staleAnswer', 'garbage', 'truncatedBody'],
  ...['emptyReply', 'malformedChunk'],
];

const spoils = (exchange: WireExchange): boolean =>
  spoilingEffects.some((effect) => effect in (exchange.fault?.effect ?? {}));

const unsignedCodes = ['1002', '2006'];

const compareSignature = (exchange: WireExchange, evidence: Evidence): string[] => {
  const gate = exchange.gates.find((one) => one.gate === 'signature');
  if (!gate) return [];
  const { signatureOk } = openedRequest(exchange.request, evidence.credentials);
  if (signatureOk === (gate.verdict === 'passed')) return [];
  return [
    `exchange ${exchange.seq}: the bureau ${gate.verdict} a signature the judge ${signatureOk ? 'verifies' : 'refuses'}`,
  ];
};

const compareAnswer = (exchange: WireExchange, evidence: Evidence): string[] => {
  const { answer } = exchange;
  if (!answer?.complete || answer.httpStatus !== 200 || spoils(exchange)) return [];
  const opened = openedAnswer(answer, evidence.credentials);
  const lawful =
    opened.signature === 'valid' || (opened.signature === 'absent' && unsignedCodes.includes(opened.returnCode ?? ''));
  return lawful && opened.problems.length === 0
    ? []
    : [`exchange ${exchange.seq}: the judge cannot verify the bureau's own answer (${opened.signature} signature)`];
};

const comparePush = (sending: PushSending, evidence: Evidence): string[] => {
  const { genuine } = openPush(sending, evidence.credentials);
  // Never written: the application was gone.
  if (sending.body === '' || genuine === (sending.manner !== 'forged')) return [];
  return [
    `push ${sending.number}: ${sending.manner} to the bureau, ${genuine ? 'genuine' : 'not genuine'} to the judge`,
  ];
};

/** One line for each disagreement; empty in a sound run. */
export const disagreements = (evidence: Evidence): string[] => [
  ...[...evidence.wire, ...evidence.kitWire].flatMap((exchange) => [
    ...compareSignature(exchange, evidence),
    ...compareAnswer(exchange, evidence),
  ]),
  ...evidence.pushes.flatMap((sending) => comparePush(sending, evidence)),
];
