// Fault rules as people misspell them: each refusal names the place, and the word that was probably meant.
import { expect, it } from 'vitest';
import { readRules } from '../../../simulator/faults/rule.ts';

const interfaces = ['invoice.issue', 'invoice.query', 'quota.query'];
const read = (body: unknown) => readRules(body, { interfaces });
const busy = { id: 'busy', effect: { returnCode: '3001', retryAfterSeconds: 30 } };
const closed = { id: 'closed', effect: { listenerClosed: true } };

const objectionsTo = (body: unknown) => {
  const result = read(body);
  return result.ok ? [] : result.objections;
};

it('fills in what a short rule leaves out', () => {
  expect(read([busy])).toEqual({ ok: true, rules: [{ ...busy, match: {}, when: {}, phase: 'before' }] });
});

it.each([busy, closed])('takes back what it has shown of %j', (rule) => {
  const shown = read([rule]);
  expect(read(shown.ok ? shown.rules.map((one) => ({ ...one, hits: 1 })) : [])).toEqual(shown);
});

it.each([
  { returnCode: '9999', returnMessage: 'later' },
  { httpStatus: 502 },
  { delayMs: 45_000 },
  { hold: true },
  { reset: 'before-answer' },
  { reset: 'mid-answer' },
  { badSignature: true },
  { unsigned: true },
  { wrongNonce: true },
  { wrongKey: true },
  { alteredCode: '4101' },
  { strayRefusal: '1002' },
  { falseCertificate: 'foreign-root' },
  { staleAnswer: true },
  { emptyReply: true },
  { truncatedBody: true },
  { malformedChunk: true },
  { garbage: true },
  { dribble: { pieces: 10, everyMs: 2000 } },
  { delayMs: { percentiles: { 50: 200, 100: 9000 } } },
  { listenerClosed: true },
])('accepts the effect %j', (effect) => {
  expect(objectionsTo([{ id: 'a', effect }])).toEqual([]);
});

it('accepts every word of match, when and phase, and the hits of a view', () => {
  const counts = { nth: [1, 2], succeedFirst: 3, times: 4, probability: 0.5, ttlSeconds: 900 };
  const when = { ...counts, window: { from: '2026-11-23T10:00:00.000+08:00' } };
  const match = { interface: 'invoice.issue', orderNo: 'SO-1*', appId: 'LD0000000001' };
  expect(objectionsTo([{ ...busy, match, when, phase: 'after-commit', hits: 0 }])).toEqual([]);
});

it.each([
  [{ effect: { returnCod: '3001' } }, '/0/effect/returnCod', 'returnCode'],
  [{ ...busy, when: { nht: [1] } }, '/0/when/nht', 'nth'],
  [{ ...busy, phase: 'after-comit' }, '/0/phase', 'after-commit'],
  [{ ...busy, match: { interface: 'invoice.isue' } }, '/0/match/interface', 'invoice.issue'],
  [{ ...busy, match: { order: 'x' } }, '/0/match/order', 'orderNo'],
  [{ ...busy, efect: {} }, '/0/efect', 'effect'],
  [{ ...busy, when: { window: { til: 'x' } } }, '/0/when/window/til', 'to'],
])('names the nearest known word for %j', (rule, pointer, nearest) => {
  const objection = objectionsTo([{ id: 'a', ...rule }]).find((one) => one.pointer === pointer);
  expect(objection?.remedy).toContain(`Did you mean "${nearest}"?`);
});

const window = { from: '2026-11-23T10:00:00.000+08:00', to: '2026-11-23T11:00:00.000+08:00' };

