// Bureau and judge read the wire with code of their own: on whatever comes they must come to the same (E, P-2).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedHmacSm3, signHmacSm3 as judgeSigns } from '../../../conformance/wire/hmac-sm3.ts';
import { readTimestamp as judgeReadsTimestamp } from '../../../conformance/wire/instant.ts';
import { readMessage } from '../../../conformance/wire/message.ts';
import { signatureText as judgeText } from '../../../conformance/wire/signature-text.ts';
import { decryptData as judgeOpens, encryptData as judgeSeals } from '../../../conformance/wire/sm4.ts';
import { isStrictTaxNumber as judgeTakes } from '../../../conformance/wire/tax-number.ts';
import { decryptData, type EncryptType, encryptData } from '../../../protocol/cipher.ts';
import { readAnswer, writeMessage } from '../../../protocol/envelope.ts';
import { signatureText, signHmacSm3 } from '../../../protocol/signature.ts';
import { isStrictTaxNumber } from '../../../protocol/tax-number.ts';
import { readTimestamp, writeTimestamp } from '../../../protocol/timestamp.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 60 });
const name = fc.oneof(
  fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.-]{0,9}$/),
  fc.constantFrom('__proto__', 'constructor', 'signature', 'appId', 'Appid', '中文'),
);
const members = fc
  .uniqueArray(fc.tuple(name, text), { selector: ([first]) => first, maxLength: 10 })
  .map((entries) => Object.fromEntries(entries));
const key = fc.stringMatching(/^[0-9a-fA-F]{32}$/);
const iv = fc.uint8Array({ minLength: 16, maxLength: 16 });
const mode = fc.constantFrom<EncryptType>('SM4-CBC', 'SM4-ECB');
const whole = (opened: { readonly ok: boolean; readonly plaintext?: string; readonly iv?: string | null }) =>
  opened.ok ? [opened.plaintext, opened.iv] : 'refused';

