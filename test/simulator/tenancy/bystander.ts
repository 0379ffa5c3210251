// A tenant that minds its own business: the same conversation every time, and every byte that it saw of its bureau.
import { encryptData } from '../../../protocol/cipher.ts';
import { writeMessage } from '../../../protocol/envelope.ts';
import { signatureText, signHmacSm3 } from '../../../protocol/signature.ts';
import { writeTimestamp } from '../../../protocol/timestamp.ts';
import type { Bureau } from '../../../simulator/bureau.ts';
import { createSeededBytes } from '../../../simulator/randomness.ts';
import type { Application } from '../../../simulator/register/application.ts';
import { connectTo, postText, watch } from '../doors/raw-visit.ts';
import { application, line, order, seller } from '../operations/books.ts';

export const startAt = '2026-11-23T10:00:00.000+08:00';
export const bystander = { ...application, appId: 'BYSTANDER001' };

export type Asking = {
  readonly interface: string;
  readonly payload: unknown;
  readonly nonce: string;
  readonly iv: Uint8Array;
};

/** The bytes of one request as `from` at the bureau's time `now`. */
export const requestOf = (from: Application, asking: Asking, now: number): string => {
  const { encryptType, sm4Key, signType, appId } = from;
  const message = {
    appId,
    interface: asking.interface,
    version: '1.0',
    timestamp: writeTimestamp(now),
    nonce: asking.nonce,
    encryptType,
    data: encryptData(JSON.stringify(asking.payload), { encryptType, sm4Key, iv: asking.iv }),
    signType,
  };
  const signature = signHmacSm3(signatureText(message), from.appSecret);
  return writeMessage({ ...message, signature }, 'request', 'json');
};

export type Told = { readonly status: number; readonly text: string };

/** Calls the control port as its holder; refusals are answers like others. */
export const callControl = async (bureau: Bureau, method: string, path: string, body?: unknown): Promise<Told> => {
  const response = await fetch(`${bureau.control.url}/control/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${bureau.control.token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text() };
};

export const mainPort = (bureau: Bureau): number => Number(new URL(bureau.httpUrl ?? '').port);

type Step =
  | { readonly interface: string; readonly payload: unknown }
  | { readonly control: string; readonly body: unknown };

const paper = { ...order, orderNo: 'SO-2', invoiceType: '86' };
const steps: readonly Step[] = [
  { interface: 'invoice.issue', payload: order },
  { interface: 'invoice.issue', payload: order },
  { interface: 'invoice.issue', payload: { ...order, total: '107.00', orderNo: 'SO-3' } },
  { interface: 'invoice.query', payload: { orderNo: 'SO-1' } },
  { control: 'clock', body: { advanceMs: 60_000 } },
  { interface: 'invoice.query', payload: { orderNo: 'SO-1' } },
  { interface: 'invoice.issue', payload: paper },
  { interface: 'red.query', payload: { side: '0', from: '2026-11-01', to: '2026-11-30', page: '1' } },
  {
    interface: 'invoice.issue',
    payload: { ...order, orderNo: 'SO-4', lines: [{ ...line, taxCode: '3040201020000000000' }] },
  },
  { interface: 'quota.query', payload: {} },
  { interface: 'invoice.red', payload: { orderNo: 'RD-1', originalInvoiceNo: '26112000000000000001', reason: '02' } },
  { interface: 'taxpayer.query', payload: { taxNo: seller.taxNo } },
  { interface: 'invoice.list', payload: { from: '2026-11-23', to: '2026-11-23', page: '1' } },
  { interface: 'taxcode.sync', payload: { since: '2026-11-01' } },
];

/** By its own dice some answers are lost, late answers come again, some orders wait: chance is part of its conversation. */
const faults = [
  { id: 'sometimes-busy', when: { probability: 0.3 }, effect: { returnCode: '3001', retryAfterSeconds: 7 } },
  { id: 'sometimes-stale', when: { probability: 0.3 }, effect: { staleAnswer: true } },
  { id: 'sometimes-wrong', when: { probability: 0.3 }, effect: { wrongNonce: true } },
];

/** Numbered by the door and not by the tenant, and counted with its digits: whoever reads the journal holds the token of the whole bureau. */
const withoutConnection = (text: string): string =>
  text.replaceAll(/"connection":\d+/g, '"connection":0').replaceAll(/"bytes":\d+/g, '"bytes":0');

const books = [
  'journal',
  'journal/changes',
  'ledger',
  'clock',
  'faults',
  'tax-codes',
  'sheets',
  'stock',
  'callbacks',
  'outbox',
];

/** Makes the tenant, has the conversation, and tells all it saw; `between` is called before each step. */
export const converse = async (
  bureau: Bureau,
  between: (step: number) => Promise<void>,
): Promise<readonly string[]> => {
  await bureau.removeTenant('bystander');
  const made = await bureau.createTenant({
    id: 'bystander',
    seed: 7,
    clock: { mode: 'frozen', now: startAt },
    sellers: [seller],
    applications: [bystander],
  });
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  await callControl(bureau, 'PUT', '/tenants/bystander/faults', faults);
  await callControl(bureau, 'PUT', '/tenants/bystander/stock', {
    ...{ sellerTaxNo: seller.taxNo, type: '86', paperCode: '011002600104', from: '00000001', count: 3 },
  });
  const random = createSeededBytes('bystander');
  let now = Date.parse(startAt);
  const seen: string[] = [];
  for (const [at, step] of steps.entries()) {
    await between(at);
    if ('control' in step) {
      seen.push((await callControl(bureau, 'POST', `/tenants/bystander/${step.control}`, step.body)).text);
      now += 60_000;
      continue;
    }
    const asking = { ...step, nonce: `nonceOfBystander${at}`, iv: random(16) };
    const socket = connectTo({ port: mainPort(bureau), ca: null });
    const sight = watch(socket);
    socket.write(postText(`/t/bystander/test/v1/${step.interface}`, requestOf(bystander, asking, now)));
    seen.push(JSON.stringify(await sight));
  }
  for (const book of books)
    seen.push(withoutConnection((await callControl(bureau, 'GET', `/tenants/bystander/${book}`)).text));
  return seen;
};

export const stepCount = steps.length;
