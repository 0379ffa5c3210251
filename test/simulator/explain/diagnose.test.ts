import { describe, expect, it } from 'vitest';
import { writeMessage } from '../../../protocol/envelope.ts';
import { signatureText, signHmacSm3 } from '../../../protocol/signature.ts';
import { createSm2KeyPair, signSm2Sm3 } from '../../../protocol/sm2.ts';
import { diagnose } from '../../../simulator/explain/diagnose.ts';
import { bytesOf, envelopeVectors, sm2Vectors, xmlVectors } from '../../protocol/vectors.ts';
import { appSecret, plant, plantMembers, type Steps, sentAt, signStray, sm4Key } from './plant.ts';

const keys = { appSecret, sm4Key };
const namesOf = (body: Uint8Array, more = {}) =>
  diagnose(body, { ...keys, ...more }, sentAt).problems.map((problem) => problem.name);
const joined = (message: Record<string, string>) =>
  Object.entries(message)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
const gbk = (text: string) =>
  Buffer.concat(
    [...text].map((letter) => Buffer.from(letter === '测' ? 'b2e2' : Buffer.from(letter).toString('hex'), 'hex')),
  );

const mistakes: readonly (readonly [string, string, Steps])[] = [
  ['wrong-member-order', '/signature', { text: joined }],
  ['wrong-member-order', '/signature', { text: (message) => joined(message).split('&').sort().reverse().join('&') }],
  [
    'empty-members-kept',
    '/signature',
    { members: { shop: '' }, text: (message) => joined(message).split('&').sort().join('&') },
  ],
  ['signed-plaintext', '/signature', { text: (_message, payload) => payload }],
  ['signed-plaintext', '/signature', { text: (message, payload) => signatureText({ ...message, data: payload }) }],
  ['timestamp-not-signed', '/signature', { text: (message) => signatureText({ ...message, timestamp: '' }) }],
  ['member-not-signed', '/signature', { text: (message) => signatureText({ ...message, signType: '' }) }],
  [
    'signed-percent-encoded',
    '/signature',
    { text: (message) => signatureText({ ...message, data: encodeURIComponent(message['data'] ?? '') }) },
  ],
  [
    'signed-values-only',
    '/signature',
    {
      text: (message) =>
        Object.keys(message)
          .sort()
          .map((name) => message[name])
          .join(''),
    },
  ],
  ['secret-in-signature-text', '/signature', { text: (message) => `${signatureText(message)}&key=${appSecret}` }],
  ['hmac-sha256-for-hmac-sm3', '/signature', { hash: 'sha256' }],
  ['secret-with-newline', '/signature', { secret: `${appSecret}\n` }],
  ['secret-with-newline', '/signature', { secret: `${appSecret}\r\n` }],
  ['secret-with-blank', '/signature', { secret: `${appSecret} ` }],
  ['signed-with-sm4-key', '/signature', { secret: sm4Key }],
  ['signature-in-upper-case', '/signature', { spell: (digest) => digest.toString('hex').toUpperCase() }],
  ['signature-in-base64', '/signature', { spell: (digest) => digest.toString('base64') }],
  ['signature-mismatch', '/signature', { secret: 'another application' }],
  ['signature-mismatch', '/signature', { spell: () => '' }],
  [
    'plus-became-space',
    '/data',
    { spoil: (message) => ({ ...message, data: (message['data'] ?? '').replaceAll('+', ' ') }) },
  ],
  ['plus-became-space', '/data', { encode: (bytes) => bytes.toString('base64').replaceAll('+', ' ') }],
  ['base64-line-breaks', '/data', { encode: (bytes) => bytes.toString('base64').replace(/.{40}/g, '$&\r\n') }],
  ['hex-instead-of-base64', '/data', { encode: (bytes) => bytes.toString('hex') }],
  ['hex-instead-of-base64', '/data', { encode: (bytes) => bytes.toString('hex').toUpperCase() }],
  ['base64-of-hex', '/data', { encode: (bytes) => Buffer.from(bytes.toString('hex')).toString('base64') }],
  ['base64-url-alphabet', '/data', { encode: (bytes) => bytes.toString('base64url') }],
  [
    'base64-without-padding',
    '/data',
    {
      payload: '{"a":"1"}',
      cipher: 'sm4-cbc',
      encode: (bytes) => bytes.toString('base64').replace(/=+$/, ''),
    },
  ],
  [
    'percent-encoded',
    '/data',
    { encode: (bytes) => encodeURIComponent(bytes.toString('base64')).replaceAll('%2F', '/') },
  ],
  ['not-base64', '/data', { encode: () => '' }],
  ['not-base64', '/data', { encode: () => '{"orderNo":"SO-1"}' }],
  ['key-as-ascii', '/data', { key: Buffer.from(sm4Key.slice(0, 16)) }],
  ['ecb-for-cbc', '/data', { cipher: 'sm4-ecb' }],
  ['cbc-for-ecb', '/data', { members: { encryptType: 'SM4-ECB' } }],
  ['zero-padding', '/data', { padding: 'zeros' }],
  ['zero-padding', '/data', { padding: 'zeros', payload: '{"orderNo":"16"}' }],
  ['iv-not-in-front', '/data', { iv: Buffer.alloc(16), ivInFront: false }],
  ['gbk-instead-of-utf-8', '/data', { payload: gbk('{"remark":"测"}') }],
  ['undecryptable', '/data', { key: Buffer.alloc(16, 5) }],
  ['payload-not-json', '/data', { payload: 'orderNo=SO-20261123-0001' }],
  ['payload-not-json', '/data', { payload: '["SO-20261123-0001"]' }],
  ['payload-not-json', '/data', { payload: '{"a":"1","a":"2"}' }],
  ['payload-other-format', '/data', { payload: '<payload/>' }],
  ['payload-byte-order-mark', '/data', { payload: '\ufeff{}' }],
  ['timestamp-utc', '/timestamp', { members: { timestamp: '20261123020130' } }],
  ['timestamp-seconds', '/timestamp', { members: { timestamp: String(sentAt / 1000) } }],
  ['timestamp-milliseconds', '/timestamp', { members: { timestamp: String(sentAt) } }],
  ['timestamp-separators', '/timestamp', { members: { timestamp: '2026-11-23 10:00:00' } }],
  ['timestamp-separators', '/timestamp', { members: { timestamp: '2026-11-23T02:00:00Z' } }],
  ['timestamp-impossible', '/timestamp', { members: { timestamp: '20261131100000' } }],
  ['missing-member', '/nonce', { without: 'nonce' }],
  ['missing-member', '/timestamp', { without: 'timestamp' }],
  ['missing-member', '/data', { without: 'data' }],
  ['unknown-type', '/encryptType', { members: { encryptType: 'SM4/CBC/PKCS7Padding' } }],
  ['unknown-type', '/signType', { members: { signType: 'hmac' } }],
  ['nonce-form', '/nonce', { members: { nonce: 'd85c524e-4400-6655-9a66-56c90bd5482a' } }],
  ['wrong-version', '/version', { members: { version: 'v1' } }],
];