describe('bureau and judge', () => {
  it('sign the same text, and it alone', () => {
    fc.assert(
      fc.property(members, text, (message, secret) => {
        expect(judgeText(message)).toBe(signatureText(message));
        const signature = signHmacSm3(signatureText(message), secret);
        const expected = ['', signature].map((shown) => expectedHmacSm3(judgeText(message), secret, shown));
        expect([judgeSigns(judgeText(message), secret), ...expected]).toEqual([signature, signature, signature]);
      }),
    );
  });

  it('sign another text as soon as a value is another', () => {
    const ours = ['appId', 'data', 'nonce', 'timestamp'] as const;
    const value = fc.stringMatching(/^[0-9A-Za-z+/]{0,20}$/);
    fc.assert(
      fc.property(fc.array(value, { minLength: 4, maxLength: 4 }), fc.nat(3), value, (values, at, other) => {
        fc.pre(values[at] !== other);
        const message = Object.fromEntries(ours.map((member, place) => [member, values[place] ?? '']));
        expect(signatureText({ ...message, [ours[at] ?? '']: other })).not.toBe(signatureText(message));
      }),
    );
  });

  it('open what the other sealed', () => {
    fc.assert(
      fc.property(text, key, iv, mode, (plaintext, sm4Key, drawn, encryptType) => {
        const options = { encryptType, sm4Key, iv: drawn };
        expect(judgeSeals(plaintext, options)).toBe(encryptData(plaintext, options));
        expect(whole(judgeOpens(encryptData(plaintext, options), options))).toEqual(
          whole(decryptData(judgeSeals(plaintext, options), options)),
        );
      }),
    );
  });

  it('open or refuse alike what was tampered with, and never throw', () => {
    const spoil = fc.record({ at: fc.nat(200), character: fc.constantFrom(...'A+/=- \n中', ''), key });
    fc.assert(
      fc.property(
        text,
        key,
        iv,
        mode,
        spoil,
        (plaintext, sm4Key, drawn, encryptType, { at, character, key: other }) => {
          const sealed = encryptData(plaintext, { encryptType, sm4Key, iv: drawn });
          const place = at % (sealed.length + 1);
          const data = sealed.slice(0, place) + character + sealed.slice(place + 1);
          for (const tried of [sm4Key, other])
            expect(whole(judgeOpens(data, { encryptType, sm4Key: tried }))).toEqual(
              whole(decryptData(data, { encryptType, sm4Key: tried })),
            );
        },
      ),
    );
  });

  it('read the members of an answer alike, in JSON and XML', () => {
    const word = fc.string({ unit: 'grapheme-composite', maxLength: 40 });
    const carried = word.filter((one) => !/[^\t\n\r -\ud7ff\ue000-\ufffd]/.test(one));
    fc.assert(
      fc.property(carried, carried, fc.constantFrom('json' as const, 'xml' as const), (message, further, format) => {
        const answer = {
          ...{ requestId: 'R1', requestNonce: 'a'.repeat(32), interface: 'invoice.issue', timestamp: '20261125120000' },
          ...{ returnCode: '0000', returnMessage: message, encryptType: 'SM4-CBC', data: '', signType: 'HMAC-SM3' },
          ...{ signature: 'f'.repeat(64), bz1: further },
        };
        const body = writeMessage(answer, 'response', format);
        const raw = { contentType: `application/${format}`, body, bodyEncoding: 'utf8' } as const;
        const read = readAnswer(Buffer.from(body));
        expect([read.ok, readMessage(raw, 'response').members]).toEqual([true, answer]);
        expect(read.ok ? read.message : null).toEqual(answer);
      }),
    );
  });

  it('take the same tax numbers, check characters included', () => {
    const credit = fc.stringMatching(/^9[1-3]\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/);
    const identity = fc.stringMatching(/^[1-6]\d{5}(19|20)\d{2}(0[1-9]|1[0-3])([0-2]\d|3[01])\d{3}[0-9X]$/);
    const anything = fc.stringMatching(/^[0-9A-Z]{14,21}$/);
    fc.assert(
      fc.property(
        fc.oneof(
          credit,
          identity,
          identity.map((one) => `${one}01`),
          anything,
        ),
        (taxNo) => {
          expect(judgeTakes(taxNo)).toBe(isStrictTaxNumber(taxNo));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('let exactly one character close a credit code', () => {
    const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
    fc.assert(
      fc.property(fc.stringMatching(/^9[1-3]\d{6}[0-9A-HJ-NPQRTUWXY]{9}$/), (stem) => {
        expect(alphabet.filter((last) => isStrictTaxNumber(stem + last))).toHaveLength(1);
      }),
    );
  });

  it('read the same years, leap years and days between them', () => {
    const field = fc.nat({ max: 99 }).map((value) => String(value).padStart(2, '0'));
    fc.assert(
      fc.property(
        field,
        field,
        fc.constantFrom('01', '02', '04', '12', '13', '00'),
        field,
        (hundreds, years, month, day) => {
          const written = `${hundreds}${years}${month}${day}235959`;
          const at = new Date(`${hundreds}${years}-${month}-${day}T23:59:59+08:00`);
          const isReal =
            !Number.isNaN(at.getTime()) && new Date(at.getTime() + 28_800_000).getUTCDate() === Number(day);
          expect(judgeReadsTimestamp(written)).toBe(isReal ? at.getTime() : null);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('read the same instants, and none that no calendar has', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_102_444_800 }),
        fc.stringMatching(/^20\d{2}\d{10}$/),
        (seconds, digits) => {
          const written = writeTimestamp(seconds * 1000);
          expect([readTimestamp(written), judgeReadsTimestamp(written)]).toEqual([seconds * 1000, seconds * 1000]);
          expect(judgeReadsTimestamp(digits)).toBe(readTimestamp(digits));
        },
      ),
      { numRuns: 1000 },
    );
  });
});
