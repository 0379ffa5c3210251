import { describe, expect, it } from 'vitest';
import { taxpayerQuery } from '../../../simulator/operations/taxpayer-query.ts';
import { openCounter } from '../counter.ts';
import { openBooks, seller } from './books.ts';

const ask = (payload: unknown, change: Partial<typeof seller> = {}, instant = '2026-11-23T12:00:00.000+08:00') =>
  taxpayerQuery.execute(
    payload,
    openBooks().context({
      sellers: new Map([[seller.taxNo, { ...seller, ...change }]]),
      now: Date.parse(instant),
    }),
  );
const own = { taxNo: seller.taxNo };

describe('taxpayer.query', () => {
  it('tells what is registered', () => {
    expect(ask(own)).toMatchObject({
      returnCode: '0000',
      data: {
        name: seller.name,
        kind: 'general',
        state: 'active',
        rates: expect.arrayContaining(['0.06', '0.09', '0.13']),
        types: seller.types,
        risk: 'normal',
      },
    });
  });

  it.each([
    [{ state: 'suspended' as const }, { state: 'suspended', risk: 'normal' }],
    [{ identityConfirmed: false }, { state: 'unconfirmed', risk: 'normal' }],
    [{ riskBlocked: true }, { state: 'active', risk: 'blocked' }],
  ])('tells of a seller with %j', (change, expected) => {
    expect(ask(own, change).data).toMatchObject(expected);
  });

  it.each([
    ['2027-12-31T23:59:59.999+08:00', ['0.01', '0.015', '0.03', '0.05']],
    ['2028-01-01T00:00:00.000+08:00', ['0.015', '0.03', '0.05']],
  ])('tells small-scale taxpayers the rates of the day %s', (instant, rates) => {
    expect(ask(own, { kind: 'small-scale' }, instant).data).toMatchObject({ rates });
  });

  it.each([
    ['another taxpayer', { taxNo: '91440300MA5EW1BM6B' }, { returnCode: '2001', data: null }],
    ['nobody', {}, { returnCode: '1001', data: { errors: [{ field: '/taxNo', rule: 'P' }] } }],
    ['a number that is no text', { taxNo: 7 }, { returnCode: '1001', data: { errors: [{ field: '/taxNo' }] } }],
  ])('tells nothing of %s', (_who, payload, expected) => {
    expect(ask(payload)).toMatchObject(expected);
  });

  it.each([{ state: 'suspended' as const }, { identityConfirmed: false }, { riskBlocked: true }])(
    'is answered to a taxpayer whose orders are refused for %j',
    async (change) => {
      const counter = openCounter({ sellers: [{ ...seller, ...change }] });
      expect((await counter.ask({ interface: 'taxpayer.query', payload: own })).returnCode).toBe('0000');
      expect((await counter.ask({ interface: 'quota.query' })).returnCode).not.toBe('0000');
    },
  );

  it('says the same in XML', async () => {
    const counter = openCounter();
    const xml = await counter.ask({ interface: 'taxpayer.query', payload: own, format: 'xml' });
    const json = await counter.ask({ interface: 'taxpayer.query', payload: own });
    expect(xml.data).toEqual(json.data);
  });
});
