// Genuine messages around hostile content: lawful envelopes and payloads of every interface with a hole where malice goes.
import { createCipheriv } from 'node:crypto';
import type { Format } from '../../protocol/envelope.ts';
import { writeMessage } from '../../protocol/envelope.ts';
import { writePayload } from '../../protocol/payload.ts';
import { signatureText, signHmacSm3 } from '../../protocol/signature.ts';
import { writeTimestamp } from '../../protocol/timestamp.ts';
import { bytes, type Dice, hex, pick, toBuffer, under } from './attack.ts';

/** The published demonstration application: worth nothing, not secret. */
const keys = {
  appId: 'LD0000000001',
  appSecret: 'demonstration-secret-not-for-production',
  sm4Key: Buffer.from('0123456789abcdeffedcba9876543210', 'hex'),
};
const seller = { name: '联调测试科技有限公司', taxNo: '91110108551385082Q' };
const invoiceNo = '26110000000000000001';

export const order = (dice: Dice, change: Readonly<Record<string, unknown>> = {}) => ({
  orderNo: `H-${hex(dice, 8)}`,
  invoiceType: '82',
  clerk: '王五',
  seller,
  buyer: { kind: 'individual', name: '张三' },
  lines: [
    {
      name: '软件开发服务',
      taxCode: '3040201010000000000',
      quantity: '1',
      unitPrice: '1',
      amount: '1.00',
      rate: '0.06',
      tax: '0.06',
    },
  ],
  amount: '1.00',
  tax: '0.06',
  total: '1.06',
  ...change,
});

const red = (dice: Dice) => ({
  orderNo: `HR-${hex(dice, 8)}`,
  originalInvoiceNo: invoiceNo,
  reason: '02',
  lines: [{ originalLine: '1', amount: '-1.00', tax: '-0.06', quantity: '-1', unitPrice: '1' }],
});

/** A lawful payload of each interface. */
const payloads: Readonly<Record<string, (dice: Dice) => Readonly<Record<string, unknown>>>> = {
  'invoice.issue': order,
  'invoice.query': (dice) => ({ orderNo: `H-${hex(dice, 8)}` }),
  'invoice.red': red,
  'invoice.list': () => ({ from: '2026-11-01', to: '2026-11-30', status: 'issued', page: '1' }),
  'invoice.void': () => ({ invoiceNo, reason: '2' }),
  'invoice.deliver': () => ({ invoiceNo, email: 'a@example.com' }),
  'red.apply': (dice) => ({ ...red(dice), side: '0' }),
  'red.confirm': () => ({ sheetNo: invoiceNo, decision: 'Y' }),
  'red.query': () => ({ side: '0', state: '02', from: '2026-11-01', to: '2026-11-30', page: '1' }),
  'quota.query': () => ({}),
  'taxcode.sync': () => ({ since: '0' }),
  'taxpayer.query': () => ({ taxNo: seller.taxNo }),
};

export const pathOf = (name: string): string => `/test/v1/${name}`;
const contentTypes = { json: 'application/json', xml: 'application/xml' } as const;

/** An HTTP request with its length. */
export const post = (path: string, body: string | Buffer, contentType = 'application/json'): Buffer => {
  const content = toBuffer(body);
  const head = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${contentType}\r\nContent-Length: ${content.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), content]);
};

/** An envelope whose signature and encryption are right, whatever bytes its payload is. */
export const seal = (
  dice: Dice,
  name: string,
  payload: string | Buffer,
  further: Readonly<Record<string, string>> = {},
): Record<string, string> => {
  const iv = bytes(dice, 16);
  const cipher = createCipheriv('sm4-cbc', keys.sm4Key, iv);
  const message = {
    appId: keys.appId,
    interface: name,
    version: '1.0',
    timestamp: writeTimestamp(Date.now()),
    nonce: hex(dice, 16),
    encryptType: 'SM4-CBC',
    data: Buffer.concat([iv, cipher.update(toBuffer(payload)), cipher.final()]).toString('base64'),
    signType: 'HMAC-SM3',
    ...further,
  };
  return { ...message, signature: signHmacSm3(signatureText(message), keys.appSecret) };
};

/** A whole request that is genuine up to its payload. */
export const genuine = (dice: Dice, name: string, payload: string | Buffer, format: Format = 'json'): Buffer =>
  post(pathOf(name), writeMessage(seal(dice, name, payload), 'request', format), contentTypes[format]);

export const genuineOrder = (dice: Dice, change: Readonly<Record<string, unknown>> = {}): Buffer =>
  genuine(dice, 'invoice.issue', JSON.stringify(order(dice, change)));

const hole = 'hole-for-malice';

const leafCount = (value: unknown): number =>
  typeof value === 'object' && value !== null ? Object.values(value).reduce((sum, one) => sum + leafCount(one), 0) : 1;

/** The value with one leaf, drawn, replaced by the hole. */
const holed = (dice: Dice, value: unknown): unknown => {
  const chosen = under(dice, leafCount(value));
  let at = -1;
  return JSON.parse(JSON.stringify(value), (_name, one: unknown) => {
    if (typeof one === 'object') return one;
    at += 1;
    return at === chosen ? hole : one;
  });
};

const fill = (text: string, format: Format, malice: string | Buffer): Buffer => {
  const [before = '', after = ''] = text.split(format === 'json' ? `"${hole}"` : hole);
  return Buffer.concat([Buffer.from(before), toBuffer(malice), Buffer.from(after)]);
};

/** `malice` as it stands in the text where a value was: raw JSON, or the content of an XML element. */
export type Malice = string | Buffer;

/** A genuine request of some interface whose payload holds malice in the place of one value, a further member among them. */
export const payloadWith = (dice: Dice, malice: Malice, format: Format = 'json'): Buffer => {
  const name = dice() < 0.5 ? 'invoice.issue' : pick(dice, Object.keys(payloads));
  const payload = holed(dice, { ...payloads[name]?.(dice), further: '1' });
  return genuine(dice, name, fill(writePayload(payload, format), format, malice), format);
};

/** A request whose envelope holds malice in the place of one member. */
export const envelopeWith = (dice: Dice, malice: Malice, format: Format = 'json'): Buffer => {
  const message = holed(dice, { ...seal(dice, 'quota.query', '{}'), further: '1' }) as Record<string, string>;
  const body = fill(writeMessage(message, 'request', format), format, malice);
  return post(pathOf('quota.query'), body, contentTypes[format]);
};

/** In the envelope or, genuine and deeper inside, in the payload. */
export const messageWith = (dice: Dice, malice: Malice, format: Format = 'json'): Buffer =>
  (dice() < 0.4 ? envelopeWith : payloadWith)(dice, malice, format);
