// To whom a client's word belongs: one that belongs to nobody is wrong, whatever shape its ids have.
import { expect, it } from 'vitest';
import { createAddressBook } from '../../../conformance/driver/address-book.ts';

const book = () => {
  const addresses = createAddressBook();
  addresses.note({ type: 'open', session: 's1' });
  addresses.note({ type: 'command', id: 'c1', session: 's1' });
  addresses.owe('s1', ['c0']);
  return addresses;
};

it.each([
  { type: 'hello' },
  { type: 'opened', session: 's1' },
  { type: 'sleep', id: 'w', session: 's1' },
  { type: 'cancel', id: 'w' },
  { type: 'result', id: 'c1' },
  { type: 'result', id: 'c0' },
  { type: 'error', id: 'c1', message: 'no' },
  { type: 'error', id: 's1', message: 'no' },
])('delivers %j', (message) => {
  expect(book().judge(message)).toBe(null);
});

it.each([
  [{ type: 'result', id: 'c2' }, 'a result for "c2", a command that was never given (D-3)'],
  [{ type: 'result' }, 'a result for nothing, a command that was never given (D-3)'],
  [{ type: 'result', id: { toString: 1 } }, 'a result for {"toString":1}, a command that was never given (D-3)'],
  [{ type: 'error', id: null, message: 'no' }, 'the client reported an error: "no"'],
  [{ type: 'idle', session: 's2' }, 'idle names the session "s2", which was never opened (D-4)'],
  [{ type: 'opened' }, 'opened names the session nothing, which was never opened (D-4)'],
  [{ type: 'progress' }, 'an unknown message type "progress" (D)'],
])('convicts %j', (message, reason) => {
  expect(book().judge(message)).toBe(reason);
});

it.each([
  [{ type: 'idle', session: 's1' }, ['s1']],
  [{ type: 'result', id: 'c1', session: 'another' }, ['s1']],
  [{ type: 'result', id: 'c0' }, ['s1']],
  [{ type: 'error', id: 'c1', message: 'no' }, ['c1', 's1']],
])('brings %j to the session it can be for', (message, sessions) => {
  expect([...(book().sessionsOf(message) ?? [])]).toEqual(sessions);
});

it('brings a cancel to all who sleep under its id, and to everybody where it knows of none', () => {
  const addresses = book();
  const cancel = { type: 'cancel', id: 'w' };
  expect(addresses.sessionsOf(cancel)).toBe(null);
  for (const session of ['s1', 's2']) addresses.sessionsOf({ type: 'sleep', id: 'w', session });
  expect(addresses.sessionsOf(cancel)).toEqual(new Set(['s1', 's2']));
});
