import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createNonce, isNonce } from '../../protocol/nonce.ts';

describe('the nonce', () => {
  it('is 32 characters of what it was given, and a nonce', () => {
    const nonce = createNonce((n) => new Uint8Array(n).fill(0xa5));
    expect(nonce).toBe('a5'.repeat(16));
    expect(isNonce(nonce)).toBe(true);
  });

  it('is another one each time', () => {
    const nonces = Array.from({ length: 1000 }, () => createNonce(randomBytes));
    expect(new Set(nonces).size).toBe(1000);
  });

  it.each([
    ['x'.repeat(15), false],
    ['x'.repeat(16), true],
    ['Z0'.repeat(32), true],
    ['x'.repeat(65), false],
    ['123e4567-e89b-12d3-a456-426614174000', false],
    [`${'x'.repeat(20)}\n`, false],
    ['１'.repeat(20), false],
  ])('judges %j', (text, verdict) => {
    expect(isNonce(text)).toBe(verdict);
  });
});
