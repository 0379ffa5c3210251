import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dropEmpty, readPayload, writePayload } from '../../protocol/payload.ts';
import { envelopeVectors, xmlVectors } from './vectors.ts';

const word = fc.stringMatching(/^[\t\n\r -~\u4e00-\u9fa5]{1,12}$/);
const line = fc.record({ name: word, amount: word, 'tax-code': word });
const payload = fc.record(
  {
    orderNo: word,
    address: word,
    buyer: fc.record({ name: word, taxNo: word }),
    lines: fc.array(line, { minLength: 1, maxLength: 4 }),
    rates: fc.array(word, { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['orderNo'] },
);

describe('the payload', () => {
  it.each(xmlVectors.requests)('is read as in the XML vector $name', ({ plaintext, value }) => {
    expect(readPayload(plaintext, 'xml')).toEqual({ ok: true, value });
  });

  it.each(envelopeVectors.requests)('is read as in the vector $name', ({ plaintext }) => {
    expect(readPayload(plaintext, 'json')).toEqual({ ok: true, value: JSON.parse(plaintext) });
  });

  it.each(['json', 'xml'] as const)('comes back from %s as it was written', (format) => {
    fc.assert(
      fc.property(payload, (value) => {
        expect(readPayload(writePayload(value, format), format)).toEqual({ ok: true, value });
      }),
    );
  });

  it('writes arrays, booleans, absent and empty members as T-5 says', () => {
    const value = { filed: true, clerk: null, remark: '', lines: [{ name: 'a' }], codes: ['1'], redInvoices: [] };
    expect(writePayload(value, 'xml')).toBe(
      '<payload><filed>true</filed><remark/><lines><line><name>a</name></line></lines><codes><entry>1</entry></codes><redInvoices/></payload>',
    );
    expect(writePayload({}, 'xml')).toBe('<payload/>');
  });

  it.each([
    ['json', '{"a":{"b":1,"b":2}}', '"b" is repeated'],
    ['json', '[]', 'not a JSON object'],
    ['json', 'order 1', 'not JSON'],
    ['json', '\ufeff{}', 'not JSON'],
    ['json', '', 'not JSON'],
    ['json', '{"a":"\\udc00"}', 'surrogate'],
    ['xml', '<payload><a>1</a><a>2</a></payload>', 'a is repeated'],
    ['xml', '<request/>', '<request>'],
    ['xml', '<payload>text</payload>', 'text'],
    ['xml', '<payload><lines><row/></lines></payload>', 'row'],
    ['xml', '<payload><lines>x</lines></payload>', 'text'],
    ['xml', '{}', 'root'],
  ] as const)('refuses in %s: %s', (format, text, reason) => {
    expect(readPayload(text, format)).toMatchObject({ ok: false, reason: expect.stringContaining(reason) });
  });

  it('does not quote the payload when it is not JSON', () => {
    const reading = readPayload('{"buyer":"甲方有限公司","remark":秘密}', 'json');
    expect(JSON.stringify(reading)).not.toMatch(/甲方|buyer/);
  });

  it('throws for values that have no place on the wire', () => {
    expect(() => writePayload([], 'json')).toThrow('object');
    expect(() => writePayload({ rows: [1] }, 'xml')).toThrow('"rows"');
    expect(() => writePayload({ a: '\u0000' }, 'xml')).toThrow('U+0000');
  });

  it('counts empty, null and absent as the same', () => {
    const full = { a: '1', b: null, c: '', d: { e: null }, lines: [{ name: 'x', spec: '' }, {}], f: [], g: false };
    expect(dropEmpty(full)).toEqual({ a: '1', lines: [{ name: 'x' }, {}], g: false });
  });

  it('reads a member called __proto__ as a member', () => {
    const reading = readPayload('<payload><__proto__>1</__proto__></payload>', 'xml');
    expect(JSON.stringify(reading)).toBe('{"ok":true,"value":{"__proto__":"1"}}');
  });
});
