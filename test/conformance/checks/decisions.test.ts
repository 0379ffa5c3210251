// The checks of what a client decides: refusals, unknown outcomes, adoption, joined commands, restarts, pre-checks.
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../conformance/evidence.ts';
import { invoice, type Story } from '../story.ts';
import { type Row, verdictOf } from './verdict-of.ts';

const query = 'invoice.query' as const;
const done = { code: '0000', data: invoice };
const errors = (field: string, rule: string): Pick<Evidence['claims'][number], 'errors'> => ({
  errors: [{ field, rule, message: '' }],
});

const tables: Readonly<Record<string, readonly Row[]>> = {
  'param.not-resent': [
    ['finds nothing without a param error', null, (story) => [story.give('sale'), story.ask({ answer: done })]],
    [
      'passes who stops',
      'pass',
      (story) => [story.give('sale'), story.ask({ answer: { code: '1001' } }), story.claim('rejected')],
    ],
    [
      'fails who sends it again',
      'fail',
      (story) => [story.give('sale'), story.ask({ answer: { code: '1001' } }), story.ask({ answer: done })],
    ],
  ],
  'stop.not-resent': [
    ['finds nothing without a stop', null, (story) => [story.give('sale'), story.ask({ answer: done })]],
    [
      'passes who stops',
      'pass',
      (story) => [story.give('sale'), story.ask({ answer: { code: '2001' } }), story.claim('rejected')],
    ],
    [
      'fails who sends it again',
      'fail',
      (story) => [story.give('sale'), story.ask({ answer: { code: '2001' } }), story.pass(60_000), story.ask()],
    ],
  ],
  'resign.once-fresh': [
    ['finds nothing without 2003 or 2004', null, (story) => [story.give('sale'), story.ask({ answer: done })]],
    [
      'passes one fresh attempt',
      'pass',
      (story) => [story.give('sale'), story.ask({ answer: { code: '2003' } }), story.ask({ answer: done })],
    ],
    [
      'fails none',
      'fail',
      (story) => [story.give('sale'), story.ask({ answer: { code: '2003' } }), story.claim('rejected')],
    ],
    [
      'fails the same nonce',
      'fail',
      (story) => [
        story.give('sale'),
        story.ask({ nonce: 'n'.repeat(20), answer: { code: '2004' } }),
        story.ask({ nonce: 'n'.repeat(20) }),
      ],
    ],
    [
      'passes stopping at the second refusal',
      'pass',
      (story) => [story.give('sale'), story.ask({ answer: { code: '2003' } }), story.ask({ answer: { code: '2003' } })],
    ],
    [
      'fails a third signature',
      'fail',
      (story) => [
        story.give('sale'),
        story.ask({ answer: { code: '2003' } }),
        story.ask({ answer: { code: '2003' } }),
        story.ask(),
      ],
    ],
  ],
  'conflict.stops': [
    ['finds nothing without 4002', null, (story) => [story.give('sale'), story.ask({ answer: done })]],
    [
      'passes who stops',
      'pass',
      (story) => [story.give('sale'), story.ask({ answer: { code: '4002' } }), story.claim('rejected')],
    ],
    [
      'fails who sends it again',
      'fail',
      (story) => [story.give('sale'), story.ask({ answer: { code: '4002' } }), story.ask()],
    ],
    [
      'fails who calls it issued',
      'fail',
      (story) => [story.give('sale'), story.ask({ answer: { code: '4002' } }), story.claim('issued')],
    ],
  ],
  'unknown.query-first': [
    ['finds nothing without an unknown outcome', null, (story) => [story.give('sale'), story.ask({ answer: done })]],
    [
      'passes a query',
      'pass',
      (story) => [
        story.give('sale'),
        story.ask({ lost: 'held' }),
        story.pass(10_000),
        story.ask({ interface: query, answer: done }),
      ],
    ],
    [
      'warns of a plain resend',
      'warn',
      (story) => [story.give('sale'), story.ask({ lost: 'held' }), story.pass(10_000), story.ask({ answer: done })],
    ],
    [
      'fails a plain resend after 9999',
      'fail',
      (story) => [
        story.give('sale'),
        story.ask({ answer: { code: '9999' } }),
        story.pass(10_000),
        story.ask({ answer: done }),
      ],
    ],
  ],
  'unknown.not-rejected': [
    [
      'finds nothing without an unknown outcome',
      null,
      (story) => [story.give('sale'), story.ask({ answer: { code: '2001' } }), story.claim('rejected')],
    ],
    ['passes unknown', 'pass', (story) => [story.give('sale'), story.ask({ lost: 'held' }), story.claim('unknown')]],
    [
      'fails rejected after silence',
      'fail',
      (story) => [story.give('sale'), story.ask({ lost: 'held' }), story.claim('rejected')],
    ],
    [
      'fails rejected by a stop code afterwards',
      'fail',
      (story) => [
        story.give('sale'),
        story.ask({ answer: { code: '3002' } }),
        story.ask({ answer: { code: '2001' } }),
        story.claim('rejected'),
      ],
    ],
    [
      'passes rejected by a definitive refusal',
      'pass',
      (story) => [
        story.give('sale'),
        story.ask({ answer: { code: '3002' } }),
        story.ask({ answer: { code: '4101' } }),
        story.claim('rejected'),
      ],
    ],
  ],
  'unknown.resends-after-not-found': [
    ['finds nothing without 4004', null, (story) => [story.give('sale'), story.ask({ lost: 'held' })]],
    [
      'passes the order sent again at once',
      'pass',
      (story) => [
        story.give('sale'),
        story.ask({ lost: 'held' }),
        story.ask({ interface: query, answer: { code: '4004' } }),
        story.ask({ answer: done }),
      ],
    ],
    [
      'fails giving up',
      'fail',
      (story) => [
        story.give('sale'),
        story.ask({ lost: 'held' }),
        story.ask({ interface: query, answer: { code: '4004' } }),
        story.claim('unknown'),
      ],
    ],
    [
      'warns of a resend that waits',
      'warn',
      (story) => [
        story.give('sale'),
        story.ask({ lost: 'held' }),
        story.ask({ interface: query, answer: { code: '4004' } }),
        story.pass(30_000),
        story.ask({ answer: done }),
      ],
    ],
  ],
  'duplicate.adopted': [
    [
      'finds nothing without a duplicate',
      null,
      (story) => [story.give('sale'), story.ask({ answer: done }), story.claim('issued')],
    ],
    [
      'passes who adopts',
      'pass',
      (story) => [story.give('sale'), story.ask({ answer: { code: '4001', data: invoice } }), story.claim('issued')],
    ],
    [
      'fails who rejects',
      'fail',
      (story) => [story.give('sale'), story.ask({ answer: { code: '4001', data: invoice } }), story.claim('rejected')],
    ],
    [
      'fails who names another invoice',
      'fail',
      (story) => [
        story.give('sale'),
        story.ask({ answer: { code: '4001', data: invoice } }),
        story.claim('issued', { invoice: { ...invoice, invoiceNo: '1' } }),
      ],
    ],
    [
      'fails who sends it again',
      'fail',
      (story) => [
        story.give('sale'),
        story.ask({ answer: { code: '4001', data: invoice } }),
        story.ask({ answer: { code: '4001', data: invoice } }),
        story.claim('issued'),
      ],
    ],
    [
      'leaves a void one to its own check',
      null,
      (story) => [
        story.give('sale'),
        story.ask({ answer: { code: '4001', data: { ...invoice, status: 'void' } } }),
        story.claim('issued'),
      ],
    ],
  ],
  'duplicate.handed-over': [
    [
      'passes a void one handed to a person',
      'pass',
      (story) => [
        story.give('sale'),
        story.ask({ answer: { code: '4001', data: { ...invoice, status: 'void' } } }),
        story.claim('unknown'),
      ],
    ],
    [
      'fails a red one rejected',
      'fail',
      (story) => [
        story.give('sale'),
        story.ask({ answer: { code: '4001', data: { ...invoice, status: 'red-full' } } }),
        story.claim('rejected'),
      ],
    ],
    [
      'fails a red one sent again',
      'fail',
      (story) => [
        story.give('sale'),
        story.ask({ interface: query, answer: { code: '0000', data: { ...invoice, status: 'red-partial' } } }),
        story.ask({ answer: done }),
        story.claim('unknown'),
      ],
    ],
    [
      'finds nothing where the invoice is alive',
      null,
      (story) => [story.give('sale'), story.ask({ answer: { code: '4001', data: invoice } }), story.claim('issued')],
    ],
    [
      'fails a void one adopted',
      'fail',
      (story) => [
        story.give('sale'),
        story.ask({ answer: { code: '4001', data: { ...invoice, status: 'void' } } }),
        story.claim('issued'),
      ],
    ],
  ],
  'query.refusal-decides-nothing': [
    [
      'finds nothing in an order that is refused',
      null,
      (story) => [story.give('sale'), story.ask({ answer: { code: '2001' } }), story.claim('rejected')],
    ],
    [
      'passes a query handed to a person',
      'pass',
      (story) => [
        story.give('asked', { command: 'query' }),
        story.ask({ interface: query, answer: { code: '2001' } }),
        story.claim('unknown'),
      ],
    ],
    [
      'passes who knows the invoice from its own records',
      'pass',
      (story) => [
        story.give('asked', { command: 'query' }),
        story.ask({ interface: query, answer: { code: '2001' } }),
        story.claim('issued'),
      ],
    ],
    [
      'fails who takes it for news of the order',
      'fail',
      (story) => [
        story.give('asked', { command: 'query' }),
        story.ask({ interface: query, answer: { code: '2001' } }),
        story.claim('rejected'),
      ],
    ],
    [
      'fails who takes a busy answer for news of the order',
      'fail',
      (story) => [
        story.give('asked', { command: 'query' }),
        story.ask({ interface: query, answer: { code: '3001' } }),
        story.claim('rejected'),
      ],
    ],
    [
      'finds nothing where the order was looked up in the end',
      null,
      (story) => [
        story.give('asked', { command: 'query' }),
        story.ask({ interface: query, answer: { code: '3001' } }),
        story.ask({ interface: query, answer: { code: '4004' } }),
        story.claim('rejected'),
      ],
    ],
  ],
  'single-flight.second-joins': [
    [
      'finds nothing in one command',
      null,
      (story) => [story.give('sale'), story.ask({ answer: done }), story.claim('issued')],
    ],
    [
      'finds nothing in one after the other',
      null,
      (story) => [story.give('sale'), story.claim('issued'), story.give('second'), story.claim('issued')],
    ],
    [
      'passes the same outcome',
      'pass',
      (story) => [
        story.give('sale'),
        story.give('second'),
        story.ask({ command: 'id-sale', answer: done }),
        story.claim('issued', { as: 'sale' }),
        story.claim('issued', { as: 'second' }),
      ],
    ],
    [
      'fails another outcome',
      'fail',
      (story) => [
        story.give('sale'),
        story.give('second'),
        story.ask({ command: 'id-sale', answer: done }),
        story.claim('issued', { as: 'sale' }),
        story.claim('unknown', { as: 'second' }),
      ],
    ],
    [
      'fails a request of its own',
      'fail',
      (story) => [
        story.give('sale'),
        story.give('second'),
        story.ask({ command: 'id-second', answer: done }),
        story.claim('issued', { as: 'sale' }),
        story.claim('issued', { as: 'second' }),
      ],
    ],
  ],
  'restart.queries-first': [
    ['finds nothing without a restart', null, (story) => [story.give('sale'), story.ask({ answer: done })]],
    [
      'passes a query',
      'pass',
      (story) => [
        story.give('sale'),
        story.ask({ left: 'open' }),
        story.restart(),
        story.ask({ interface: query, answer: done }),
      ],
    ],
    [
      'fails a plain resend',
      'fail',
      (story) => [story.give('sale'), story.ask({ left: 'open' }), story.restart(), story.ask({ answer: done })],
    ],
  ],
  'restart.result-owed': [
    ['finds nothing without a restart', null, (story) => [story.give('sale'), story.claim('issued')]],
    [
      'finds nothing owed where the result was given',
      null,
      (story) => [story.give('sale'), story.claim('issued'), story.restart()],
    ],
    [
      'passes the result under its old id',
      'pass',
      (story) => [story.give('sale'), story.restart(), story.claim('issued')],
    ],
    ['fails a dropped command', 'fail', (story) => [story.give('sale'), story.restart()]],
  ],
  'restart.one-invoice': [
    ['finds nothing without a restart', null, (story) => [story.give('sale'), story.claim('issued')]],
    [
      'passes one invoice',
      'pass',
      (story) => [story.give('sale'), story.restart(), story.book(), story.claim('issued')],
    ],
    [
      'fails two',
      'fail',
      (story) => [story.give('sale'), story.restart(), story.book(), story.book({ invoiceNo: '2' })],
    ],
    ['fails a lost one', 'fail', (story) => [story.give('sale'), story.restart(), story.claim('issued')]],
  ],
};

