// What the client does after each return code of section R, at each stage of an order: one row a code.
import { describe, expect, it } from 'vitest';
import { returnCodes } from '../../protocol/return-code.ts';
import type { Reply } from './fake-bureau.ts';
import { invoiceOf, sampleOrder } from './sample-order.ts';
import { askedOf, createTaxpayer, endOf } from './taxpayer.ts';

const rejectedOrNot: Readonly<Record<string, 'stop' | 'repair' | 'taken'>> = {
  '1001': 'repair',
  '1002': 'repair',
  '2001': 'stop',
  '2002': 'stop',
  '2005': 'stop',
  '2006': 'stop',
  '2007': 'stop',
  '2008': 'stop',
  '4002': 'taken',
  '4004': 'stop',
  '4101': 'stop',
  '4102': 'repair',
  '4103': 'stop',
  '4201': 'stop',
  '4202': 'stop',
  '4204': 'stop',
  '4301': 'stop',
};
const errorNames = { stop: 'StopAndTellPerson', repair: 'RepairOrder', taken: 'OrderNumberTaken' } as const;
/** Refusals that come after the order look-up: definitive whatever happened before (C-8). */
const afterLookUp = new Set(['1001', '4002', '4101', '4102', '4103']);

const order = sampleOrder();
const found: Readonly<Record<string, Reply>> = {
  '0000': { code: '0000', data: invoiceOf(order) },
  '4001': { code: '4001', data: invoiceOf(order) },
};
const replyOf = (code: string): Reply => found[code] ?? { code };

const issueAfter = async (...script: Reply[]) => {
  const { client, bureau, clock } = createTaxpayer(script);
  const end = await endOf(client.issue(order));
  return { end, asked: askedOf(bureau), waits: clock.waits.map(([reason, seconds]) => `${reason} ${seconds}`) };
};

const codes = returnCodes.map((row) => row.code);
const refusing = codes.filter((code) => rejectedOrNot[code]);
const endAsRefused = (code: string): string => errorNames[rejectedOrNot[code] ?? 'stop'];

/** Codes that are no refusal: what follows until the bureau, which behaves from then on, has issued. */
const goingOn: Readonly<Record<string, { first: string; settle: string; poll: string; waits: string[] }>> = {
  '0000': { first: 'issue', settle: 'issue query', poll: 'issue query', waits: [] },
  '0001': {
    first: 'issue query issue',
    settle: 'issue query query issue',
    poll: 'issue query query issue',
    waits: ['poll 3'],
  },
  '2003': { first: 'issue issue', settle: 'issue query query issue', poll: 'issue query query issue', waits: [] },
  '2004': { first: 'issue issue', settle: 'issue query query issue', poll: 'issue query query issue', waits: [] },
  '3001': {
    first: 'issue issue',
    settle: 'issue query query issue',
    poll: 'issue query query issue',
    waits: ['backoff 10'],
  },
  '3002': {
    first: 'issue query issue',
    settle: 'issue query query issue',
    poll: 'issue query query issue',
    waits: ['retry 10'],
  },
  '3003': {
    first: 'issue issue',
    settle: 'issue query query issue',
    poll: 'issue query query issue',
    waits: ['backoff 10'],
  },
  '3004': {
    first: 'issue issue',
    settle: 'issue query query issue',
    poll: 'issue query query issue',
    waits: ['backoff 10'],
  },
  '4001': { first: 'issue', settle: 'issue query', poll: 'issue query', waits: [] },
  '4003': {
    first: 'issue query issue',
    settle: 'issue query query issue',
    poll: 'issue query query issue',
    waits: ['poll 3'],
  },
  '4203': {
    first: 'issue query issue',
    settle: 'issue query query issue',
    poll: 'issue query query issue',
    waits: ['retry 10'],
  },
  '4205': {
    first: 'issue query issue',
    settle: 'issue query query issue',
    poll: 'issue query query issue',
    waits: ['retry 10'],
  },
  '9999': {
    first: 'issue query issue',
    settle: 'issue query query issue',
    poll: 'issue query query issue',
    waits: ['retry 10'],
  },
};

describe('return codes', () => {
  it('are all in one of the two tables of this test, 4004 to a query apart', () => {
    expect([...refusing, ...Object.keys(goingOn)].sort()).toEqual([...codes].sort());
  });

  it.each(refusing)('%s to the first issue ends it as refused, without another request', async (code) => {
    expect(await issueAfter({ code })).toEqual({ end: endAsRefused(code), asked: 'issue', waits: [] });
  });

  it.each(refusing)('%s to an issue after an unknown attempt rejects only after the order look-up', async (code) => {
    const { end, asked } = await issueAfter('reset', { code: '4004' }, { code });
    expect(end).toBe(afterLookUp.has(code) ? endAsRefused(code) : 'OutcomeUnknown');
    expect(asked).toBe('issue query issue');
  });

  it.each(refusing.filter((code) => code !== '4004'))(
    '%s to the query of a rung hands over as unknown',
    async (code) => {
      const { end, asked } = await issueAfter('reset', { code });
      expect({ end, asked }).toEqual({ end: 'OutcomeUnknown', asked: 'issue query' });
    },
  );

  it.each(refusing.filter((code) => code !== '4004'))('%s to a poll hands over as unknown', async (code) => {
    const { end, asked } = await issueAfter({ code: '0001' }, { code });
    expect({ end, asked }).toEqual({ end: 'OutcomeUnknown', asked: 'issue query' });
  });

  it.each(Object.entries(goingOn))('%s to the first issue goes on to the invoice', async (code, row) => {
    expect(await issueAfter(replyOf(code))).toEqual({ end: 'issued', asked: row.first, waits: row.waits });
  });

  it.each(Object.entries(goingOn))('%s to the query of a rung goes on to the invoice', async (code, row) => {
    const { end, asked } = await issueAfter('reset', replyOf(code));
    expect({ end, asked }).toEqual({ end: 'issued', asked: row.settle });
  });

  it.each(Object.entries(goingOn))('%s to a poll goes on to the invoice', async (code, row) => {
    const { end, asked } = await issueAfter({ code: '0001' }, replyOf(code));
    expect({ end, asked }).toEqual({ end: 'issued', asked: row.poll });
  });

  it.each([
    ['to the query of a rung', 'reset'],
    ['to a poll', { code: '0001' }],
  ] as const)('4004 %s resends at once', async (_when, first) => {
    const { asked, end, waits } = await issueAfter(first, { code: '4004' });
    expect({ asked, end, waits: waits.length }).toEqual({ asked: 'issue query issue', end: 'issued', waits: 1 });
  });

  it('a code that section R does not have is an unknown outcome', async () => {
    expect((await issueAfter({ code: '5555' })).asked).toBe('issue query issue');
  });

  it.each(['2003', '2004'])('%s twice goes to a person', async (code) => {
    expect(await issueAfter({ code }, { code })).toEqual({ end: 'StopAndTellPerson', asked: 'issue issue', waits: [] });
    expect((await issueAfter('reset', { code }, { code })).end).toBe('OutcomeUnknown');
  });
});
