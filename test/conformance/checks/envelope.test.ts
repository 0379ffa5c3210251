// The checks of the envelope: form, signature, freshness.
import { describe, expect, it } from 'vitest';
import { readAttempts } from '../../../conformance/checks/attempt.ts';
import { encryptData } from '../../../conformance/wire/sm4.ts';
import { credentials, told } from '../story.ts';
import { type Row, verdictOf } from './verdict-of.ts';

const done = { code: '0000' };
const drop = (member: string) => (body: string) => {
  const { [member]: _dropped, ...rest } = JSON.parse(body) as Record<string, string>;
  return JSON.stringify(rest);
};

const write = (member: string, value: unknown) => (body: string) =>
  JSON.stringify({ ...(JSON.parse(body) as object), [member]: value });
const repeat = (body: string) => body.replace('{', '{"version":"1.0",');
const inXml =
  (root = '<request>') =>
  (body: string) =>
    `${root}${Object.entries(JSON.parse(body) as Record<string, string>)
      .map(([name, value]) => `<${name}>${value}</${name}>`)
      .join('')}</request>`;
const sealed = (plaintext: string) => encryptData(plaintext, { ...credentials, iv: new Uint8Array(16).fill(3) });

const tables: Readonly<Record<string, readonly Row[]>> = {
  'envelope.path': [
    ['finds nothing without requests', null, () => undefined],
    ['passes POST to the interface', 'pass', (story) => story.ask({ answer: done })],
    ['fails another method', 'fail', (story) => story.ask({ method: 'PUT' })],
    ['fails a path that ends otherwise', 'fail', (story) => story.ask({ path: '/test/v1/invoice.issue/' })],
    ['fails a base of neither environment', 'fail', (story) => story.ask({ path: '/v1/invoice.issue' })],
  ],
  'envelope.json-form': [
    ['passes an object', 'pass', (story) => story.ask({ answer: done })],
    ['fails a body that is no JSON', 'fail', (story) => story.ask({ tamper: () => '{oops' })],
    ['fails another value', 'fail', (story) => story.ask({ tamper: () => '[]' })],
    ['leaves a repeated member to its own check', 'pass', (story) => story.ask({ tamper: repeat })],
    ['finds nothing in XML', null, (story) => story.ask({ contentType: 'application/xml' })],
  ],
  'envelope.xml-form': [
    ['finds nothing in JSON', null, (story) => story.ask({ answer: done })],
    ['passes elements', 'pass', (story) => story.ask({ tamper: inXml() })],
    ['fails an attribute', 'fail', (story) => story.ask({ tamper: inXml('<request v="1">') })],
    ['fails another root', 'fail', (story) => story.ask({ contentType: 'application/xml', tamper: () => '<answer/>' })],
  ],
  'envelope.members-once': [
    ['passes nine members', 'pass', (story) => story.ask({ answer: done })],
    ['fails a repeated member', 'fail', (story) => story.ask({ tamper: repeat })],
    ['finds nothing in what is no JSON', null, (story) => story.ask({ tamper: () => '{oops' })],
  ],
  'envelope.members-present': [
    ['passes nine members', 'pass', (story) => story.ask({ answer: done })],
    ['fails a missing version', 'fail', (story) => story.ask({ tamper: drop('version') })],
    ['leaves a number to its own check', 'pass', (story) => story.ask({ tamper: write('version', 1) })],
  ],
  'envelope.members-strings': [
    ['passes strings', 'pass', (story) => story.ask({ answer: done })],
    ['fails a number', 'fail', (story) => story.ask({ tamper: write('version', 1) })],
    ['fails null in a member of its own', 'fail', (story) => story.ask({ tamper: write('extra', null) })],
  ],
  'envelope.app-id': [
    ['passes the registered one', 'pass', (story) => story.ask({ answer: done })],
    ['fails another', 'fail', (story) => story.ask({ tamper: write('appId', 'LD9') })],
  ],
  'envelope.interface': [
    ['passes the last segment', 'pass', (story) => story.ask({ path: '/test/v1/invoice.issue?x=1' })],
    ['fails another', 'fail', (story) => story.ask({ tamper: write('interface', 'invoice.query') })],
  ],
  'envelope.version': [
    ['passes 1.0', 'pass', (story) => story.ask({ answer: done })],
    ['fails 2.0', 'fail', (story) => story.ask({ tamper: write('version', '2.0') })],
    ['leaves a missing one to its own check', null, (story) => story.ask({ tamper: drop('version') })],
  ],
  'envelope.timestamp-form': [
    ['passes fourteen digits', 'pass', (story) => story.ask({ answer: done })],
    ['fails a day that is none', 'fail', (story) => story.ask({ tamper: write('timestamp', '20260230100000') })],
    ['fails dashes', 'fail', (story) => story.ask({ tamper: write('timestamp', '2026-11-23 10:00:00') })],
  ],
  'envelope.nonce-form': [
    ['passes 16 characters', 'pass', (story) => story.ask({ nonce: 'n'.repeat(16) })],
    ['passes 64 characters', 'pass', (story) => story.ask({ nonce: 'n'.repeat(64) })],
    ['fails 15', 'fail', (story) => story.ask({ nonce: 'n'.repeat(15) })],
    ['fails 65', 'fail', (story) => story.ask({ nonce: 'n'.repeat(65) })],
    ['fails a dash', 'fail', (story) => story.ask({ nonce: `${'n'.repeat(16)}-` })],
  ],
  'envelope.encrypt-type': [
    ['passes the registered one', 'pass', (story) => story.ask({ answer: done })],
    ['fails another', 'fail', (story) => story.ask({ tamper: write('encryptType', 'SM4-ECB') })],
  ],
  'envelope.sign-type': [
    ['passes the registered one', 'pass', (story) => story.ask({ answer: done })],
    ['fails another', 'fail', (story) => story.ask({ tamper: write('signType', 'SM2-SM3') })],
  ],
  'envelope.data-base64': [
    ['passes base64', 'pass', (story) => story.ask({ answer: done })],
    ['fails what is none', 'fail', (story) => story.ask({ tamper: write('data', '%%') })],
    ['fails an empty one', 'fail', (story) => story.ask({ tamper: write('data', '') })],
    ['fails a length of no ciphertext', 'fail', (story) => story.ask({ tamper: write('data', 'AAAA') })],
  ],
  'envelope.data-cipher': [
    ['passes what decrypts', 'pass', (story) => story.ask({ answer: done })],
    [
      'fails another key',
      'fail',
      (story) => story.ask({ tamper: write('data', Buffer.alloc(48, 7).toString('base64')) }),
    ],
    ['leaves bad base64 to its own check', null, (story) => story.ask({ tamper: write('data', '%%') })],
  ],
  'envelope.payload-form': [
    ['passes an object', 'pass', (story) => story.ask({ answer: done })],
    ['fails another value', 'fail', (story) => story.ask({ tamper: write('data', sealed('"{}"')) })],
    ['fails XML in JSON', 'fail', (story) => story.ask({ tamper: write('data', sealed('<payload/>')) })],
    ['leaves what does not decrypt to its own check', null, (story) => story.ask({ tamper: write('data', 'AAAA') })],
  ],
  'envelope.signature': [
    ['finds nothing without requests', null, () => undefined],
    ['passes a signature over all members', 'pass', (story) => story.ask()],
    [
      'fails a member changed afterwards',
      'fail',
      (story) => story.ask({ tamper: (body) => body.replace('"1.0"', '"1.1"') }),
    ],
    [
      'fails a member added unsigned',
      'fail',
      (story) => story.ask({ tamper: (body) => body.replace('{', '{"x":"y",') }),
    ],
    [
      'fails an empty signature',
      'fail',
      (story) => story.ask({ tamper: (body) => body.replace(/"signature":"\w+"/, '"signature":""') }),
    ],
  ],
  'envelope.timestamp': [
    ['finds nothing without requests', null, () => undefined],
    ['passes the time in UTC+8', 'pass', (story) => story.ask()],
    ['passes 300 s', 'pass', (story) => story.ask({ stampOffMs: -300_000 })],
    ['fails 301 s', 'fail', (story) => story.ask({ stampOffMs: 301_000 })],
    ['fails UTC', 'fail', (story) => story.ask({ stampOffMs: -8 * 3_600_000 })],
  ],
  'envelope.fresh-timestamp': [
    ['finds nothing without requests', null, () => undefined],
    ['passes two attempts of one second', 'pass', (story) => [story.ask(), story.ask()]],
    ['leaves UTC to envelope.timestamp', 'pass', (story) => story.ask({ stampOffMs: -8 * 3_600_000 })],
    [
      'passes the time the client was told last, though the bureau has gone on to bring it news',
      'pass',
      (story) => {
        story.give('sale');
        story.pass(20_000);
        story.ask({ stampOffMs: -20_000 });
      },
    ],
    [
      'fails a retry with the old timestamp',
      'fail',
      (story) => {
        story.ask();
        story.pass(2_000);
        story.ask({ stampOffMs: -2_000 });
      },
    ],
  ],
  'envelope.fresh-nonce': [
    ['finds nothing in a single attempt', null, (story) => story.ask()],
    ['passes different nonces', 'pass', (story) => [story.ask(), story.ask()]],
    [
      'fails a nonce used twice',
      'fail',
      (story) => [story.ask({ nonce: 'n'.repeat(20) }), story.ask({ nonce: 'n'.repeat(20) })],
    ],
  ],
  'envelope.fresh-iv': [
    ['finds nothing in a single attempt', null, (story) => story.ask()],
    ['passes different IVs', 'pass', (story) => [story.ask(), story.ask()]],
    ['fails an IV used twice', 'fail', (story) => [story.ask({ ivByte: 9 }), story.ask({ ivByte: 9 })]],
  ],
};

describe.each(Object.entries(tables))('%s', (id, rows) => {
  it.each(rows)('%s', (_sentence, expected, tell) => {
    expect(verdictOf(id, tell)).toBe(expected);
  });
});

describe('attempts that share a nonce', () => {
  it('are told apart by time: a refused connection stays one', () => {
    const nonce = 'n'.repeat(20);
    const evidence = told((story) => {
      story.give('sale');
      story.say('from-client', { type: 'sleep', id: 'w1', command: 'id-sale', reason: 'response-timeout', nonce });
      story.say('from-client', { type: 'cancel', id: 'w1' });
      story.pass(10_000);
      story.ask({ nonce, answer: done });
    });
    expect(readAttempts(evidence).map(({ exchange, heard }) => [exchange?.seq ?? null, heard.kind])).toEqual([
      [null, 'not-sent'],
      [1, 'believed'],
    ]);
  });
});
