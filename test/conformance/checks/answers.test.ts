// The checks of what a client believes: one for each manner of an answer that proves nothing.
import { describe, expect, it } from 'vitest';
import { invoice } from '../story.ts';
import { type Row, verdictOf } from './verdict-of.ts';

const query = 'invoice.query' as const;
const done = { code: '0000', data: invoice };

const tables: Readonly<Record<string, readonly Row[]>> = {
  'answer.bad-signature-disbelieved': [
    [
      'finds nothing where all answers are sound',
      null,
      (story) => [story.give('sale'), story.ask({ answer: done }), story.claim('issued')],
    ],
    [
      'passes who asks again',
      'pass',
      (story) => [
        story.give('sale'),
        story.ask({ answer: { ...done, signed: 'badly' } }),
        story.pass(10_000),
        story.ask({ interface: query, answer: done }),
        story.book(),
        story.claim('issued'),
      ],
    ],
    [
      'fails who believes it',
      'fail',
      (story) => [story.give('sale'), story.ask({ answer: { ...done, signed: 'badly' } }), story.claim('issued')],
    ],
    [
      'passes who hands the order over instead',
      'pass',
      (story) => [story.give('sale'), story.ask({ answer: { ...done, signed: 'badly' } }), story.claim('unknown')],
    ],
    [
      'leaves an altered code to its own check',
      null,
      (story) => [story.give('sale'), story.ask({ answer: { ...done, alteredTo: '4101' } }), story.claim('rejected')],
    ],
    [
      'fails an invoice that only the bad answer knows, whatever was asked afterwards',
      'fail',
      (story) => [
        story.give('sale'),
        story.ask({ answer: { ...done, signed: 'badly' } }),
        story.pass(10_000),
        story.ask({ interface: query, answer: { code: '4004' } }),
        story.claim('issued'),
      ],
    ],
  ],
  'answer.altered-code-disbelieved': [
    [
      'fails who believes the refusal that a success was made to',
      'fail',
      (story) => [story.give('sale'), story.ask({ answer: { ...done, alteredTo: '4101' } }), story.claim('rejected')],
    ],
    [
      'fails who believes the success that a refusal was made to',
      'fail',
      (story) => [
        story.give('sale'),
        story.ask({
          answer: { code: '4102', alteredTo: '0000' },
          decided: { returnCode: '4102', invoiceNo: null },
        }),
        story.claim('issued'),
      ],
    ],
    [
      'leaves other bad signatures to their own check',
      null,
      (story) => [story.give('sale'), story.ask({ answer: { ...done, signed: 'badly' } }), story.claim('issued')],
    ],
  ],
  'answer.unsigned-success-disbelieved': [
    [
      'fails who believes it',
      'fail',
      (story) => [story.give('sale'), story.ask({ answer: { ...done, signed: 'not' } }), story.claim('issued')],
    ],
    [
      'finds nothing in an unsigned refusal',
      null,
      (story) => [story.give('sale'), story.ask({ answer: { code: '2001', signed: 'not' } }), story.claim('rejected')],
    ],
  ],
  'answer.unsigned-refusal-disbelieved': [
    [
      'fails an unsigned 2001',
      'fail',
      (story) => [story.give('sale'), story.ask({ answer: { code: '2001', signed: 'not' } }), story.claim('rejected')],
    ],
    [
      'finds nothing wrong with an unsigned 1002',
      null,
      (story) => [story.give('sale'), story.ask({ answer: { code: '1002', signed: 'not' } }), story.claim('rejected')],
    ],
  ],
  'answer.foreign-nonce-disbelieved': [
    [
      "fails who believes another's answer",
      'fail',
      (story) => [story.give('sale'), story.ask({ answer: { ...done, nonce: 'x'.repeat(20) } }), story.claim('issued')],
    ],
    [
      'fails an unsigned 1002 to another',
      'fail',
      (story) => [
        story.give('sale'),
        story.ask({ answer: { code: '1002', signed: 'not', nonce: 'x'.repeat(20) } }),
        story.claim('rejected'),
      ],
    ],
  ],
  'answer.replay-disbelieved': [
    [
      'fails who believes the answer to an earlier request of its own',
      'fail',
      (story) => [
        story.give('sale'),
        story.ask({ nonce: 'e'.repeat(20), answer: { code: '4004' } }),
        story.ask({ answer: { ...done, nonce: 'e'.repeat(20) } }),
        story.claim('issued'),
      ],
    ],
    [
      'leaves a nonce that is nobody’s to another check',
      null,
      (story) => [story.give('sale'), story.ask({ answer: { ...done, nonce: 'x'.repeat(20) } }), story.claim('issued')],
    ],
  ],
  'answer.undecryptable-disbelieved': [
    [
      'fails who needs no data',
      'fail',
      (story) => [
        story.give('sale'),
        story.ask({ answer: { ...done, encrypted: 'otherwise' } }),
        story.claim('issued'),
      ],
    ],
    [
      'finds nothing where there is nothing to decrypt',
      null,
      (story) => [story.give('sale'), story.ask({ answer: { code: '0001' } }), story.claim('processing')],
    ],
  ],
  'answer.ill-formed-disbelieved': [
    [
      'fails who takes it for a refusal',
      'fail',
      (story) => [story.give('sale'), story.ask({ answer: { page: '{"requestId":' } }), story.claim('rejected')],
    ],
    [
      'passes who asks again',
      'pass',
      (story) => [
        story.give('sale'),
        story.ask({ answer: { page: '{}' } }),
        story.pass(10_000),
        story.ask({ interface: query, answer: done }),
        story.book(),
        story.claim('issued'),
      ],
    ],
  ],
};

describe.each(Object.entries(tables))('%s', (id, rows) => {
  it.each(rows)('%s', (_sentence, expected, tell) => {
    expect(verdictOf(id, tell)).toBe(expected);
  });
});
