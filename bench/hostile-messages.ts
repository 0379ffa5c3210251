// What a hostile visitor sends: one kind of malice each, filled by the dice.
import { encryptData } from '../protocol/cipher.ts';
import { signatureText, signHmacSm3 } from '../protocol/signature.ts';
import { writeTimestamp } from '../protocol/timestamp.ts';

/** `answers`: how many end the visit; null: until the other side closes. */
export type Attack = {
  readonly name: string;
  readonly pieces: readonly (string | Buffer)[];
  readonly messages: number;
  readonly answers: number | null;
  readonly hangUp: boolean;
};
type Dice = () => number;

/** The published demonstration application: the genuine envelope around a hostile payload. */
const keys = {
  appId: 'LD0000000001',
  appSecret: 'demonstration-secret-not-for-production',
  sm4Key: '0123456789abcdeffedcba9876543210',
};
const path = '/test/v1/invoice.issue';

const under = (dice: Dice, limit: number): number => Math.floor(dice() * limit);
const pick = <T>(dice: Dice, list: readonly T[]): T => list[under(dice, list.length)] as T;
const bytes = (dice: Dice, length: number): Buffer => Buffer.from(Array.from({ length }, () => under(dice, 256)));
const hex = (dice: Dice, length: number): string => bytes(dice, length).toString('hex');

const post = (body: string | Buffer, contentType = 'application/json'): Buffer => {
  const content = Buffer.from(body);
  const head = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${contentType}\r\nContent-Length: ${content.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), content]);
};

const envelope = (dice: Dice, payload: string, now: number): Record<string, string> => {
  const iv = bytes(dice, 16);
  const message = {
    appId: keys.appId,
    interface: 'invoice.issue',
    version: '1.0',
    timestamp: writeTimestamp(now),
    nonce: hex(dice, 16),
    encryptType: 'SM4-CBC',
    data: encryptData(payload, { encryptType: 'SM4-CBC', sm4Key: keys.sm4Key, iv }),
    signType: 'HMAC-SM3',
  };
  return { ...message, signature: signHmacSm3(signatureText(message), keys.appSecret) };
};

const genuine = (dice: Dice, payload: string): Buffer => post(JSON.stringify(envelope(dice, payload, Date.now())));
const nested = (depth: number, open: string, close: string): string => open.repeat(depth) + close.repeat(depth);

