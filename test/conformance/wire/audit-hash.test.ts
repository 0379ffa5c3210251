// The chain of the audit log as the judge recomputes it, against node:crypto and texts written by hand.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { auditHash, writeSortedJson } from '../../../conformance/wire/audit-hash.ts';
import { tracesOfHex, tracesOfText } from '../../../conformance/wire/secret-traces.ts';

describe('writeSortedJson', () => {
  it.each([
    [{ b: 1, a: { d: [{ z: '1', y: null }], c: true } }, '{"a":{"c":true,"d":[{"y":null,"z":"1"}]},"b":1}'],
    [{ 9: 'nine', 10: 'ten' }, '{"10":"ten","9":"nine"}'],
    [{ b: 1, B: 2, 中: '文' }, '{"B":2,"b":1,"中":"文"}'],
    ['a"\\\n\u0001é/', '"a\\"\\\\\\n\\u0001é/"'],
    [JSON.parse('{"__proto__":{"b":1,"a":2}}'), '{"__proto__":{"a":2,"b":1}}'],
  ])('writes %j in one way', (value, text) => {
    expect(writeSortedJson(value)).toBe(text);
  });
});

describe('auditHash', () => {
  const previous = '0'.repeat(64);

  it('is the SM3 of the former hash and the entry without its own', () => {
    const text = `${previous}{"at":"t","parameters":{"a":"甲","b":"乙"},"previous":"${previous}"}`;
    const entry = { previous, parameters: { b: '乙', a: '甲' }, hash: 'whatever', at: 't' };
    expect(auditHash(entry)).toBe(createHash('sm3').update(text).digest('hex'));
  });

  it('takes a beginning without a former hash', () => {
    expect(auditHash({ previous: '' })).toBe(createHash('sm3').update('{"previous":""}').digest('hex'));
  });
});

describe('the traces of a secret', () => {
  const key = '9f1c2b7a5e3d40418c6a0b9d8e7f6152';
  const bytes = Buffer.from(key, 'hex');

  it.each([
    ['itself', key],
    ['itself in capitals', key.toUpperCase()],
    ['base64 of its bytes', bytes.toString('base64')],
    ['base64 in the alphabet of addresses', bytes.toString('base64url')],
    ['base64 of its text', Buffer.from(key).toString('base64')],
    ['base64 behind another byte', Buffer.concat([Buffer.from('x'), bytes, Buffer.from('y')]).toString('base64')],
    ['base64 behind two bytes', Buffer.concat([Buffer.from('xx'), bytes]).toString('base64')],
    ['hexadecimal of its text', Buffer.from(key).toString('hex')],
    ['a list of bytes', JSON.stringify([...bytes])],
  ])('find %s', (_what, text) => {
    expect(tracesOfHex(key).filter((trace) => text.includes(trace))).not.toEqual([]);
  });

  it('find nothing in another key', () => {
    const other = '00112233445566778899aabbccddeeff';
    const text = [other, Buffer.from(other, 'hex').toString('base64')].join();
    expect([...tracesOfHex(key), ...tracesOfText('a-secret-of-words')].filter((trace) => text.includes(trace))).toEqual(
      [],
    );
  });
});
