import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { classOf, returnCode, returnCodes } from '../../protocol/return-code.ts';

const law: { codes: { code: string; name: string; zh: string; class: string }[] } = parse(
  readFileSync(new URL('../../specification/return-codes.yaml', import.meta.url), 'utf8'),
);

describe('return codes', () => {
  it('are those of the specification', () => {
    expect(returnCodes).toEqual(law.codes.map(({ code, name, zh, class: kind }) => ({ code, name, zh, class: kind })));
  });

  it('are known once each, in ascending order', () => {
    const codes = returnCodes.map((row) => row.code);
    expect(codes).toEqual([...new Set(codes)].sort());
  });

  it.each([
    ['0000', 'done'],
    ['0001', 'poll'],
    ['1001', 'repair'],
    ['2004', 'resign'],
    ['2008', 'stop'],
    ['3003', 'backoff'],
    ['3002', 'ladder'],
    ['4001', 'adopt'],
    ['9999', 'ask'],
  ])('say that after %s a client may only %s', (code, expected) => {
    expect(classOf(code)).toBe(expected);
  });

  it('give the row of a code', () => {
    expect(returnCode('4001')).toEqual({ code: '4001', name: 'ALREADY_ISSUED', zh: '发票已开具', class: 'adopt' });
  });

  it.each(['', '0002', '00000', 'toString', '__proto__'])('know nothing of %j', (code) => {
    expect([returnCode(code), classOf(code)]).toEqual([null, null]);
  });
});
