// JSON without repeated members and base64 in its one spelling, however the text is laid out (E, E-4).
import { expect, it } from 'vitest';
import { readBase64 } from '../../../conformance/wire/bytes.ts';
import { readJson } from '../../../conformance/wire/json-text.ts';

it.each([
  '{"a":"1","a":"1"}',
  '{"a": "1", "a": "1"}',
  '{"a":"1","\\u0061":"1"}',
  '{"b":{"a":1,"c":2,"a":1}}',
  '{"1":0,"b":[{"a":1,"a":1}]}',
])('refuses the repeated member of %s', (text) => {
  expect(readJson(text)).toEqual({ ok: false, reason: expect.stringContaining('is repeated'), repeats: true });
});

it.each([
  ['{"a":"1","b":{"a":[1,{"a":null}]}}', { a: '1', b: { a: [1, { a: null }] } }],
  ['{ "a" : 1.0, "b" : "\\u0061" }', { a: 1, b: 'a' }],
  ['{"b":1,"2":"x"}', { b: 1, 2: 'x' }],
])('reads %s', (text, value) => {
  expect(readJson(text)).toEqual({ ok: true, value });
});

it.each(['a', 'YWI', 'YWI=\n', ' YWI=', 'YWJ=', 'YW-_', 'YWI==', 'YW I=', '====', 'YWI=YWI='])(
  'refuses %j as base64',
  (text) => {
    expect(readBase64(text)).toBeNull();
  },
);

it.each(['', 'YQ==', 'YWI=', 'YWJj', '+/+/'])('reads %j as base64', (text) => {
  expect(Buffer.from(readBase64(text) ?? 'refused').toString('base64')).toBe(text);
});
