// The quota of a seller as the control port sets it, on a tenant without doors.
import { describe, expect, it } from 'vitest';
import type { Application } from '../../../simulator/register/application.ts';
import { openCounter } from '../counter.ts';
import { application, order, seller } from '../operations/books.ts';

const open = () => openCounter({ sellers: [{ ...seller, quota: '1000.00' }], settings: { filingGate: true } });
const about = { sellerTaxNo: seller.taxNo };

describe('the control resource quota', () => {
  it('sets total, use by other channels and filing at once, as quota.query then tells', async () => {
    const counter = open();
    const set = await counter.tenant.setQuota({
      ...about,
      total: '500.00',
      usedByOtherChannels: '123.45',
      filed: true,
    });
    const quota = { period: '2026-11', total: '500.00', used: '123.45', available: '376.55', filed: true };
    expect(set).toEqual({ ok: true, value: { ...about, environment: 'test', ...quota } });
    expect((await counter.ask({ interface: 'quota.query' })).data).toEqual(quota);
    expect(counter.tenant.readLedger()['quota']).toEqual([{ ...about, environment: 'test', ...quota }]);
  });

  it('replaces what was said of other channels before, and leaves the rest as it is', async () => {
    const counter = open();
    await counter.tenant.setQuota({ ...about, usedByOtherChannels: '900.00', filed: true });
    const set = await counter.tenant.setQuota({ ...about, usedByOtherChannels: '1.00' });
    expect(set).toMatchObject({ ok: true, value: { total: '1000.00', used: '1.00', filed: true } });
  });

  it('counts what is tried in test apart from production (T-2)', async () => {
    const production: Application = { ...application, appId: 'LD0000000002', environment: 'production' };
    const { ask, tenant } = openCounter({ applications: [application, production] });
    await ask({ payload: order });
    const used = async (as: Application) => {
      const path = `/${as.environment}/v1/quota.query`;
      return (await ask({ as, path, interface: 'quota.query' })).data?.['used'];
    };
    expect([await used(application), await used(production)]).toEqual(['100.00', '0.00']);
    expect(tenant.readLedger()['quota']).toMatchObject([
      { environment: 'test', used: '100.00' },
      { environment: 'production', used: '0.00' },
    ]);
  });

  it('forgets at a reset what was said of the month', async () => {
    const counter = open();
    await counter.tenant.setQuota({ ...about, usedByOtherChannels: '900.00', filed: true });
    counter.tenant.reset();
    expect((await counter.ask({ interface: 'quota.query' })).data).toMatchObject({ used: '0.00', filed: false });
  });

  it.each([
    [{ sellerTaxNo: '91440300MA5EW1BM6B', total: '1.00' }, '/sellerTaxNo'],
    [{ total: '1.00' }, ''],
    [{ ...about, total: 1 }, '/total'],
    [{ ...about, usedByOtherChannels: '-1.00' }, '/usedByOtherChannels'],
    [{ ...about, filled: true }, '/filled'],
  ])('refuses %j and changes nothing', async (body, pointer) => {
    const counter = open();
    const set = await counter.tenant.setQuota(body);
    expect(set.ok ? [] : set.problems.map((problem) => problem.pointer)).toEqual([pointer]);
    expect((await counter.ask({ interface: 'quota.query' })).data).toMatchObject({ total: '1000.00', used: '0.00' });
  });
});
