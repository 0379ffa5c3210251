// The rest rule of D-4 by what was said before and what the bureau has in flight; books.test.ts has the single words.
import { expect, it } from 'vitest';
import { Books } from '../../../conformance/session/books.ts';
import type { Exchange, SleepReason } from '../../../conformance/session/rest-rule.ts';

const say = (books: Books, id: string, reason: SleepReason, more: { nonce?: string; command?: string | null } = {}) =>
  books.sleep({ id, command: 'c1', dueMs: 30_000, reason, nonce: null, ...more });
const ask = (books: Books, nonce: string, command = 'c1') =>
  say(books, `t-${nonce}`, 'response-timeout', { nonce, command });
const held = (nonce: string): Exchange => ({ nonce, state: 'held' });
const working = (nonce: string | null): Exchange => ({ nonce, state: 'working' });

it.each<[string, (books: Books) => void, Exchange[], boolean]>([
  ['two requests, both held', (b) => [ask(b, 'n1'), ask(b, 'n2')], [held('n1'), held('n2')], true],
  ['two requests, one held', (b) => [ask(b, 'n1'), ask(b, 'n2')], [held('n1'), working('n2')], false],
  ['two requests, one gone', (b) => [ask(b, 'n1'), ask(b, 'n2')], [held('n1')], false],
  ['a held request under a deadline', (b) => [say(b, 'd', 'deadline'), ask(b, 'n1')], [held('n1')], true],
  ['a retry under a deadline', (b) => [say(b, 'd', 'deadline'), say(b, 's', 'retry')], [], true],
  ['a retry and a request not held', (b) => [say(b, 's', 'retry'), ask(b, 'n1')], [working('n1')], false],
  ['a retry with a request of unreadable nonce', (b) => [say(b, 's', 'retry')], [working(null)], false],
  ['a cancelled timeout without a further word', (b) => [ask(b, 'n1'), b.cancel('t-n1')], [], false],
  ['a poll after a cancelled timeout', (b) => [ask(b, 'n1'), b.cancel('t-n1'), say(b, 's', 'poll')], [], true],
  [
    'a retry while the bureau still holds what was cancelled',
    (b) => [ask(b, 'n1'), b.cancel('t-n1'), say(b, 's', 'retry')],
    [held('n1')],
    true,
  ],
  [
    'a retry while the bureau still works on what was given up',
    (b) => [ask(b, 'n1'), b.wake('t-n1'), say(b, 's', 'retry')],
    [working('n1')],
    true,
  ],
  ['an ended command whose request is still at work', (b) => [ask(b, 'n1'), b.result('c1')], [working('n1')], true],
  ['a woken deadline', (b) => [say(b, 'd', 'deadline'), say(b, 's', 'retry'), b.wake('d')], [], false],
  ['a wake for nobody', (b) => [say(b, 's', 'retry'), b.wake('nobody')], [], true],
  ['a cancel for nobody', (b) => [say(b, 's', 'retry'), b.wake('s'), b.cancel('s')], [], false],
])('judges %s', (_name, live, inFlight, rests) => {
  const books = new Books();
  books.give('c1');
  live(books);
  expect(books.rests(inFlight)).toBe(rests);
});

it('rests only when every open command does', () => {
  const books = new Books();
  books.give('c1');
  books.give('c2');
  say(books, 's1', 'retry');
  const before = books.rests([]);
  say(books, 's2', 'backoff', { command: 'c2' });
  expect([before, books.rests([])]).toEqual([false, true]);
});

it('does not let a blocked command outlive the one it waited for', () => {
  const books = new Books();
  books.give('c1');
  books.give('c2');
  books.block('c2', 'c1');
  books.result('c1');
  expect(books.rests([])).toBe(false);
});

it('unblocks a command that begins to wait by itself', () => {
  const books = new Books();
  books.give('c1');
  books.give('c2');
  books.block('c2', 'c1');
  say(books, 's2', 'retry', { command: 'c2' });
  books.result('c1');
  expect(books.rests([])).toBe(true);
});

it.each<[string, (books: Books) => void, boolean]>([
  ['an open background sleep', () => undefined, true],
  ['a background wake without a word', (b) => b.wake('bg'), false],
  ['a background wake and idle', (b) => [b.wake('bg'), b.idle()], true],
  ['a background wake and a next sleep', (b) => [b.wake('bg'), say(b, 'bg2', 'poll', { command: null })], true],
  ['a background wake and a kill', (b) => [b.wake('bg'), b.killed()], true],
])('judges %s', (_name, live, rests) => {
  const books = new Books();
  say(books, 'bg', 'poll', { command: null });
  live(books);
  expect(books.rests([])).toBe(rests);
});

it('wakes a deadline on time though it makes nothing rest', () => {
  const books = new Books();
  books.give('c1');
  books.sleep({ id: 'd', command: 'c1', dueMs: 5000, reason: 'deadline', nonce: null });
  say(books, 's', 'retry');
  expect(books.nextSleep()?.id).toBe('d');
});

it('waits for what the bureau still works on when a process was killed', () => {
  const books = new Books();
  books.give('c1');
  books.killed();
  expect([books.rests([]), books.rests([{ nonce: 'n2', state: 'working' }])]).toEqual([true, false]);
});

it('forgets what a killed process had on the road', () => {
  const books = new Books();
  books.give('c1');
  ask(books, 'n1');
  books.killed();
  books.reopened();
  say(books, 's', 'retry');
  expect([books.timeouts(), books.rests([held('n1')])]).toEqual([[], true]);
});