describe.each(Object.entries(tables))('%s', (id, rows) => {
  it.each(rows)('%s', (_sentence, expected, tell) => {
    expect(verdictOf(id, tell)).toBe(expected);
  });
});

describe('pre-checks', () => {
  const facts = { clauses: ['C-3', 'P-5'], expect: { outcomes: { sale: ['invalid'] }, invoices: {} } };
  const rows: readonly (readonly [...Row, id: string])[] = [
    [
      'passes an order that stayed at home',
      'pass',
      (story) => [story.give('sale'), story.claim('invalid')],
      'precheck.not-sent',
    ],
    [
      'fails an order that was sent',
      'fail',
      (story) => [story.give('sale'), story.ask({ answer: { code: '1001' } })],
      'precheck.not-sent',
    ],
    [
      'passes field and rule',
      'pass',
      (story) => [story.give('sale'), story.claim('invalid', errors('/lines/0/tax', 'P-5'))],
      'precheck.names-field',
    ],
    [
      'passes a field that is missing',
      'pass',
      (story) => [story.give('sale'), story.claim('invalid', errors('/buyer/taxNos', 'P-5'))],
      'precheck.names-field',
    ],
    ['fails no errors', 'fail', (story) => [story.give('sale'), story.claim('invalid')], 'precheck.names-field'],
    [
      'fails a field that leads nowhere',
      'fail',
      (story) => [story.give('sale'), story.claim('invalid', errors('/lines/7/tax', 'P-5'))],
      'precheck.names-field',
    ],
    [
      'leaves the rule to its own check',
      'pass',
      (story) => [story.give('sale'), story.claim('invalid', errors('/lines/0/tax', 'P-9'))],
      'precheck.names-field',
    ],
    [
      'passes the rule that is broken',
      'pass',
      (story) => [story.give('sale'), story.claim('invalid', errors('/lines/0/tax', 'P-5'))],
      'precheck.names-rule',
    ],
    [
      'fails another rule',
      'fail',
      (story) => [story.give('sale'), story.claim('invalid', errors('/lines/0/tax', 'P-9'))],
      'precheck.names-rule',
    ],
    [
      'finds no names in an order that was sent',
      null,
      (story) => [story.give('sale'), story.claim('rejected')],
      'precheck.names-field',
    ],
  ];

  it.each(rows)('%s', (_sentence, expected, tell, id) => {
    expect(verdictOf(id, tell, facts)).toBe(expected);
  });

  const told = {
    ...facts,
    clauses: ['C-3', 'P-5', 'P-9'],
    expect: { ...facts.expect, errors: { sale: { rule: 'P-5', fields: ['/lines/0'] } } },
  };

  it.each([
    ['a part of the field that is told', 'pass', '/lines/0/tax', 'P-5', 'precheck.names-field'],
    ['the field itself', 'pass', '/lines/0', 'P-5', 'precheck.names-field'],
    ['another that is there', 'fail', '/tax', 'P-5', 'precheck.names-field'],
    ['one that begins alike', 'fail', '/lines/01', 'P-5', 'precheck.names-field'],
    ['another rule of the scenario', 'fail', '/lines/0', 'P-9', 'precheck.names-rule'],
  ])('judges by what the scenario tells: %s', (_what, expected, field, rule, id) => {
    const tell = (story: Story) => [story.give('sale'), story.claim('invalid', errors(field, rule))];
    expect(verdictOf(id, tell, told)).toBe(expected);
  });

  it.each([
    ['passes a lawful order that was sent', 'pass', 'issued', 'issued'],
    ['fails a lawful order that was refused', 'fail', 'invalid', 'issued'],
    ['finds nothing where an order may be refused', null, 'invalid', 'invalid'],
  ])('%s', (_sentence, expected, outcome, allowed) => {
    const open = { expect: { outcomes: { sale: [allowed] }, invoices: {} } };
    const tell = (story: Story) => [story.give('sale'), story.claim(outcome)];
    expect(verdictOf('precheck.lawful-passes', tell, open)).toBe(expected);
  });

  it('finds nothing where an order may be issued', () => {
    expect(verdictOf('precheck.not-sent', (story) => story.give('sale'))).toBe(null);
  });
});
