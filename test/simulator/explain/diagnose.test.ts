import { describe, expect, it } from 'vitest';
import { sentAt } from '../../../cli/reference/mistakes/cast.ts';
import { appSecret, plant, plantMembers, type Steps, sm4Key } from '../../../cli/reference/mistakes/plant-message.ts';
import { writeMessage } from '../../../protocol/envelope.ts';
import { signatureText, signHmacSm3 } from '../../../protocol/signature.ts';
import { createSm2KeyPair, signSm2Sm3 } from '../../../protocol/sm2.ts';
import { diagnose } from '../../../simulator/explain/diagnose.ts';
import { bytesOf, envelopeVectors, sm2Vectors, xmlVectors } from '../../protocol/vectors.ts';

const keys = { appSecret, sm4Key };
const namesOf = (body: Uint8Array, more = {}) =>
  diagnose(body, { ...keys, ...more }, seen).problems.map((problem) => problem.name);
const seen = { is: 'guess', epochMs: sentAt } as const;
const joined = (message: Record<string, string>) =>
  Object.entries(message)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
describe('the diagnosis', () => {
  it('finds nothing wrong with a right message', () => {
    const diagnosis = diagnose(plant(), keys, seen);
    expect(diagnosis).toMatchObject({ signatureOk: true, plaintext: '{"orderNo":"SO-20261123-0001"}', problems: [] });
    expect(diagnosis.signatureText).toMatch(/^appId=LD0000000042&data=.*&version=1\.0$/);
  });

  it.each(envelopeVectors.requests)('finds nothing wrong with the vector $name', (vector) => {
    const diagnosis = diagnose(bytesOf(JSON.stringify(vector.request)), vector, seen);
    expect(diagnosis).toMatchObject({ signatureOk: true, plaintext: vector.plaintext, problems: [], missingKeys: [] });
  });

  it.each(xmlVectors.requests)('finds nothing wrong with the XML vector $name', (vector) => {
    const diagnosis = diagnose(bytesOf(vector.request), vector, seen);
    expect(diagnosis).toMatchObject({ signatureOk: true, plaintext: vector.plaintext, problems: [] });
  });

  it.each(envelopeVectors.answers)('finds nothing wrong with the answer $name', ({ answer, appSecret: secret }) => {
    const diagnosis = diagnose(bytesOf(JSON.stringify(answer)), { appSecret: secret, sm4Key }, seen);
    expect(diagnosis).toMatchObject({ signatureOk: true, plaintext: null, problems: [] });
  });

  it('takes no common word for a secret that was sent', () => {
    expect(namesOf(plant({ secret: 'SM4' }), { appSecret: 'SM4' })).toEqual([]);
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
    expect(namesOf(plant({ format: 'xml', payload }))).toEqual([]);
    expect(namesOf(plant({ format: 'xml', payload, padding: 'zeros', text: joined }))).toEqual([
      'zero-padding',
      'wrong-member-order',
    ]);
    expect(namesOf(plant({ format: 'xml', payload: 'SO-1' }))).toEqual(['payload-not-xml']);
  });

  it('reads what was meant, and shows it', () => {
    const { plaintext, signatureOk } = diagnose(plant({ cipher: 'sm4-ecb', hash: 'sha256' }), keys, seen);
    expect([plaintext, signatureOk]).toEqual(['{"orderNo":"SO-20261123-0001"}', false]);
  });
});