describe('the diagnosis', () => {
  it.each(mistakes)('names %s at %s and nothing else', (name, where, steps) => {
    const { problems } = diagnose(plant(steps), keys, sentAt);
    expect(problems.map((problem) => [problem.name, problem.where])).toEqual([[name, where]]);
    expect(problems[0]).toEqual({
      name,
      where,
      clause: expect.stringMatching(/^[A-Z](-\d+)?$/),
      expected: expect.stringMatching(/./),
      received: expect.any(String),
      remedy: expect.stringMatching(/\.$/),
      zh: expect.stringMatching(/\p{Script=Han}.*。$/u),
    });
  });

  it('finds nothing wrong with a right message', () => {
    const diagnosis = diagnose(plant(), keys, sentAt);
    expect(diagnosis).toMatchObject({ signatureOk: true, plaintext: '{"orderNo":"SO-20261123-0001"}', problems: [] });
    expect(diagnosis.signatureText).toMatch(/^appId=LD0000000042&data=.*&version=1\.0$/);
  });

  it.each(envelopeVectors.requests)('finds nothing wrong with the vector $name', (vector) => {
    const diagnosis = diagnose(bytesOf(JSON.stringify(vector.request)), vector, sentAt);
    expect(diagnosis).toMatchObject({ signatureOk: true, plaintext: vector.plaintext, problems: [], missingKeys: [] });
  });

  it.each(xmlVectors.requests)('finds nothing wrong with the XML vector $name', (vector) => {
    const diagnosis = diagnose(bytesOf(vector.request), vector, sentAt);
    expect(diagnosis).toMatchObject({ signatureOk: true, plaintext: vector.plaintext, problems: [] });
  });

  it.each(envelopeVectors.answers)('finds nothing wrong with the answer $name', ({ answer, appSecret: secret }) => {
    const diagnosis = diagnose(bytesOf(JSON.stringify(answer)), { appSecret: secret, sm4Key }, sentAt);
    expect(diagnosis).toMatchObject({ signatureOk: true, plaintext: null, problems: [] });
  });

  it('names two mistakes where two were made', () => {
    const steps: Steps = { hash: 'sha256', spell: (digest) => digest.toString('hex').toUpperCase(), cipher: 'sm4-ecb' };
    expect(namesOf(plant(steps)).sort()).toEqual([
      'ecb-for-cbc',
      'hmac-sha256-for-hmac-sm3',
      'signature-in-upper-case',
    ]);
  });

  it('names the same mistakes in XML', () => {
    const payload = '<payload><orderNo>SO-1</orderNo></payload>';
    expect(namesOf(plant({ payload }, 'xml'))).toEqual([]);
    expect(namesOf(plant({ payload, padding: 'zeros', text: joined }, 'xml'))).toEqual([
      'zero-padding',
      'wrong-member-order',
    ]);
    expect(namesOf(plant({ payload: 'SO-1' }, 'xml'))).toEqual(['payload-not-xml']);
  });

  it('reads what was meant, and shows it', () => {
    const { plaintext, signatureOk } = diagnose(plant({ cipher: 'sm4-ecb', hash: 'sha256' }), keys, sentAt);
    expect([plaintext, signatureOk]).toEqual(['{"orderNo":"SO-20261123-0001"}', false]);
  });

  it.each(mistakes)('never shows a key: %s', (_name, _where, steps) => {
    const shown = JSON.stringify(diagnose(plant(steps), keys, sentAt));
    expect([appSecret, sm4Key].filter((key) => shown.includes(key))).toEqual([]);
  });
});

