// The fault book's counting: which request meets which rule, and what is counted.
import { expect, it } from 'vitest';
import { readInstant } from '../../../protocol/timestamp.ts';
import { createFaultBook } from '../../../simulator/faults/fault-book.ts';
import { readRules } from '../../../simulator/faults/rule.ts';

const noon = readInstant('2026-11-23T12:00:00.000+08:00') ?? 0;
const request = { interface: 'invoice.issue', orderNo: 'SO-1', appId: 'LD1', now: noon };

const bookOf = (...rules: readonly object[]) => {
  const read = readRules(
    rules.map((rule, index) => ({ id: `rule-${index}`, effect: { hold: true }, ...rule })),
    { interfaces: ['invoice.issue', 'invoice.query'] },
  );
  const book = createFaultBook({ now: () => noon, dice: () => 0.5 });
  book.replace(read.ok ? read.rules : []);
  return book;
};

/** Which of so many equal requests meet a fault, by rule id. */
const meet = (book: ReturnType<typeof createFaultBook>, times: number, changed: Partial<typeof request> = {}) =>
  Array.from({ length: times }, () => {
    const picked = book.pick({ ...request, ...changed });
    picked?.acted();
    return picked?.id ?? null;
  });

it.each([
  [{ nth: [1, 3] }, ['rule-0', null, 'rule-0', null]],
  [{ succeedFirst: 2 }, [null, null, 'rule-0', 'rule-0']],
  [{ times: 2 }, ['rule-0', 'rule-0', null, null]],
  [{ succeedFirst: 1, times: 1 }, [null, 'rule-0', null, null]],
  [{}, ['rule-0', 'rule-0', 'rule-0', 'rule-0']],
])('acts by when %j on %j', (when, expected) => {
  expect(meet(bookOf({ when }), 4)).toEqual(expected);
});

it.each([
  [{ orderNo: 'SO-*' }, { orderNo: 'SO-1' }, true],
  [{ orderNo: 'SO-?' }, { orderNo: 'SO-12' }, false],
  [{ orderNo: 'SO-1' }, { orderNo: null }, false],
  [{}, { orderNo: null, interface: null }, true],
  [{ interface: 'invoice.query' }, { interface: 'invoice.issue' }, false],
  [{ interface: 'invoice.query' }, { interface: null }, false],
  [{ interface: 'invoice.query', orderNo: 'SO-1' }, { interface: 'invoice.query', orderNo: 'SO-1' }, true],
])('matches %j against %j: %s', (match, asked, expected) => {
  expect(bookOf({ match }).pick({ ...request, ...asked }) !== null).toBe(expected);
});

it('counts the n-th request of an order whatever its interface', () => {
  const book = bookOf({ match: { orderNo: 'SO-1' }, when: { nth: [2] } });
  expect(meet(book, 1)).toEqual([null]);
  expect(meet(book, 1, { orderNo: 'SO-2' })).toEqual([null]);
  expect(meet(book, 1, { interface: 'invoice.query' })).toEqual(['rule-0']);
});

it('lets the first match win, and only the winner is hit while all count', () => {
  const book = bookOf({ when: { nth: [1] } }, { when: { nth: [1, 2] } });
  expect(meet(book, 2)).toEqual(['rule-0', 'rule-1']);
  expect(book.list().map((rule) => rule.hits)).toEqual([1, 1]);
});

it('does not count a hit for a fault that was picked and could not act', () => {
  const book = bookOf({});
  book.pick(request);
  expect(book.list()[0]?.hits).toBe(0);
});

it.each([
  ['2026-11-23T11:59:59.999+08:00', false],
  ['2026-11-23T12:00:00.000+08:00', true],
  ['2026-11-23T12:59:59.999+08:00', true],
  ['2026-11-23T13:00:00.000+08:00', false],
])('holds its window at %s: %s', (at, expected) => {
  const window = { from: '2026-11-23T12:00:00.000+08:00', to: '2026-11-23T13:00:00.000+08:00' };
  expect(meet(bookOf({ when: { window } }), 1, { now: readInstant(at) ?? 0 })).toEqual([expected ? 'rule-0' : null]);
});

