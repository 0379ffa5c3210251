// The checks of ledger and claims: what is said against what is so.
import { describe, expect, it } from 'vitest';
import { checkById } from '../../../conformance/checks/registry.ts';
import { invoice, sale, scenario, told } from '../story.ts';
import { type Row, verdictOf } from './verdict-of.ts';

const done = { code: '0000', data: invoice };
const query = 'invoice.query' as const;

const tables: Readonly<Record<string, readonly Row[]>> = {
  'ledger.one-invoice': [
    ['finds nothing in an empty ledger', null, (story) => story.give('sale')],
    ['passes one invoice', 'pass', (story) => story.book()],
    ['fails two of one order', 'fail', (story) => [story.book(), story.book({ invoiceNo: '26112000000000000002' })]],
    [
      'fails a number nobody commanded',
      'fail',
      (story) => [story.book(), story.book({ orderNo: 'SO-1-retry', invoiceNo: '2' })],
    ],
  ],
  'claim.issued-is-in-ledger': [
    ['finds nothing where nothing is claimed', null, (story) => story.give('sale')],
    ['passes a true claim', 'pass', (story) => [story.give('sale'), story.book(), story.claim('issued')]],
    ['fails an invoice of nowhere', 'fail', (story) => [story.give('sale'), story.claim('issued')]],
    [
      'fails a claim without an invoice',
      'fail',
      (story) => [story.give('sale'), story.book(), story.claim('issued', { invoice: null })],
    ],
    [
      'fails a claim before the commit',
      'fail',
      (story) => {
        story.give('sale');
        story.claim('issued');
        story.pass(8_000);
        story.book();
      },
    ],
  ],
  'claim.rejected-is-not-in-ledger': [
    ['finds nothing where nothing is called rejected', null, (story) => [story.give('sale'), story.claim('unknown')]],
    ['passes a refusal', 'pass', (story) => [story.give('sale'), story.claim('rejected')]],
    [
      'fails a refusal of what was issued',
      'fail',
      (story) => [story.give('sale'), story.book(), story.claim('rejected')],
    ],
    [
      'passes a refusal whose number was sent again and issued at the same instant',
      'pass',
      (story) => {
        story.give('sale');
        story.ask({ answer: { code: '4101' }, decided: { returnCode: '4101', invoiceNo: null } });
        story.claim('rejected', { returnCode: '4101' });
        story.give('again');
        story.ask({ answer: done, decided: { returnCode: '0000', invoiceNo: invoice.invoiceNo } });
        story.book();
        story.claim('issued', { returnCode: '0000' });
      },
    ],
    [
      'fails a refusal of what its own request issued later',
      'fail',
      (story) => {
        story.give('sale');
        story.ask({ lost: 'held', decided: { returnCode: '0000', invoiceNo: invoice.invoiceNo } });
        story.claim('rejected');
        story.pass(60_000);
        story.book();
        story.give('again');
        story.claim('issued');
      },
    ],
    [
      'passes a refusal because of the invoice the kit issued',
      'pass',
      (story) => {
        story.issuedByKit(invoice.invoiceNo);
        story.give('sale');
        story.book();
        story.claim('rejected', { returnCode: '4002' });
      },
    ],
  ],
  'claim.attempts': [
    ['finds nothing without claims', null, (story) => story.give('sale')],
    [
      'passes the true number',
      'pass',
      (story) => [story.give('sale'), story.ask({ answer: done }), story.claim('issued')],
    ],
    [
      'counts refused connections',
      'pass',
      (story) => [
        story.give('sale'),
        story.knock(),
        story.ask({ answer: done }),
        story.claim('issued', { attempts: 2 }),
      ],
    ],
    [
      'fails who leaves them out',
      'fail',
      (story) => [
        story.give('sale'),
        story.knock(),
        story.ask({ answer: done }),
        story.claim('issued', { attempts: 1 }),
      ],
    ],
    [
      'fails who leaves queries out',
      'fail',
      (story) => [
        story.give('sale'),
        story.ask({ lost: 'reset' }),
        story.ask({ interface: query, answer: done }),
        story.claim('issued', { attempts: 1 }),
      ],
    ],
    [
      'lets a joined command count or not',
      'pass',
      (story) => [
        story.give('sale'),
        story.give('second'),
        story.ask({ command: 'id-sale', answer: done }),
        story.claim('issued', { as: 'sale' }),
        story.claim('issued', { as: 'second', attempts: 0 }),
      ],
    ],
    [
      'forgives what was lost in a kill',
      'pass',
      (story) => {
        story.give('sale');
        story.ask({ left: 'open' });
        story.restart();
        story.pass(1_000);
        story.ask({ interface: query, answer: done });
        story.claim('issued', { attempts: 1 });
      },
    ],
  ],
  'claim.return-code': [
    ['finds nothing without claims', null, (story) => story.give('sale')],
    [
      'passes the last believed code',
      'pass',
      (story) => [story.give('sale'), story.ask({ answer: done }), story.claim('issued', { returnCode: '0000' })],
    ],
    [
      'fails another code',
      'fail',
      (story) => [
        story.give('sale'),
        story.ask({ answer: { code: '3002' } }),
        story.claim('unknown', { returnCode: '9999' }),
      ],
    ],
    [
      'passes null where nothing was believed',
      'pass',
      (story) => [story.give('sale'), story.ask({ lost: 'held' }), story.claim('unknown')],
    ],
    [
      'fails null where something was',
      'fail',
      (story) => [story.give('sale'), story.ask({ answer: { code: '3002' } }), story.claim('unknown')],
    ],
    [
      'keeps the believed one over what came after',
      'pass',
      (story) => [
        story.give('sale'),
        story.ask({ answer: { code: '3002' } }),
        story.ask({ interface: query, answer: { status: 502 } }),
        story.claim('unknown', { returnCode: '3002' }),
      ],
    ],
  ],
  'dialogue.result-per-command': [
    ['finds nothing without commands', null, () => undefined],
    ['passes one result', 'pass', (story) => [story.give('sale'), story.claim('issued')]],
    ['fails none', 'fail', (story) => story.give('sale')],
    ['fails two', 'fail', (story) => [story.give('sale'), story.claim('issued'), story.claim('issued')]],
    [
      'fails a result for nobody',
      'fail',
      (story) => [story.give('sale'), story.claim('issued'), story.say('from-client', { type: 'result', id: 'x' })],
    ],
  ],
  'retry.same-payload': [
    ['finds nothing where nothing was issued', null, (story) => [story.give('sale'), story.ask({ interface: query })]],
    ['passes the payload as commanded', 'pass', (story) => [story.give('sale'), story.ask(), story.ask()]],
    [
      'passes another spelling of decimals and absence',
      'pass',
      (story) => [story.give('sale'), story.ask({ payload: { ...sale, amount: '100.0', remark: '' } })],
    ],
    [
      'fails another amount',
      'fail',
      (story) => [story.give('sale'), story.ask(), story.ask({ payload: { ...sale, amount: '100.01' } })],
    ],
    [
      'compares with the order of the command where only that can tell',
      'fail',
      (story) => [story.give('sale'), story.ask({ payload: { ...sale, orderNo: 'SO-2', clerk: '李四' } })],
    ],
    ['fails a float', 'fail', (story) => [story.give('sale'), story.ask({ payload: { ...sale, amount: 100 } })]],
    [
      'leaves a new number to its own check',
      'pass',
      (story) => [story.give('sale'), story.ask({ payload: { ...sale, orderNo: 'SO-2' } })],
    ],
  ],
  'retry.same-order-number': [
    ['finds nothing without requests', null, (story) => story.give('sale')],
    [
      'passes the number commanded',
      'pass',
      (story) => [story.give('sale'), story.ask(), story.ask({ interface: query })],
    ],
    [
      'fails a new one',
      'fail',
      (story) => [story.give('sale'), story.ask(), story.ask({ payload: { ...sale, orderNo: 'SO-1-retry' } })],
    ],
  ],
  'order.one-in-flight': [
    ['finds nothing in one request', null, (story) => [story.give('sale'), story.ask()]],
    ['passes one after the other', 'pass', (story) => [story.give('sale'), story.ask(), story.ask()]],
    [
      'passes the next after a timeout',
      'pass',
      (story) => [story.give('sale'), story.ask({ lost: 'held' }), story.ask()],
    ],
    [
      'passes the next after a kill',
      'pass',
      (story) => [story.give('sale'), story.ask({ left: 'open' }), story.restart(), story.ask()],
    ],
    ['fails two at once', 'fail', (story) => [story.give('sale'), story.ask({ left: 'open' }), story.ask()]],
  ],
};

