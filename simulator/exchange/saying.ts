// What the bureau has to say: a gate's refusal, an operation's decision, a fault's code, or a success that never was.
import { writeDateTime } from '../../protocol/timestamp.ts';
import type { PickedFault } from '../faults/effect.ts';
import type { Decision, GateVerdict } from '../operations/decision.ts';
import type { Saying } from './answer.ts';
import type { Desk } from './desk.ts';

export const sayingOf = ({ returnCode = '9999', retryAfterSeconds }: GateVerdict): Saying => ({
  returnCode,
  data: null,
  ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
});
export const sayingOfDecision = (decision: Decision): Saying => ({
  returnCode: decision.returnCode,
  data: decision.data,
  ...(decision.returnMessage === undefined ? {} : { returnMessage: decision.returnMessage }),
  ...(decision.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: decision.retryAfterSeconds }),
});
export const sayingOfFault = (
  action: Extract<PickedFault['action'], { kind: 'answer' }>,
  payload: unknown,
): Saying => ({
  returnCode: action.returnCode,
  data: action.dataOf?.(payload) ?? null,
  ...(action.returnMessage === undefined ? {} : { returnMessage: action.returnMessage }),
  ...(action.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: action.retryAfterSeconds }),
});

/** A success that never was, for answers that must not be believed. */
export const invent = (desk: Desk, payload: unknown): Saying => {
  const order = (payload ?? {}) as Readonly<Record<string, unknown>>;
  const buyer = (order['buyer'] ?? {}) as Readonly<Record<string, unknown>>;
  const data = {
    orderNo: order['orderNo'],
    invoiceNo: desk.inventInvoiceNo(),
    issuedAt: writeDateTime(desk.clock.now()),
    status: 'issued',
    amount: order['amount'],
    tax: order['tax'],
    total: order['total'],
    buyerName: buyer['name'],
  };
  return { returnCode: '0000', data: JSON.parse(JSON.stringify(data)) as Record<string, unknown> };
};
