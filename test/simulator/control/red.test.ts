// Marks, sheets and paper as the control port handles them, on a tenant without doors.
import { describe, expect, it } from 'vitest';
import { createControlApp } from '../../../simulator/control/app.ts';
import { openCounter } from '../counter.ts';
import { order, seller } from '../operations/books.ts';
import { createStandIn, token } from './stand-in-bureau.ts';

const roll = { sellerTaxNo: seller.taxNo, type: '86', paperCode: '011002600104', from: '00000041', count: 1 };

const open = async () => {
  const counter = openCounter({ sellers: [seller] });
  const { data } = await counter.ask({ payload: order });
  const invoiceNo = String(data?.['invoiceNo']);
  const red = { orderNo: 'RED', originalInvoiceNo: invoiceNo, reason: '02' };
  return { counter, tenant: counter.tenant, invoiceNo, red };
};

describe('the buyer, by the control port', () => {
  it('uses an invoice, so that the seller needs a sheet, and confirms it', async () => {
    const { counter, tenant, invoiceNo, red } = await open();
    expect(await tenant.setMark({ invoiceNo, mark: 'used' })).toEqual({ ok: true, value: { invoiceNo, mark: 'used' } });
    const asked = await counter.ask({ interface: 'invoice.red', payload: red });
    expect(asked.returnCode).toBe('4203');
    const sheetNo = asked.data?.['sheetNo'];
    expect(await tenant.actOnSheets({ act: 'confirm', sheetNo })).toMatchObject({ ok: true, value: { state: '04' } });
    expect((await counter.ask({ interface: 'invoice.red', payload: red })).returnCode).toBe('0000');
    expect(tenant.readSheets()).toMatchObject({
      sheets: [{ sheetNo, state: '04', redInvoiceNo: expect.stringMatching(/^\d{20}$/) }],
    });
  });

  it.each([
    ['refuse', '05'],
    ['void', '10'],
  ])('%s closes a sheet as %s', async (act, state) => {
    const { counter, tenant, invoiceNo, red } = await open();
    await tenant.setMark({ invoiceNo, mark: 'booked' });
    const { data } = await counter.ask({ interface: 'invoice.red', payload: red });
    expect(await tenant.actOnSheets({ act, sheetNo: data?.['sheetNo'] })).toMatchObject({ ok: true, value: { state } });
  });

  it('applies itself; the sheet blocks the use of the invoice', async () => {
    const { tenant, invoiceNo } = await open();
    expect(await tenant.actOnSheets({ act: 'apply', originalInvoiceNo: invoiceNo })).toMatchObject({
      ok: true,
      value: { state: '03', side: '1' },
    });
    expect(await tenant.setMark({ invoiceNo, mark: 'used' })).toMatchObject({
      ok: false,
      problems: [{ pointer: '/mark' }],
    });
  });

  it.each(['used', 'booked'])('marks no red, void or fully reversed invoice as %s', async (mark) => {
    const { counter, tenant, invoiceNo, red } = await open();
    const { data } = await counter.ask({ interface: 'invoice.red', payload: red });
    await tenant.putStock({ ...roll, count: 1 });
    const paper = await counter.ask({ payload: { ...order, orderNo: 'SO-P', invoiceType: '86' } });
    const voided = paper.data?.['invoiceNo'];
    await counter.ask({ interface: 'invoice.void', payload: { invoiceNo: voided, reason: '1' } });
    const told = await Promise.all(
      [data?.['invoiceNo'], voided, invoiceNo].map((one) => tenant.setMark({ invoiceNo: one, mark })),
    );
    expect(told).toMatchObject(
      ['is a red invoice', 'is void', 'is fully reversed'].map((detail) => ({
        problems: [{ pointer: '/invoiceNo', detail: expect.stringContaining(detail) }],
      })),
    );
    expect(await tenant.setMark({ invoiceNo, mark: 'none' })).toMatchObject({ ok: true });
  });

  it.each([
    [{ act: 'confirm', sheetNo: '26119000000000000009' }, '/sheetNo'],
    [{ act: 'apply', originalInvoiceNo: '26112000000000000009' }, '/originalInvoiceNo'],
    [{ act: 'burn' }, '/act'],
  ])('is told what cannot be: %j', async (body, pointer) => {
    const { tenant } = await open();
    expect(await tenant.actOnSheets(body)).toMatchObject({ ok: false, problems: [{ pointer }] });
  });
});

it('puts a roll of paper, from which paper invoices are printed', async () => {
  const { counter, tenant } = await open();
  const paper = { ...order, orderNo: 'SO-P', invoiceType: '86' };
  expect((await counter.ask({ payload: paper })).returnCode).toBe('4103');
  expect(await tenant.putStock(roll)).toEqual({ ok: true, value: { rolls: [roll] } });
  expect((await counter.ask({ payload: paper })).data).toMatchObject({ paperNo: '00000041' });
  expect((await counter.ask({ payload: { ...paper, orderNo: 'SO-Q' } })).returnCode).toBe('4103');
});

it.each([
  ['POST', 'marks', 'mark'],
  ['POST', 'sheets', 'sheet'],
  ['PUT', 'stock', 'stock'],
])('%s …/%s reaches the tenant', async (method, resource, what) => {
  const { bureau } = createStandIn();
  const app = createControlApp({ bureau, token, host: '127.0.0.1' });
  const response = await app.request(`http://127.0.0.1/control/v1/tenants/default/${resource}`, {
    method,
    headers: { host: '127.0.0.1', authorization: `Bearer ${token}` },
    body: '{"a":1}',
  });
  expect([response.status, await response.json()]).toEqual([200, { [what]: { a: 1 } }]);
});