describe.each(Object.entries(tables))('%s', (id, rows) => {
  it.each(rows)('%s', (_sentence, expected, tell) => {
    expect(verdictOf(id, tell)).toBe(expected);
  });
});

describe('what the scenario expects', () => {
  const judge = (
    id: string,
    evidence: ReturnType<typeof told>,
    expectation: { outcomes?: Record<string, string[]>; invoices?: Record<string, number> },
  ) =>
    checkById(id)?.judge(evidence, scenario({ expect: { outcomes: {}, invoices: {}, ...expectation } }))?.verdict ??
    null;
  const issued = told((story) => [story.give('sale'), story.book(), story.claim('issued')]);

  it.each([
    ['nothing', {}, null],
    ['what came', { sale: ['issued', 'unknown'] }, 'pass'],
    ['something else', { sale: ['rejected'] }, 'fail'],
    ['a command that was never answered', { other: ['issued'] }, 'fail'],
  ] as const)('judges outcomes when it expects %s', (_what, outcomes, verdict) => {
    const plain = Object.fromEntries(Object.entries(outcomes).map(([as, allowed]) => [as, [...allowed]]));
    expect(judge('outcome.expected', issued, { outcomes: plain })).toBe(verdict);
  });

  it.each([
    ['nothing', {}, null],
    ['one invoice', { sale: 1 }, 'pass'],
    ['none', { sale: 0 }, 'fail'],
  ] as const)('judges the ledger when it expects %s', (_what, invoices, verdict) => {
    expect(judge('ledger.expected', issued, { invoices })).toBe(verdict);
  });
});
