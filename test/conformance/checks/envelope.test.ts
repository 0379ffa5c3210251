// The checks of the envelope: form, signature, freshness.
import { describe, expect, it } from 'vitest';
import { readAttempts } from '../../../conformance/checks/attempt.ts';
import { told } from '../story.ts';
import { type Row, verdictOf } from './verdict-of.ts';

const done = { code: '0000' };
const drop = (member: string) => (body: string) => {
  const { [member]: _dropped, ...rest } = JSON.parse(body) as Record<string, string>;
  return JSON.stringify(rest);
};

const tables: Readonly<Record<string, readonly Row[]>> = {
  'envelope.well-formed': [
    ['finds nothing without requests', null, () => undefined],
    ['passes nine members', 'pass', (story) => story.ask({ answer: done })],
    ['fails a missing version', 'fail', (story) => story.ask({ tamper: drop('version') })],
    ['fails a body that is no JSON', 'fail', (story) => story.ask({ tamper: () => '{oops' })],
    [
      'fails a repeated member',
      'fail',
      (story) => story.ask({ tamper: (body) => body.replace('{', '{"version":"1.0",') }),
    ],
    [
      'fails data that is no base64',
      'fail',
      (story) => story.ask({ tamper: (body) => body.replace(/"data":"[^"]*"/, '"data":"%%"') }),
    ],
    ['fails a number for a string', 'fail', (story) => story.ask({ tamper: (body) => body.replace('"1.0"', '1.0') })],
  ],
  'envelope.signature': [
    ['finds nothing without requests', null, () => undefined],
    ['passes a signature over all members', 'pass', (story) => story.ask()],
    [
      'fails a member changed afterwards',
      'fail',
      (story) => story.ask({ tamper: (body) => body.replace('"1.0"', '"1.1"') }),
    ],
    [
      'fails a member added unsigned',
      'fail',
      (story) => story.ask({ tamper: (body) => body.replace('{', '{"x":"y",') }),
    ],
    [
      'fails an empty signature',
      'fail',
      (story) => story.ask({ tamper: (body) => body.replace(/"signature":"\w+"/, '"signature":""') }),
    ],
  ],
  'envelope.timestamp': [
    ['finds nothing without requests', null, () => undefined],
    ['passes the time in UTC+8', 'pass', (story) => story.ask()],
    ['passes 300 s', 'pass', (story) => story.ask({ stampOffMs: -300_000 })],
    ['fails 301 s', 'fail', (story) => story.ask({ stampOffMs: 301_000 })],
    ['fails UTC', 'fail', (story) => story.ask({ stampOffMs: -8 * 3_600_000 })],
  ],
  'envelope.fresh-timestamp': [
    ['finds nothing without requests', null, () => undefined],
    ['passes two attempts of one second', 'pass', (story) => [story.ask(), story.ask()]],
    ['leaves UTC to envelope.timestamp', 'pass', (story) => story.ask({ stampOffMs: -8 * 3_600_000 })],
    [
      'passes the time the client was told last, though the bureau has gone on to bring it news',
      'pass',
      (story) => {
        story.give('sale');
        story.pass(20_000);
        story.ask({ stampOffMs: -20_000 });
      },
    ],
    [
      'fails a retry with the old timestamp',
      'fail',
      (story) => {
        story.ask();
        story.pass(2_000);
        story.ask({ stampOffMs: -2_000 });
      },
    ],
  ],
  'envelope.fresh-nonce': [
    ['finds nothing in a single attempt', null, (story) => story.ask()],
    ['passes different nonces', 'pass', (story) => [story.ask(), story.ask()]],
    [
      'fails a nonce used twice',
      'fail',
      (story) => [story.ask({ nonce: 'n'.repeat(20) }), story.ask({ nonce: 'n'.repeat(20) })],
    ],
  ],
  'envelope.fresh-iv': [
    ['finds nothing in a single attempt', null, (story) => story.ask()],
    ['passes different IVs', 'pass', (story) => [story.ask(), story.ask()]],
    ['fails an IV used twice', 'fail', (story) => [story.ask({ ivByte: 9 }), story.ask({ ivByte: 9 })]],
  ],
};

describe.each(Object.entries(tables))('%s', (id, rows) => {
  it.each(rows)('%s', (_sentence, expected, tell) => {
    expect(verdictOf(id, tell)).toBe(expected);
  });
});

describe('attempts that share a nonce', () => {
  it('are told apart by time: a refused connection stays one', () => {
    const nonce = 'n'.repeat(20);
    const evidence = told((story) => {
      story.give('sale');
      story.say('from-client', { type: 'sleep', id: 'w1', command: 'id-sale', reason: 'response-timeout', nonce });
      story.say('from-client', { type: 'cancel', id: 'w1' });
      story.pass(10_000);
      story.ask({ nonce, answer: done });
    });
    expect(readAttempts(evidence).map(({ exchange, heard }) => [exchange?.seq ?? null, heard.kind])).toEqual([
      [null, 'not-sent'],
      [1, 'believed'],
    ]);
  });
});