describe('the diagnosis of a message as a whole', () => {
  const json = writeMessage(plantMembers(), 'request', 'json');
  it.each([
    ['<request><appId></request>', 'not-well-formed'],
    [`\ufeff${json}`, 'byte-order-mark'],
  ])('judges nothing further in %j', (text, name) => {
    expect(diagnose(bytesOf(text), keys, seen)).toMatchObject({ signatureOk: null, problems: [{ name, where: '' }] });
  });

  it('names types other than the registered ones', () => {
    expect(namesOf(plant(), { signType: 'SM2-SM3', encryptType: 'SM4-ECB' })).toEqual([
      'unregistered-type',
      'unregistered-type',
    ]);
  });

  it('does not take an old message for one in UTC', () => {
    const nextDay = { is: 'guess', epochMs: sentAt + 24 * 60 * 60 * 1000 } as const;
    expect(diagnose(plant(), keys, nextDay).problems).toEqual([]);
  });

  it('asks for the keys it lacks', () => {
    expect(diagnose(plant(), {}, seen).missingKeys).toEqual(['appSecret', 'sm4Key']);
    expect(diagnose(plant({ members: { signType: 'SM2-SM3' } }), keys, seen).missingKeys).toEqual(['publicKeyPem']);
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
  const members = plantMembers({ members: { signType: 'SM2-SM3' } });
  const sign = (privateKeyPem: string) => signSm2Sm3(signatureText(members), privateKeyPem);
  const { signature: hmac = '' } = members;

  it.each([
    ['nothing wrong with a right one', sign(pair.privateKeyPem), []],
    ['hmac-for-sm2', hmac, ['hmac-for-sm2']],
    ['one with another key', sign(createSm2KeyPair().privateKeyPem), ['signature-mismatch']],
    ['one of another message', sm2Vectors.valid[0]?.signature ?? '', ['signature-mismatch']],
  ])('finds %s', (_name, signature, names) => {
    const body = bytesOf(JSON.stringify({ ...members, signature }));
    expect(namesOf(body, { publicKeyPem: pair.publicKeyPem })).toEqual(names);
  });
});

describe('the diagnosis of XML', () => {
  it('names a namespace by its prefix', () => {
    const xml = new TextDecoder().decode(plant({ format: 'xml' }));
    expect(namesOf(bytesOf(xml))).toEqual([]);
    expect(namesOf(bytesOf(xml.replaceAll('request>', 'tax:request>')))).toEqual(['xml-namespace']);
  });

  it.each([
    ['<payload><orderNo a="b">a</orderNo></payload>', ['xml-attribute']],
    ['<payload xmlns="urn:a"/>', ['xml-namespace']],
  ])('names what is wrong in the payload %s', (payload, names) => {
    expect(namesOf(plant({ format: 'xml', payload }))).toEqual(names);
  });
});

describe('the diagnosis of a moment', () => {
  const at = (clock: string) => Date.parse(`2026-11-23T${clock}+08:00`);
  it.each([
    ['00:10:00', '20261123121000', 'timestamp-12-hour'],
    ['12:10:00', '20261123001000', 'timestamp-12-hour'],
    ['23:59:00', '20261123115900', 'timestamp-12-hour'],
    ['23:59:00', '20261123155900', 'timestamp-utc'],
    ['02:00:00', '20261123140000', 'timestamp-stale'],
    ['14:05:00', '20261123140000', null],
    ['14:05:01', '20261123140000', 'timestamp-stale'],
  ])('at %s takes %s for %s', (clock, timestamp, name) => {
    const arrival = { is: 'arrival', epochMs: at(clock) } as const;
    const { problems } = diagnose(plant({ members: { timestamp } }), keys, arrival);
    expect(problems.map((problem) => problem.name)).toEqual(name === null ? [] : [name]);
  });
});

describe('the diagnosis of a very long message', () => {
  const long = 3_000_000;

  it.each([
    ['blanks and a stray character', `${' '.repeat(long)}!`, ['not-base64', 'signature-mismatch']],
    ['hexadecimal of an odd length', 'a'.repeat(long + 1), ['not-base64', 'signature-mismatch']],
    ['what is no ciphertext', 'Zm8/'.repeat(long / 4), ['undecryptable', 'signature-mismatch']],
  ])('ends for data that is %s', (_what, data, names) => {
    expect(namesOf(plant({ encode: () => data, secret: 'a secret that nobody has' }))).toEqual(names);
  });

  it('still reads what was encrypted wrongly', () => {
    const payload = JSON.stringify({ remark: 'long '.repeat(long / 10) });
    expect(namesOf(plant({ payload, cipher: 'sm4-ecb', secret: `${appSecret}\n` }))).toEqual([
      'ecb-for-cbc',
      'secret-with-newline',
    ]);
  });
});
