// The rest rule of D-4: what must have been said before a session's clock may move.
import { expect, it } from 'vitest';
import { Books } from '../../../conformance/session/books.ts';

const sleep = (id: string, reason: 'retry' | 'backoff' | 'poll' | 'response-timeout' | 'deadline', more = {}) => ({
  id,
  command: 'c1',
  dueMs: 10_000,
  reason,
  nonce: null,
  ...more,
});
const given = (): Books => {
  const books = new Books();
  books.give('c1');
  return books;
};
const timeout = (nonce: string) => sleep(`t-${nonce}`, 'response-timeout', { nonce, dueMs: 30_000 });

it('rests without an open command', () => {
  expect(new Books().rests([])).toBe(true);
});

it.each(['retry', 'backoff', 'poll'] as const)('rests in one %s sleep', (reason) => {
  const books = given();
  books.sleep(sleep('s1', reason));
  expect(books.rests([])).toBe(true);
});

it('does not rest before the command has said a word', () => {
  expect(given().rests([])).toBe(false);
});

it('does not rest in a deadline alone', () => {
  const books = given();
  books.sleep(sleep('s1', 'deadline'));
  expect(books.rests([])).toBe(false);
});

it('does not rest in two waits', () => {
  const books = given();
  books.sleep(sleep('s1', 'retry'));
  books.sleep(sleep('s2', 'backoff'));
  expect(books.rests([])).toBe(false);
});

it.each([
  ['held', true],
  ['working', false],
  ['answering', false],
] as const)('with its request %s at the bureau: rests %s', (state, rests) => {
  const books = given();
  books.sleep(timeout('n1'));
  expect(books.rests([{ nonce: 'n1', state }])).toBe(rests);
});

it('does not rest while its request has not reached the bureau', () => {
  const books = given();
  books.sleep(timeout('n1'));
  expect(books.rests([])).toBe(false);
});

it('does not rest over a held request that was never announced', () => {
  const books = given();
  books.sleep(sleep('s1', 'retry'));
  expect(books.rests([{ nonce: 'stray', state: 'held' }])).toBe(false);
});

it('forgets a request whose response timeout was woken', () => {
  const books = given();
  books.sleep(timeout('n1'));
  books.wake('t-n1');
  books.sleep(sleep('s1', 'retry'));
  expect(books.rests([{ nonce: 'n1', state: 'held' }])).toBe(true);
});

it('does not rest after a wake until something new was said', () => {
  const books = given();
  books.sleep(sleep('s1', 'poll'));
  books.wake('s1');
  const before = books.rests([]);
  books.sleep(sleep('s2', 'poll'));
  expect([before, books.rests([])]).toEqual([false, true]);
});

it('rests when blocked by a command that rests, not by one that stirs', () => {
  const books = given();
  books.give('c2');
  books.block('c2', 'c1');
  const before = books.rests([]);
  books.sleep(sleep('s1', 'retry'));
  expect([before, books.rests([])]).toEqual([false, true]);
});

it('does not rest in a circle of blocked commands', () => {
  const books = given();
  books.give('c2');
  books.block('c1', 'c2');
  books.block('c2', 'c1');
  expect(books.rests([])).toBe(false);
});

it('wakes by due instant, then in the order of opening', () => {
  const books = given();
  books.sleep(sleep('late', 'retry', { dueMs: 20_000 }));
  books.sleep(sleep('first', 'deadline'));
  books.sleep(sleep('second', 'deadline'));
  expect(books.nextSleep()?.id).toBe('first');
});

it('voids the sleeps of a killed process, and expects a word of its commands of the next one', () => {
  const books = given();
  books.sleep(sleep('s1', 'retry'));
  books.killed();
  expect([books.nextSleep(), books.rests([])]).toEqual([null, true]);
  books.reopened();
  expect(books.rests([])).toBe(false);
});

it('closes a command with its result', () => {
  const books = given();
  books.sleep(timeout('n1'));
  books.result('c1');
  expect([books.isOpen('c1'), books.timeouts(), books.rests([])]).toEqual([false, [], true]);
});
