import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signatureText, signHmacSm3, verifyHmacSm3 } from '../../protocol/signature.ts';
import { envelopeVectors } from './vectors.ts';

const messages = [
  ...envelopeVectors.requests.map(({ name, appSecret, signatureText: text, request }) => ({
    name,
    appSecret,
    text,
    message: request,
  })),
  ...envelopeVectors.answers.map(({ name, appSecret, signatureText: text, answer }) => ({
    name,
    appSecret,
    text,
    message: answer,
  })),
];

describe('the signature', () => {
  it.each(messages)('agrees with the vector $name', ({ appSecret, text, message }) => {
    expect(signatureText(message)).toBe(text);
    expect(signHmacSm3(text, appSecret)).toBe(message.signature);
    expect(verifyHmacSm3(text, appSecret, message.signature)).toBe(true);
  });

  it('signs further members like the rest, in ASCII order: upper case before lower', () => {
    expect(signatureText({ b: '2', a: '1', Z: '0', _: '5', signature: 'x' })).toBe('Z=0&_=5&a=1&b=2');
  });

  it('signs a member called __proto__ like any other', () => {
    expect(signatureText(JSON.parse('{"a":"1","__proto__":"2"}'))).toBe('__proto__=2&a=1');
  });

  it('takes the secret as it is, spaces and Chinese included', () => {
    expect(signHmacSm3('a=1', '密钥 ')).not.toBe(signHmacSm3('a=1', '密钥'));
  });

  it.each([
    ['upper case', (signature: string) => signature.toUpperCase()],
    ['a character less', (signature: string) => signature.slice(1)],
    ['base64', (signature: string) => Buffer.from(signature, 'hex').toString('base64')],
    ['nothing', () => ''],
  ])('does not verify %s', (_what, change) => {
    const { appSecret, text, message } = messages[0] as (typeof messages)[number];
    expect(verifyHmacSm3(text, appSecret, change(message.signature))).toBe(false);
  });

  it('does not depend on the order of members, on the signature or on empty members', () => {
    const member = fc.tuple(fc.stringMatching(/^[A-Za-z_]{1,12}$/), fc.string());
    fc.assert(
      fc.property(fc.uniqueArray(member, { selector: ([name]) => name, maxLength: 12 }), (members) => {
        const turned = Object.fromEntries([...members].reverse());
        expect(signatureText({ ...turned, signature: 'x', 0: '' })).toBe(
          signatureText(Object.fromEntries(members.filter(([name]) => name !== 'signature'))),
        );
      }),
    );
  });

  it('names each non-empty member once, in ascending order', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[A-Za-z]{1,9}$/), fc.stringMatching(/^[0-9]{0,5}$/)), (message) => {
        const names = signatureText(message)
          .split('&')
          .filter(Boolean)
          .map((pair) => pair.split('=')[0]);
        const filled = Object.keys(message).filter((name) => name !== 'signature' && message[name] !== '');
        expect(names).toEqual(filled.sort());
      }),
    );
  });
});