it.each([
  [{}, ''],
  [[busy, busy], '/1/id'],
  [['busy'], '/0'],
  [[{ effect: { hold: true } }], '/0/id'],
  [[{ id: 'a' }], '/0/effect'],
  [[{ id: 'a', effect: {} }], '/0/effect'],
  [[{ id: 'a', effect: { hold: true, delayMs: 1 } }], '/0/effect'],
  [[{ id: 'a', effect: { hold: true, retryAfterSeconds: 1 } }], '/0/effect/retryAfterSeconds'],
  [[{ id: 'a', effect: { returnCode: 3001 } }], '/0/effect/returnCode'],
  [[{ id: 'a', effect: { returnCode: '3999' } }], '/0/effect/returnCode'],
  [[{ id: 'a', effect: { returnCode: '3001', retryAfterSeconds: '30' } }], '/0/effect/retryAfterSeconds'],
  [[{ id: 'a', effect: { returnCode: '3001', returnMessage: 1 } }], '/0/effect/returnMessage'],
  [[{ id: 'a', effect: { httpStatus: 200 } }], '/0/effect/httpStatus'],
  [[{ id: 'a', effect: { delayMs: 0.5 } }], '/0/effect/delayMs'],
  [[{ id: 'a', effect: { hold: false } }], '/0/effect/hold'],
  [[{ id: 'a', effect: { reset: 'now' } }], '/0/effect/reset'],
  [[{ ...busy, when: { nth: [0] } }], '/0/when/nth'],
  [[{ ...busy, when: { nth: [] } }], '/0/when/nth'],
  [[{ id: 'a', effect: { dribble: { pieces: 0, everyMs: 1 } } }], '/0/effect/dribble'],
  [[{ id: 'a', effect: { delayMs: { uniform: [2, 1] } } }], '/0/effect/delayMs'],
  [[{ id: 'a', effect: { notFoundYet: true } }], '/0/match/interface'],
  [[{ id: 'a', match: { interface: 'invoice.query' }, effect: { quotaExhausted: true } }], '/0/match/interface'],
  [[{ ...busy, when: { probability: 0 } }], '/0/when/probability'],
  [[{ ...busy, when: { probability: { from: 0, to: 1 } } }], '/0/when/window'],
  [[{ ...busy, when: { probability: { from: 0, to: 1.1 }, window } }], '/0/when/probability/to'],
  [[{ ...busy, when: { probability: { from: 0, to: 1, upTo: 1 }, window } }], '/0/when/probability/upTo'],
  [[{ id: 'a', match: { interface: 'invoice.query' }, effect: { tellStatus: 'gone' } }], '/0/effect/tellStatus'],
  [[{ id: 'a', effect: { tellStatus: 'void' } }], '/0/match/interface'],
  [[{ ...busy, when: { ttlSeconds: 0.5 } }], '/0/when/ttlSeconds'],
  [[{ ...busy, match: { appId: 7 } }], '/0/match/appId'],
  [[{ ...busy, when: { times: 0 } }], '/0/when/times'],
  [[{ ...busy, when: { succeedFirst: -1 } }], '/0/when/succeedFirst'],
  [[{ ...busy, when: { window: { from: '2026-11-23 10:00:00' } } }], '/0/when/window/from'],
  [
    [{ ...busy, when: { window: { from: '2026-11-23T10:00:00.000+08:00', to: '2026-11-23T10:00:00.000+08:00' } } }],
    '/0/when/window',
  ],
  [[{ ...busy, match: { orderNo: '' } }], '/0/match/orderNo'],
  [[{ ...closed, match: { orderNo: 'SO-1' } }], '/0/match'],
  [[{ ...closed, when: { nth: [1] } }], '/0/when/nth'],
  [[{ ...closed, phase: 'after-commit' }], '/0/phase'],
])('objects to %j at %s', (body, pointer) => {
  expect(objectionsTo(body).map((objection) => objection.pointer)).toEqual([pointer]);
});

it('escapes the pointer of a strange word', () => {
  expect(objectionsTo([{ ...busy, 'a/b~c': 1 }])[0]?.pointer).toBe('/0/a~1b~0c');
});

it('reports every objection of a list at once', () => {
  expect(
    objectionsTo([
      { id: 'a', effect: { hold: 1 }, phase: 'x' },
      { id: '', effect: { reset: 1 } },
    ]),
  ).toHaveLength(4);
});

it('refuses more than a thousand rules', () => {
  const rules = Array.from({ length: 1001 }, (_, index) => ({ ...busy, id: `r${index}` }));
  expect(objectionsTo(rules)[0]?.detail).toContain('1000');
});
