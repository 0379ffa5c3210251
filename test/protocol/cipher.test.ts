import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decryptData, type EncryptType, encryptData, isSm4Key } from '../../protocol/cipher.ts';
import { envelopeVectors, xmlVectors } from './vectors.ts';

const sm4Key = '4283fefc63f0cd0e873a0000c6d07ef7';
const iv = Buffer.alloc(16, 7);
const cbc = (plaintext: string) => encryptData(plaintext, { encryptType: 'SM4-CBC', sm4Key, iv });
const open = (data: string, encryptType: EncryptType = 'SM4-CBC') => decryptData(data, { encryptType, sm4Key });

describe('the cipher', () => {
  it.each(envelopeVectors.requests)('agrees with the vector $name', (vector) => {
    const options = { encryptType: vector.request.encryptType, sm4Key: vector.sm4Key };
    const sealed = encryptData(vector.plaintext, { ...options, iv: Buffer.from(vector.iv ?? '', 'hex') });
    expect(sealed).toBe(vector.request.data);
    expect(decryptData(sealed, options)).toEqual({ ok: true, plaintext: vector.plaintext, iv: vector.iv });
  });

  it.each(xmlVectors.requests)('agrees with the XML vector $name', (vector) => {
    const data = /<data>(.*)<\/data>/.exec(vector.request)?.[1] ?? '';
    const opened = decryptData(data, { encryptType: 'SM4-CBC', sm4Key: vector.sm4Key });
    expect(opened).toEqual({ ok: true, plaintext: vector.plaintext, iv: vector.iv });
  });

  it('opens in either mode what it sealed', () => {
    const mode = fc.constantFrom<EncryptType>('SM4-CBC', 'SM4-ECB');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), mode, (plaintext, encryptType) => {
        expect(open(encryptData(plaintext, { encryptType, sm4Key, iv }), encryptType)).toMatchObject({ plaintext });
      }),
    );
  });

  it.each([
    ['no padding', (data: string) => data.replace(/=+$/, '')],
    ['a line break', (data: string) => `${data.slice(0, 20)}\n${data.slice(20)}`],
    ['the URL alphabet', (data: string) => data.replaceAll('+', '-').replaceAll('/', '_')],
    ['a space for a plus', (data: string) => data.replace('+', ' ')],
    ['hexadecimal', (data: string) => Buffer.from(data, 'base64').toString('hex')],
    ['stray bits', (data: string) => data.replace(/[AQgw]==$/, 'B==')],
    ['nothing', () => ''],
    ['an IV alone', () => iv.toString('base64')],
    ['half a block', () => Buffer.alloc(40).toString('base64')],
  ])('refuses %s', (_what, change) => {
    const data = envelopeVectors.requests.map(({ request }) => request.data).find((text) => /\+.*\/.*==$/.test(text));
    expect(open(change(data ?? '')).ok).toBe(false);
  });

  it('refuses padding that is not PKCS#7', () => {
    const other = decryptData(cbc('{}'), { encryptType: 'SM4-CBC', sm4Key: '00'.repeat(16) });
    expect(other).toMatchObject({ ok: false, reason: expect.stringContaining('PKCS#7') });
  });

  it('keeps a byte order mark for the payload gate to refuse', () => {
    expect(open(cbc('\ufeff{}'))).toMatchObject({ ok: true, plaintext: '\ufeff{}' });
  });

  it.each([
    ['32 hexadecimal characters', sm4Key, true],
    ['upper case', sm4Key.toUpperCase(), true],
    ['31 characters', sm4Key.slice(1), false],
    ['a letter beyond f', `g${sm4Key.slice(1)}`, false],
    ['a line break at the end', `${sm4Key}\n`, false],
  ])('judges a key of %s', (_what, key, verdict) => {
    expect(isSm4Key(key)).toBe(verdict);
  });

  it('throws for keys and IVs of another length', () => {
    const options = { encryptType: 'SM4-CBC', sm4Key, iv } as const;
    expect(() => encryptData('{}', { ...options, sm4Key: 'abc' })).toThrow('32 hexadecimal');
    expect(() => encryptData('{}', { ...options, iv: iv.subarray(1) })).toThrow('16 bytes');
  });
});
