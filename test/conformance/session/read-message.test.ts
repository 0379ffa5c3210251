// What a client may say in a session, and what is said of anything else.
import { expect, it } from 'vitest';
import { readMessage } from '../../../conformance/session/read-message.ts';

const sleep = { type: 'sleep', id: 's1', session: 't', command: 'c1', milliseconds: 10_000, reason: 'retry' };
const result = { type: 'result', id: 'c1', outcome: 'issued', returnCode: '0000', invoice: { invoiceNo: '1' } };

it('reads a sleep', () => {
  expect(readMessage(sleep)).toEqual({
    kind: 'sleep',
    id: 's1',
    command: 'c1',
    milliseconds: 10_000,
    reason: 'retry',
    nonce: null,
  });
});

it('never lets a sleep end before its time', () => {
  expect(readMessage({ ...sleep, milliseconds: 10.2 })).toMatchObject({ milliseconds: 11 });
});

it('takes a sleep without a command as background work', () => {
  const { command: _left, ...background } = sleep;
  expect(readMessage(background)).toMatchObject({ kind: 'sleep', command: null });
});

it('reads a result that leaves out what may be left out', () => {
  expect(readMessage({ type: 'result', id: 'c1', outcome: 'unknown', attempts: 4 })).toEqual({
    kind: 'result',
    claim: { command: 'c1', outcome: 'unknown', returnCode: null, invoice: null, attempts: 4, errors: [], message: '' },
  });
});

it('keeps the audit log of a result as it was given', () => {
  const shown = { ...result, attempts: 0, outcome: 'done', retentionYears: 7, entries: [{ at: 'now' }, 'odd'] };
  expect(readMessage(shown)).toMatchObject({
    claim: { audit: { retentionYears: 7, entries: [{ at: 'now' }, 'odd'] } },
  });
});

it.each([
  [{ ...sleep, id: 7 }, 'a sleep without id'],
  [{ ...sleep, reason: 'nap' }, 'unknown reason "nap"'],
  [{ ...sleep, milliseconds: -1 }, 'milliseconds -1'],
  [{ ...sleep, milliseconds: '10000' }, 'milliseconds "10000"'],
  [{ ...sleep, milliseconds: 8 * 24 * 3600 * 1000 }, 'milliseconds 691200000'],
  [{ ...sleep, reason: 'response-timeout' }, 'does not say the nonce'],
  [{ ...result, attempts: 1, id: undefined }, 'a result without id'],
  [{ ...result, attempts: 1, outcome: 'great' }, 'unknown outcome "great"'],
  [{ ...result, attempts: 1.5 }, 'attempts 1.5, no whole number'],
  [{ ...result, attempts: '1' }, 'attempts "1", no whole number'],
  [result, 'attempts undefined'],
  [{ ...result, attempts: 1, invoice: 'FP1' }, 'no object as invoice'],
  [{ ...result, attempts: 1, invoice: [] }, 'no object as invoice'],
  [{ ...result, attempts: 0, entries: Array(5001).fill({}) }, '5001 entries, more than 5000'],
  [{ type: 'cancel' }, 'a cancel without id'],
  [{ type: 'blocked', id: 'c2' }, 'blocked without command or by'],
  [{ type: 'sleeep', id: 's1' }, 'unknown message type "sleeep"'],
])('says what is wrong with %j', (message, reason) => {
  expect(readMessage(message)).toMatchObject({ kind: 'wrong', reason: expect.stringContaining(reason) });
});

it('takes the id of a blocked command from either member', () => {
  const said = { kind: 'blocked', command: 'c2', by: 'c1' };
  expect(readMessage({ type: 'blocked', id: 'c2', by: 'c1' })).toEqual(said);
  expect(readMessage({ type: 'blocked', id: 'b1', command: 'c2', by: 'c1' })).toEqual(said);
});

it('leaves a hello to others', () => {
  expect(readMessage({ type: 'hello' })).toBeNull();
});
