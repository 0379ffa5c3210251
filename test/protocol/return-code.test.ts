import { describe, expect, it } from 'vitest';
import { classOf, returnCode, returnCodes } from '../../protocol/return-code.ts';

describe('return codes', () => {
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