describe('the diagnosis of a message as a whole', () => {
  const json = writeMessage(plantMembers(), 'request', 'json');
  it.each([
    ['byte-order-mark', bytesOf(`\ufeff${json}`)],
    [
      'gbk-instead-of-utf-8',
      Buffer.concat([bytesOf(json.slice(0, -1)), bytesOf(',"shop":"'), gbk('测'), bytesOf('"}')]),
    ],
    ['not-well-formed', bytesOf(`${json.slice(0, -1)},}`)],
    ['not-well-formed', bytesOf('<request><appId></request>')],
    ['not-well-formed', bytesOf('appId=LD0000000042&nonce=1')],
    ['no-envelope', bytesOf('{"requests":[]}')],
  ])('is %s', (name, body) => {
    expect(diagnose(body, keys, sentAt)).toMatchObject({ signatureOk: null, problems: [{ name, where: '' }] });
  });

  it('names a repeated member', () => {
    expect(namesOf(bytesOf(`${json.slice(0, -1)},"version":"1.0"}`))).toEqual(['repeated-member']);
  });

  it('names a member that is no string', () => {
    expect(namesOf(bytesOf(`${json.slice(0, -1)},"count":1}`))).toEqual(['not-a-string']);
  });

  it('names types other than the registered ones', () => {
    expect(namesOf(plant(), { signType: 'SM2-SM3', encryptType: 'SM4-ECB' })).toEqual([
      'unregistered-type',
      'unregistered-type',
    ]);
  });

  it('does not take an old message for one in UTC', () => {
    const dayMs = 24 * 60 * 60 * 1000;
    expect(diagnose(plant(), keys, sentAt + dayMs).problems).toEqual([]);
  });

  it('asks for the keys it lacks', () => {
    expect(diagnose(plant(), {}, sentAt).missingKeys).toEqual(['appSecret', 'sm4Key']);
    expect(diagnose(plant({ members: { signType: 'SM2-SM3' } }), keys, sentAt).missingKeys).toEqual(['publicKeyPem']);
  });
});

describe('the diagnosis of an answer', () => {
  const answer: Record<string, string> = { ...envelopeVectors.answers[0]?.answer };
  const write = (members: Record<string, string>) => bytesOf(writeMessage(members, 'response', 'xml'));
  const unsigned = { ...answer, encryptType: '', data: '', signType: '', signature: '' };

  it('believes an unsigned one only with 1002 and 2006', () => {
    expect(namesOf(write({ ...unsigned, returnCode: '2006' }))).toEqual([]);
    expect(namesOf(write({ ...unsigned, returnCode: '0000' }))).toEqual(['unsigned-answer']);
  });

  it('names the empty data that was kept in the signature text', () => {
    const { signature: _old, ...rest } = answer;
    const text = joined(rest).split('&').sort().join('&');
    expect(namesOf(write({ ...rest, signature: signHmacSm3(text, appSecret) }))).toEqual(['empty-members-kept']);
  });
});

