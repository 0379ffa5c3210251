import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { fault, openCounter, settle } from './counter.ts';
import { application, noon, order, seller } from './operations/books.ts';

const folder = mkdtempSync(join(tmpdir(), 'liandiao-tenant-'));
afterEach(() => rmSync(join(folder, 'books.sqlite'), { force: true }));
const query = { interface: 'invoice.query', payload: { orderNo: order.orderNo } };
const nonce = '0123456789abcdef';

describe('a tenant', () => {
  it('shows itself with its secrets masked', () => {
    const view = openCounter().tenant.view();
    expect(view).toMatchObject({ id: 'counter', applications: [{ appSecret: '***', sm4Key: '***' }] });
    expect(JSON.stringify(view)).not.toContain(application.appSecret);
    expect(JSON.stringify(view)).not.toContain(application.sm4Key);
  });

  it('issues at once and delivers by its clock (B-4)', async () => {
    const counter = openCounter();
    await counter.ask({ payload: order });
    await counter.tenant.moveClock({ advanceMs: 59_999 });
    expect(counter.invoices()).toMatchObject([{ status: 'issued', deliveredAt: null }]);
    await counter.tenant.moveClock({ advanceMs: 1 });
    expect(counter.invoices()).toMatchObject([{ status: 'delivered', deliveredAt: '2026-11-23T12:01:00.000+08:00' }]);
  });

  it('accepts now and issues later when it is so set', async () => {
    const counter = openCounter({ settings: { issue: 'asynchronous' } });
    const codes = [];
    codes.push((await counter.ask({ payload: order })).returnCode, (await counter.ask({ payload: order })).returnCode);
    await counter.tenant.moveClock({ advanceMs: 5000 });
    codes.push((await counter.ask({ payload: order })).returnCode, (await counter.ask(query)).data?.['status']);
    expect(codes).toEqual(['0001', '4003', '4001', 'issued']);
  });

  it('refuses to move a clock that is real, and leaves it as it was', async () => {
    const counter = openCounter();
    const moved = await counter.tenant.moveClock({ mode: 'real', advanceMs: 1000 });
    expect(moved).toMatchObject({ ok: false, problems: [{ pointer: '/mode' }] });
    expect(counter.tenant.clockView()).toMatchObject({ mode: 'frozen', now: '2026-11-23T12:00:00.000+08:00' });
  });

  it('does not take an appId of another tenant by patch', async () => {
    const counter = openCounter({ foreignAppIds: () => new Set(['LD0000000002']) });
    const patched = await counter.tenant.patch({ applications: [{ ...application, appId: 'LD0000000002' }] });
    expect(patched).toMatchObject({ ok: false, problems: [{ pointer: '/applications/0/appId' }] });
  });

  it('sees nothing of what another one does (B-10)', async () => {
    const first = openCounter({ id: 'first' });
    const second = openCounter({ id: 'second' });
    first.setFaults(fault({ returnCode: '3001' }, { when: { nth: [2] } }));
    await first.ask({ payload: order, nonce });
    await first.tenant.moveClock({ advanceMs: 3_600_000 });
    expect((await second.ask({ payload: order, nonce })).returnCode).toBe('0000');
    expect(second.tenant.readLedger()['quota']).toMatchObject([{ used: '100.00' }]);
    expect(second.tenant.clockView()).toMatchObject({ now: '2026-11-23T12:00:00.000+08:00' });
    expect([second.journal().length, first.journal().length]).toEqual([1, 1]);
  });

  it('shares order numbers among the applications of one seller, not their nonces (B-10)', async () => {
    const shop = { ...application, appId: 'LD0000000002' };
    const counter = openCounter({ applications: [application, shop] });
    await counter.ask({ payload: order, nonce });
    const again = await counter.ask({ payload: order, nonce, members: { appId: shop.appId } });
    expect([again.returnCode, counter.invoices().length]).toEqual(['4001', 1]);
  });

  it('forgets books, journal, faults and nonces at a reset, and keeps its register', async () => {
    const counter = openCounter();
    counter.setFaults(fault({ returnCode: '3001' }, { when: { nth: [2] } }));
    await counter.ask({ payload: order, nonce });
    counter.tenant.reset();
    expect([counter.invoices(), counter.journal(), counter.tenant.faults.list()]).toEqual([[], [], []]);
    expect(counter.tenant.readLedger()).toMatchObject({
      orders: [],
      quota: [{ sellerTaxNo: seller.taxNo, used: '0.00' }],
    });
    expect((await counter.ask({ payload: order, nonce })).returnCode).toBe('0000');
  });

  it('lets go who is held when it is closed, and does nothing more', async () => {
    const counter = openCounter();
    await counter.ask({ payload: order });
    counter.setFaults(fault({ hold: true }));
    const { arrived } = counter.begin({ payload: order });
    await settle();
    counter.tenant.close();
    const { departure, finished } = await arrived;
    finished(false);
    expect([departure.manner, counter.tenant.clock.nextDueAt()]).toEqual(['leave', null]);
    counter.tenant.clock.advanceTo(noon + 3_600_000);
  });

  it('lets an answer end that is on its way while it is closed', async () => {
    const counter = openCounter();
    const { arrived } = counter.begin({ payload: order });
    await settle();
    counter.tenant.close();
    const { departure, finished } = await arrived;
    finished(true);
    expect(departure.manner).toBe('send');
  });

  it('takes up on the same books what was accepted before it was stopped, and draws nothing twice', async () => {
    const databasePath = join(folder, 'books.sqlite');
    const before = openCounter({ databasePath, settings: { issue: 'asynchronous' } });
    const accepted = await before.ask({ payload: order });
    before.tenant.close();
    const after = openCounter({ databasePath, settings: { issue: 'asynchronous' } });
    await after.tenant.moveClock({ advanceMs: 5000 });
    const issued = await after.ask(query);
    after.tenant.close();
    expect([accepted.returnCode, issued.data?.['status']]).toEqual(['0001', 'issued']);
    expect(issued.message['requestId']).not.toBe(accepted.message['requestId']);
    expect(issued.message['data']?.slice(0, 20)).not.toBe(accepted.message['data']?.slice(0, 20));
  });
});