it.each([
  [
    { returnCode: '3001', retryAfterSeconds: 5 },
    'before',
    'after-nonce',
    { kind: 'answer', returnCode: '3001', retryAfterSeconds: 5 },
  ],
  [{ returnCode: '3002' }, 'after-commit', 'on-answer', { kind: 'answer', returnCode: '3002' }],
  [{ delayMs: 7 }, 'before', 'before-gates', { kind: 'delay', delayMs: 7 }],
  [{ delayMs: 7 }, 'after-commit', 'on-answer', { kind: 'delay', delayMs: 7 }],
  [{ hold: true }, 'before', 'before-gates', { kind: 'hold' }],
  [{ reset: 'mid-answer' }, 'after-commit', 'on-answer', { kind: 'break', manner: 'reset-mid-answer' }],
  [{ reset: 'before-answer' }, 'before', 'before-gates', { kind: 'break', manner: 'reset' }],
  [{ badSignature: true }, 'before', 'after-nonce', { kind: 'spoil', how: 'bad-signature' }],
  [{ unsigned: true }, 'after-commit', 'on-answer', { kind: 'spoil', how: 'unsigned' }],
  [{ wrongNonce: true }, 'after-commit', 'on-answer', { kind: 'spoil', how: 'wrong-nonce' }],
])('enacts %j in phase %s %s', (effect, phase, acts, action) => {
  expect(bookOf({ effect, phase }).pick(request)).toMatchObject({ id: 'rule-0', phase, acts, action, effect });
});

it('makes a gateway’s page of an HTTP status', () => {
  const action = bookOf({ effect: { httpStatus: 502 } }).pick(request)?.action;
  expect(action).toMatchObject({ kind: 'depart', departure: { httpStatus: 502, contentType: 'text/html' } });
  expect(JSON.stringify(action)).toContain('502 Bad Gateway');
});

it('starts the counts anew when rules are replaced, and tells its watchers of every change', () => {
  const book = bookOf({ when: { nth: [1] } });
  let changes = 0;
  const unwatch = book.watch(() => {
    changes += 1;
  });
  meet(book, 2);
  book.replace(book.list());
  expect(meet(book, 1)).toEqual(['rule-0']);
  book.clear();
  unwatch();
  book.clear();
  expect([changes, book.list()]).toEqual([2, []]);
});

it('meets the application that it names, and no other', () => {
  const book = bookOf({ match: { appId: 'LD1' } });
  expect([meet(book, 1), meet(book, 1, { appId: 'LD2' })]).toEqual([['rule-0'], [null]]);
});

it.each([
  [0.51, 'rule-0'],
  [0.5, null],
])('acts with probability %d on a throw of 0.5: %s', (probability, expected) => {
  expect(meet(bookOf({ when: { probability } }), 1)).toEqual([expected]);
});

const dayOf = { from: '2026-11-23T11:00:00.000+08:00', to: '2026-11-23T13:00:00.000+08:00' };

it.each([
  [-30, null],
  [0, null],
  [1, 'rule-0'],
  [59, 'rule-0'],
  [60, null],
])('lets a ramp grow over its window: %i min after noon, on a throw of 0.5, %s', (minutes, expected) => {
  const book = bookOf({ when: { probability: { from: 0, to: 1 }, window: dayOf } });
  expect(meet(book, 1, { now: noon + minutes * 60_000 })).toEqual([expected]);
});

it('sends away to the end of the maintenance where nothing else is said', () => {
  const pick = (effect: object) =>
    bookOf({ when: { window: dayOf }, effect }).pick({ ...request, now: noon + 500 })?.action;
  expect(pick({ returnCode: '3003' })).toMatchObject({ retryAfterSeconds: 3600 });
  expect(pick({ returnCode: '3003', retryAfterSeconds: 5 })).toMatchObject({ retryAfterSeconds: 5 });
  expect(pick({ returnCode: '3001' })).not.toHaveProperty('retryAfterSeconds');
});

it('throws no dice for requests that a rule would not meet anyway', () => {
  let throws = 0;
  const dice = () => {
    throws += 1;
    return 0;
  };
  const read = readRules([{ id: 'r', when: { probability: 0.5, nth: [2] }, effect: { hold: true } }], {
    interfaces: [],
  });
  const book = createFaultBook({ now: () => noon, dice });
  book.replace(read.ok ? read.rules : []);
  expect([meet(book, 3), throws]).toEqual([[null, 'r', null], 1]);
});

it.each([
  [59_999, 'rule-0'],
  [60_000, null],
])('lapses a minute after it was set: %i ms later %s', (laterMs, expected) => {
  expect(meet(bookOf({ when: { ttlSeconds: 60 } }), 1, { now: noon + laterMs })).toEqual([expected]);
});
