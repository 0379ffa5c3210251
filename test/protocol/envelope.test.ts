import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatOf, readAnswer, readRequest, writeMessage } from '../../protocol/envelope.ts';
import { bytesOf, envelopeVectors, xmlVectors } from './vectors.ts';

const request: Readonly<Record<string, string>> = envelopeVectors.requests[1]?.request ?? {};
const answer: Readonly<Record<string, string>> = envelopeVectors.answers[0]?.answer ?? {};
const readJson = (message: unknown) => readRequest(bytesOf(JSON.stringify(message)));
const problemsOf = (reading: ReturnType<typeof readRequest>) => (reading.ok ? [] : reading.problems);
const text = JSON.stringify(request);

describe('the envelope of a request', () => {
  it.each(envelopeVectors.requests)('is read and written as in the vector $name', (vector) => {
    const body = JSON.stringify(vector.request);
    expect(readRequest(bytesOf(body))).toEqual({ ok: true, format: 'json', message: vector.request });
    expect(writeMessage(vector.request, 'request', 'json')).toBe(body);
  });

  it.each(xmlVectors.requests)('is read and written as in the XML vector $name', (vector) => {
    const reading = readRequest(bytesOf(vector.request));
    expect(reading).toMatchObject({ ok: true, format: 'xml' });
    expect(writeMessage(reading.ok ? reading.message : {}, 'request', 'xml')).toBe(vector.request);
  });

  it.each(xmlVectors.refused1002)('is refused in XML for: $why', (vector) => {
    expect(readRequest(bytesOf(vector.request))).toMatchObject({ ok: false, format: 'xml' });
  });

  it.each(Object.keys(request))('is refused without %s', (member) => {
    const { [member]: _gone, ...rest } = request;
    expect(problemsOf(readJson(rest))).toEqual([expect.objectContaining({ member, received: 'nothing' })]);
  });

  it.each([
    ['timestamp', '20260230000000'],
    ['timestamp', '2026-11-22 09:30:05'],
    ['nonce', 'short'],
    ['nonce', 'with-hyphens-in-it-0001'],
    ['version', '1.1'],
    ['encryptType', 'AES'],
    ['signType', 'hmac-sm3'],
    ['data', 5],
    ['data', null],
    ['signature', ['a']],
    ['extra', 7],
    ['extra', null],
    ['__proto__', {}],
  ])('is refused when %s is %j, and only that is named', (member, value) => {
    const body = `${text.slice(0, -1)},${JSON.stringify(member)}:${JSON.stringify(value)}}`;
    const known = JSON.stringify({ ...request, [member]: value });
    expect(problemsOf(readRequest(bytesOf(member in request ? known : body))).map((one) => one.member)).toEqual([
      member,
    ]);
  });

  it('names everything that is wrong at once', () => {
    const problems = problemsOf(readJson({ ...request, version: '2', nonce: '', timestamp: 'now' }));
    expect(problems.map((one) => one.member)).toEqual(['version', 'timestamp', 'nonce']);
  });

  it('keeps further members, __proto__ among them, and harms nothing', () => {
    const reading = readRequest(bytesOf(`${text.slice(0, -1)},"__proto__":"x","channel":"pos"}`));
    expect(reading.ok && Object.entries(reading.message).slice(-2)).toEqual([
      ['__proto__', 'x'],
      ['channel', 'pos'],
    ]);
  });

  it('is refused when a member is repeated, also under an escaped name', () => {
    const escaped = `${text.slice(0, -1)},"app\\u0049d":"LD0000000000"}`;
    expect(problemsOf(readRequest(bytesOf(escaped)))).toEqual([
      { member: 'appId', expected: 'once', received: 'repeated' },
    ]);
  });

  it('still gives the nonce and the application of what it refuses', () => {
    const { nonce = '', appId = '' } = request;
    expect(readJson({ ...request, version: '2' })).toMatchObject({ partial: { nonce, appId } });
    const twice = readRequest(bytesOf(`${text.slice(0, -1)},"nonce":"other"}`));
    expect(twice).toMatchObject({ partial: { appId } });
    expect(twice).not.toHaveProperty('partial.nonce');
  });

  it.each([
    ['a byte order mark', bytesOf(`\ufeff${text}`)],
    ['bytes that are not UTF-8', Uint8Array.from([...bytesOf(text.slice(0, -2)), 0xb2, 0xe2, 0x22, 0x7d])],
    ['half a surrogate pair', bytesOf(`${text.slice(0, -1)},"x":"\\ud83e"}`)],
    ['a truncated text', bytesOf(text.slice(0, -1))],
    ['nothing', new Uint8Array()],
    ['an array', bytesOf(`[${text}]`)],
    ['a null', bytesOf('null')],
    ['nesting without end', bytesOf('['.repeat(100_000))],
    ['deep nesting', bytesOf(`${'['.repeat(5000)}${']'.repeat(5000)}`)],
    ['another root', bytesOf('<response/>')],
  ])('is refused for %s', (_what, body) => {
    expect(problemsOf(readRequest(body))).toEqual([expect.objectContaining({ member: '' })]);
  });

  it('never throws, whatever comes', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '"',
      ':',
      ',',
      '<',
      '>',
      '/',
      '&',
      ';',
      'a',
      '\\',
      '![CDATA[',
      ']]',
      '?',
      '-',
    );
    fc.assert(
      fc.property(
        fc.array(piece).map((parts) => parts.join('')),
        (body) => readRequest(bytesOf(body)).ok === false,
      ),
    );
  });
});