describe('the diagnosis of an SM2 signature', () => {
  const pair = createSm2KeyPair();
  const sm2Keys = { publicKeyPem: pair.publicKeyPem };
  const members = plantMembers({ members: { signType: 'SM2-SM3' } });
  const sign = (text: string) => signSm2Sm3(text, pair.privateKeyPem);
  const stray = (userId: string | null, text: string) => signStray({ ...pair, userId }, text);
  const write = (signature: string) => bytesOf(JSON.stringify({ ...members, signature }));
  const { signature: _hmac, ...unsignedMembers } = members;
  const right = sign(signatureText(members));

  it.each([
    ['nothing', right, []],
    ['sm2-signature-in-hex', Buffer.from(right, 'base64').toString('hex'), ['sm2-signature-in-hex']],
    ['wrong-member-order', sign(joined(unsignedMembers)), ['wrong-member-order']],
    ['sm2-without-z', stray(null, signatureText(members)), ['sm2-without-z']],
    ['sm2-other-user-id, OpenSSL without distid', stray('', signatureText(members)), ['sm2-other-user-id']],
    ['sm2-other-user-id', stray('ALICE123@YAHOO.COM', signatureText(members)), ['sm2-other-user-id']],
    ['hmac-for-sm2', members['signature'] ?? '', ['hmac-for-sm2']],
    ['sm2-der-broken', Buffer.from(right, 'base64').subarray(0, -1).toString('base64'), ['sm2-der-broken']],
    ['another key', signSm2Sm3(signatureText(members), createSm2KeyPair().privateKeyPem), ['signature-mismatch']],
    ['signature-mismatch', sm2Vectors.valid[0]?.signature ?? '', ['signature-mismatch']],
  ])('names %s', (_name, signature, names) => {
    expect(namesOf(write(signature), sm2Keys)).toEqual(names);
  });

  it('names a signature of r and s without DER', () => {
    const der = Buffer.from(right, 'base64');
    const integers = [der.subarray(4, 4 + (der[3] ?? 0)), der.subarray(6 + (der[3] ?? 0))];
    const raw = Buffer.concat(integers.map((one) => Buffer.concat([Buffer.alloc(32), one]).subarray(-32)));
    expect(namesOf(write(raw.toString('base64')), sm2Keys)).toEqual(['sm2-signature-not-der']);
  });
});

describe('the diagnosis of XML', () => {
  const xml = new TextDecoder().decode(plant({ payload: '<payload/>' }, 'xml'));

  it.each([
    ['nothing', xml, []],
    ['xml-attribute', xml.replace('<version>', '<version type="string">'), ['xml-attribute']],
    ['xml-namespace', xml.replace('<request>', '<request xmlns="urn:a">'), ['xml-namespace']],
    ['xml-namespace by prefix', xml.replaceAll('request>', 'tax:request>'), ['xml-namespace']],
    ['xml-doctype', xml.replace('<request>', '<!DOCTYPE request><request>'), ['xml-doctype']],
    ['xml-encoding', xml.replace('UTF-8', 'GB18030'), ['xml-encoding']],
    ['xml-mixed-content', xml.replace('<version>', 'text<version>'), ['xml-mixed-content']],
    ['xml-wrong-root', xml.replaceAll('request>', 'message>'), ['xml-wrong-root']],
  ])('names %s in the envelope', (_name, text, names) => {
    expect(namesOf(bytesOf(text))).toEqual(names);
  });

  it.each([
    ['xml-payload-root', '<request><orderNo>a</orderNo></request>', ['xml-payload-root']],
    ['xml-attribute', '<payload><orderNo a="b">a</orderNo></payload>', ['xml-attribute']],
    ['xml-namespace', '<payload xmlns="urn:a"/>', ['xml-namespace']],
    ['xml-repeated-element', '<payload><line/><line/></payload>', ['xml-repeated-element']],
    ['xml-array-entry', '<payload><lines><item/></lines></payload>', ['xml-array-entry']],
    ['payload-other-format', '{}', ['payload-other-format']],
  ])('names %s in the payload', (_name, payload, names) => {
    expect(namesOf(plant({ payload }, 'xml'))).toEqual(names);
  });
});