const order = (dice: Dice, change: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({
    orderNo: `H-${hex(dice, 6)}`,
    invoiceType: '82',
    clerk: '王五',
    seller: { name: '联调测试科技有限公司', taxNo: '91110108551385082Q' },
    buyer: { kind: 'individual', name: '张三' },
    lines: [{ name: '软件开发服务', taxCode: '3040201010000000000', amount: '1.00', rate: '0.06', tax: '0.06' }],
    amount: '1.00',
    tax: '0.06',
    total: '1.06',
    ...change,
  });

const hugeNumbers = ['9'.repeat(400), '1e400', '-0', '1E-999', '0x10', '１００.００', 'NaN', `0.${'3'.repeat(5000)}`];
const one = (name: string, piece: string | Buffer): Attack => ({
  name,
  pieces: [piece],
  messages: 1,
  answers: 1,
  hangUp: false,
});

const kinds: readonly ((dice: Dice) => Attack)[] = [
  (dice) => one('random bytes as body', post(bytes(dice, 1 + under(dice, 2000)))),
  (dice) => ({ ...one('no HTTP at all', bytes(dice, 1 + under(dice, 400))), answers: null, hangUp: true }),
  (dice) => {
    const whole = genuine(dice, order(dice, {}));
    const cut = whole.subarray(0, under(dice, whole.length));
    return { ...one('truncated request', cut), answers: null, hangUp: true };
  },
  (dice) => {
    const whole = Buffer.from(JSON.stringify(envelope(dice, order(dice, {}), Date.now())));
    return one('truncated JSON', post(whole.subarray(0, under(dice, whole.length))));
  },
  (dice) => {
    const whole = Buffer.from(JSON.stringify(envelope(dice, order(dice, {}), Date.now())));
    whole[under(dice, whole.length)] = under(dice, 256);
    return one('one flipped byte', post(whole));
  },
  (dice) => one('deeply nested JSON', post(nested(100 + under(dice, 50_000), '[', ']'))),
  (dice) => one('deeply nested members', post(nested(100 + under(dice, 5000), '{"a":', '}').replace(':}', ':1}'))),
  (dice) => one('deeply nested XML', post(nested(100 + under(dice, 20_000), '<a>', '</a>'), 'application/xml')),
  (dice) => one('deeply nested payload', genuine(dice, `{"a":${nested(50 + under(dice, 5000), '[', ']')}}`)),
  (dice) => one('huge number in a payload', genuine(dice, order(dice, { amount: pick(dice, hugeNumbers) }))),
  (dice) => one('JSON number for a decimal', genuine(dice, order(dice, { amount: dice() * 1e300 }))),
  () =>
    one(
      'bad UTF-8',
      post(Buffer.concat([Buffer.from('{"appId":"'), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from('"}')])),
    ),
  (dice) => one('lone surrogates', genuine(dice, order(dice, { remark: '\ud800\udfff\ud800', clerk: '\udc00' }))),
  (dice) => one('control characters', genuine(dice, order(dice, { clerk: 'a\u0000b\u202ec', remark: '\u0007' }))),
  (dice) =>
    one(
      'XML with a doctype',
      post(
        `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><request><appId>&x;${hex(dice, 2)}</appId></request>`,
        'application/xml',
      ),
    ),
  (dice) =>
    one(
      'XML of a billion laughs',
      post(
        `<!DOCTYPE r [<!ENTITY a "${'ha'.repeat(50)}"><!ENTITY b "&a;&a;&a;">]><request><x>&b;${hex(dice, 2)}</x></request>`,
        'application/xml',
      ),
    ),
  (dice) =>
    one(
      'XML of ampersands',
      post(`<request><x>${'&'.repeat(1 + under(dice, 30_000))}</x></request>`, 'application/xml'),
    ),
  (dice) =>
    one('prototype members', post(`{"__proto__":{"appId":"${hex(dice, 4)}"},"constructor":{"prototype":{"a":"1"}}}`)),
  (dice) =>
    one(
      'prototype members in a payload',
      genuine(dice, `{"__proto__":{"orderNo":"${hex(dice, 4)}"},"toString":"x","lines":{"length":2000000000}}`),
    ),
  (dice) => one('repeated members', post(`{"appId":"a","appId":"${hex(dice, 4)}"}`)),
  (dice) =>
    one(
      'many members',
      post(`{${Array.from({ length: 2000 }, (_, at) => `"m${at}":"${under(dice, 10)}"`).join(',')}}`),
    ),
  (dice) =>
    one('many lines', genuine(dice, order(dice, { lines: Array.from({ length: 2100 }, () => ({ name: 'x' })) }))),
  (dice) =>
    one(
      'lines that are none',
      genuine(dice, order(dice, { lines: pick(dice, [null, 'x', {}, [null], [[]], [1], 7]) })),
    ),
  (dice) =>
    one(
      'parties that are none',
      genuine(dice, order(dice, { seller: pick(dice, [null, 'x', [], 1]), buyer: pick(dice, ['', 0, [[]]]) })),
    ),
  (dice) =>
    one('a payload that is no object', genuine(dice, pick(dice, ['[]', '"x"', '1', 'null', 'true', '', ' ', '{']))),
  (dice) =>
    one(
      'an order number of malice',
      genuine(dice, order(dice, { orderNo: pick(dice, ["' OR 1=1 --", '../../etc', '%00', '-', 'x'.repeat(5000)]) })),
    ),
  (dice) => one('an unknown path', `GET /${hex(dice, 8)}/../../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n`),
  (dice) =>
    one(
      'a path of malice',
      `POST /t/${encodeURIComponent(hex(dice, 4))}%2e%2e/test/v1/invoice.issue HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}`,
    ),
  () => one('an oversized body', post(Buffer.alloc(4 * 1024 * 1024 + 1, 0x20))),
  () => ({ ...one('oversized head', `POST ${path} HTTP/1.1\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`), answers: null }),
  () => ({
    ...one('two lengths', `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}`),
    answers: null,
  }),
  () => ({
    ...one(
      'length and chunks',
      `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ),
    answers: null,
    hangUp: true,
  }),
  (dice) => ({
    name: 'pipelined requests',
    pieces: [Buffer.concat(Array.from({ length: 20 }, () => genuine(dice, order(dice, { clerk: '' }))))],
    messages: 20,
    answers: 20,
    hangUp: false,
  }),
  (dice) => {
    const whole = genuine(dice, order(dice, { total: '0' }));
    const pieces = Array.from({ length: Math.ceil(whole.length / 16) }, (_, at) =>
      whole.subarray(at * 16, at * 16 + 16),
    );
    return { name: 'a request in crumbs', pieces, messages: 1, answers: 1, hangUp: false };
  },
];

/** Oversized bodies are rare: 4 MiB each. */
export const attackOf = (dice: Dice): Attack => {
  const attack = pick(dice, kinds)(dice);
  return attack.name === 'an oversized body' && dice() > 0.05 ? attackOf(dice) : attack;
};
