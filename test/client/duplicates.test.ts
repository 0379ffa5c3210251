// Invoices that are there already: adopted, refused or left to a person (C-9).
import { describe, expect, it } from 'vitest';
import type { Reply } from './fake-bureau.ts';
import { invoiceOf, sampleOrder } from './sample-order.ts';
import { askedOf, createTaxpayer, endOf } from './taxpayer.ts';

const order = sampleOrder();
const known = (changes: object, code = '4001'): Reply => ({ code, data: { ...invoiceOf(order), ...changes } });

const issueAfter = async (...script: Reply[]) => {
  const { client, bureau } = createTaxpayer(script);
  return { end: await endOf(client.issue(order)), asked: askedOf(bureau) };
};

describe('an invoice that exists', () => {
  it.each(['issued', 'delivered'])('is adopted from 4001 when %s', async (status) => {
    expect(await issueAfter(known({ status }))).toEqual({ end: 'issued', asked: 'issue' });
  });

  it.each(['void', 'red-partial', 'red-full'])('goes to a person when %s', async (status) => {
    expect((await issueAfter(known({ status }))).end).toBe('OutcomeUnknown');
    expect((await issueAfter('reset', known({ status }, '0000'))).end).toBe('OutcomeUnknown');
  });

  it('is adopted when its decimals are the same numbers', async () => {
    expect((await issueAfter(known({ amount: '1000', total: '1060.0' }))).end).toBe('issued');
  });

  it.each([
    ['amount', '1000.01'],
    ['tax', '59.99'],
    ['total', '1060.01'],
    ['buyerName', '上海某某商贸有限公司'],
  ])('with another %s is treated as 4002', async (member, value) => {
    const taken = { end: 'OrderNumberTaken', asked: 'issue' };
    expect(await issueAfter(known({ [member]: value }))).toEqual(taken);
    expect(await issueAfter('reset', known({ [member]: value }, '0000'))).toEqual({ ...taken, asked: 'issue query' });
    expect((await issueAfter({ code: '0001' }, known({ [member]: value }, '0000'))).end).toBe('OrderNumberTaken');
  });

  it('is asked for when 4001 does not say which', async () => {
    expect(await issueAfter({ code: '4001' }, known({}, '0000'))).toEqual({ end: 'issued', asked: 'issue query' });
  });
});