describe('the envelope of an answer', () => {
  it.each(envelopeVectors.answers)('is read as in the vector $name', (vector) => {
    expect(readAnswer(bytesOf(JSON.stringify(vector.answer)))).toMatchObject({ ok: true, message: vector.answer });
  });

  it('may be unsigned', () => {
    const unsigned = { ...answer, encryptType: '', data: '', signType: '', signature: '' };
    expect(readAnswer(bytesOf(writeMessage(unsigned, 'response', 'xml')))).toMatchObject({ ok: true });
  });

  it.each([
    ['retryAfter', '-1'],
    ['retryAfter', '1234567'],
    ['retryAfter', ''],
    ['returnCode', '0'],
    ['timestamp', '0'],
    ['requestNonce', null],
  ])('is refused when %s is %j', (member, value) => {
    const reading = readAnswer(bytesOf(JSON.stringify({ ...answer, [member]: value })));
    expect(problemsOf(reading).map((one) => one.member)).toEqual([member]);
  });

  it('comes back in either format as it was written', () => {
    const word = fc.string({ unit: 'grapheme-composite' }).filter((one) => !/[^\t\n\r -\ud7ff\ue000-\ufffd]/.test(one));
    fc.assert(
      fc.property(word, fc.constantFrom('json' as const, 'xml' as const), (returnMessage, format) => {
        const reading = readAnswer(bytesOf(writeMessage({ ...answer, returnMessage }, 'response', format)));
        expect(reading).toMatchObject({ ok: true, format, message: { returnMessage } });
      }),
    );
  });
});

describe('the format', () => {
  it.each([
    ['application/json', '<a/>', 'json'],
    ['application/xml; charset=utf-8', '{}', 'xml'],
    ['Application/JSON', '{}', 'json'],
    ['text/xml', ' \r\n\t<a/>', 'xml'],
    ['text/plain', '{}', 'json'],
    [null, '<a/>', 'xml'],
    [null, '', 'json'],
  ])('of %s with %j is %s', (contentType, body, format) => {
    expect(formatOf(contentType, bytesOf(body))).toBe(format);
  });

  it('throws rather than write what XML cannot carry', () => {
    expect(() => writeMessage({ a: '\u0001' }, 'request', 'xml')).toThrow('U+0001');
    expect(() => writeMessage({ 'a b': 'x' }, 'request', 'xml')).toThrow('"a b"');
  });
});
