// The judge's own wire against worked examples of third implementations (E-1 to E-4, G-2, P-2).
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { signHmacSm3 } from '../../../conformance/wire/hmac-sm3.ts';
import { openAnswer } from '../../../conformance/wire/open-answer.ts';
import { openRequest, readPayload } from '../../../conformance/wire/open-request.ts';
import { bucketOf } from '../../../conformance/wire/rollout-bucket.ts';
import { signatureText } from '../../../conformance/wire/signature-text.ts';
import { signSm2Sm3, verifySm2Sm3 } from '../../../conformance/wire/sm2.ts';
import { verifySm2ByOpenssl } from '../../../conformance/wire/sm2-by-openssl.ts';
import { decryptData, encryptData } from '../../../conformance/wire/sm4.ts';
import { isStrictTaxNumber, isTaxNumberForm } from '../../../conformance/wire/tax-number.ts';
import { readXml } from '../../../conformance/wire/xml-text.ts';

type Message = Record<string, string> & { signature: string };
type Vector<T> = {
  name: string;
  appSecret: string;
  sm4Key: string;
  iv: string;
  plaintext: string;
  signatureText: string;
  request: T;
};

const read = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../../vectors/${name}.json`, import.meta.url), 'utf8')) as T;

const envelope = read<{
  requests: Vector<Message>[];
  answers: { name: string; appSecret: string; signatureText: string; answer: Message }[];
}>('envelope');
const xml = read<{
  requests: (Vector<string> & { value: unknown })[];
  refused1002: { why: string; request: string }[];
}>('xml');
const sm2 = read<{
  privateKey: string;
  publicKeyPem: string;
  valid: { signatureText: string; signature: string }[];
  invalid: { why: string; signatureText: string; signature: string }[];
}>('sm2');

const credentialsOf = (vector: { appSecret: string; sm4Key?: string }, message: Record<string, string>) => ({
  appId: message['appId'] ?? '',
  appSecret: vector.appSecret,
  sm4Key: vector.sm4Key ?? '0'.repeat(32),
  encryptType: message['encryptType'] as 'SM4-CBC' | 'SM4-ECB',
  signType: 'HMAC-SM3' as const,
});

describe('the wire in JSON', () => {
  it.each(envelope.requests)('opens $name and writes the same data and signature', (vector) => {
    const credentials = credentialsOf(vector, vector.request);
    const path = `/test/v1/${vector.request['interface']}`;
    const body = JSON.stringify(vector.request);
    const opened = openRequest(
      { method: 'POST', path, contentType: 'application/json', body, bodyEncoding: 'utf8' },
      credentials,
    );
    expect(opened).toMatchObject({ problems: [], signatureOk: true, plaintext: vector.plaintext });
    expect(opened.signatureText).toBe(vector.signatureText);
    const iv = Buffer.from(vector.iv ?? '', 'hex');
    expect(encryptData(vector.plaintext, { ...credentials, iv })).toBe(vector.request['data']);
  });

  it.each(envelope.answers)('verifies the answer: $name', (vector) => {
    expect(signatureText(vector.answer)).toBe(vector.signatureText);
    const opened = openAnswer(JSON.stringify(vector.answer), credentialsOf(vector, vector.answer));
    expect(opened).toMatchObject({ signature: 'valid', problems: [], returnCode: '3001', retryAfterSeconds: 30 });
  });
});

describe('the wire in XML', () => {
  it.each(xml.requests)('opens $name', (vector) => {
    const read = readXml(vector.request);
    const members = (read.ok ? read.value : {}) as Record<string, string>;
    const path = `/test/v1/${members['interface']}`;
    const raw = { method: 'POST', path, contentType: null, body: vector.request, bodyEncoding: 'utf8' as const };
    const opened = openRequest(raw, credentialsOf(vector, members));
    expect(opened).toMatchObject({ format: 'xml', problems: [], signatureOk: true, payload: vector.value });
    expect(opened.signatureText).toBe(vector.signatureText);
    expect(readPayload(vector.plaintext, 'xml')).toMatchObject({ ok: true, value: vector.value });
  });

  it.each(xml.refused1002)('refuses: $why', ({ request }) => {
    expect(readXml(request)).toMatchObject({ ok: false, reason: expect.stringContaining('XML') });
  });
});

describe('SM2-SM3', () => {
  it.each(sm2.valid)('verifies what OpenSSL signed: $signature', ({ signatureText: text, signature }) => {
    const opinions = [verifySm2Sm3, verifySm2ByOpenssl].map((verify) => verify(text, sm2.publicKeyPem, signature));
    expect(opinions).toEqual([true, true]);
  });

  it.each(sm2.invalid)('refuses: $why', ({ signatureText: text, signature }) => {
    const opinions = [verifySm2Sm3, verifySm2ByOpenssl].map((verify) => verify(text, sm2.publicKeyPem, signature));
    expect(opinions).toEqual([false, false]);
  });

  it('signs what its own public key verifies, from SEC1', () => {
    const sec1 = Buffer.from(`302e0201010420${sm2.privateKey}a00706052a811ccf550182 2d`.replace(/\s/g, ''), 'hex');
    const pem = `-----BEGIN EC PRIVATE KEY-----\n${sec1.toString('base64')}\n-----END EC PRIVATE KEY-----\n`;
    expect(verifySm2Sm3('a=1&b=订单', sm2.publicKeyPem, signSm2Sm3('a=1&b=订单', pem))).toBe(true);
  });
});

describe('numbers and buckets', () => {
  it.each(read<{ buckets: { salt: string; orderNo: string; bucket: number }[] }>('rollout').buckets)(
    'puts $orderNo with salt $salt into bucket $bucket',
    ({ salt, orderNo, bucket }) => {
      expect(bucketOf(salt, orderNo)).toBe(bucket);
    },
  );

  const taxNumbers = read<{
    valid: string[];
    others: { taxNo: string; strict: boolean; lenient: boolean; why: string }[];
  }>('tax-number');

  it.each(taxNumbers.valid)('takes the published code %s', (taxNo) => {
    expect([isTaxNumberForm(taxNo), isStrictTaxNumber(taxNo)]).toEqual([true, true]);
  });

  it.each(taxNumbers.others)('judges $taxNo: $why', ({ taxNo, strict, lenient }) => {
    expect([isTaxNumberForm(taxNo), isStrictTaxNumber(taxNo)]).toEqual([lenient, strict]);
  });
});

describe('the edges of the ciphers', () => {
  const sm4 = { encryptType: 'SM4-CBC' as const, sm4Key: '4283fefc63f0cd0e873a0000c6d07ef7' };

  it.each([1, 63, 64, 65, 200])('keys HMAC with %i bytes as OpenSSL does', (length) => {
    const secret = '钥k'.repeat(length).slice(0, length);
    expect(signHmacSm3('a=订单', secret)).toBe(createHmac('sm3', secret).update('a=订单').digest('hex'));
  });

  it.each([
    ['line breaks', 'AAAA\nAAAA'],
    ['the URL alphabet', '-_-_'],
    ['no padding', 'AAA'],
    ['stray bits', 'AAB='],
    ['only an IV', Buffer.alloc(16).toString('base64')],
    ['a broken block', Buffer.alloc(33).toString('base64')],
  ])('refuses data with %s', (_why, data) => {
    expect(decryptData(data, sm4)).toMatchObject({ ok: false });
  });

  it.each([0, 17, 255])('refuses padding bytes of %i', (last) => {
    const iv = Buffer.alloc(16);
    const whole = Buffer.from(encryptData('x'.repeat(15), { ...sm4, iv }), 'base64');
    const spoiled = whole.subarray(0, 32);
    spoiled[15] = (spoiled[15] ?? 0) ^ 1 ^ last;
    expect(decryptData(spoiled.toString('base64'), sm4)).toMatchObject({ ok: false });
  });
});
