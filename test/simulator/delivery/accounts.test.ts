// What each party finds in its digital account, and what the bureau would have sent by mail (B-4).
import { afterEach, describe, expect, it } from 'vitest';
import { openCounter } from '../counter.ts';
import { order, seller } from '../operations/books.ts';

const close: (() => void)[] = [];
afterEach(() => {
  for (const one of close.splice(0)) one();
});

const open = () => {
  const counter = openCounter();
  const { tenant } = counter;
  close.push(tenant.close);
  const account = (taxNo: string) => tenant.readAccount(taxNo)['invoices'] as readonly Record<string, unknown>[];
  const letters = (shown: 'plain' | 'masked' = 'plain') => tenant.readOutbox(shown)['letters'];
  return { ...counter, account, letters, advance: (advanceMs: number) => tenant.moveClock({ advanceMs }) };
};

const buyerTaxNo = order.buyer.taxNo;

describe('a digital account', () => {
  it('shows the seller its invoice from the issue on, the buyer from the delivery on', async () => {
    const { ask, account, advance } = open();
    await ask({ payload: order });
    expect([account(seller.taxNo).length, account(buyerTaxNo)]).toEqual([1, []]);
    await advance(60_000);
    const [sold] = account(seller.taxNo);
    const [bought] = account(buyerTaxNo);
    const deliveredAt = '2026-11-23T12:01:00.000+08:00';
    expect(sold).toMatchObject({ role: 'seller', status: 'delivered', deliveredAt, total: '106.00' });
    expect(sold?.['counterparty']).toEqual({ name: order.buyer.name, taxNo: buyerTaxNo });
    expect(bought).toMatchObject({ role: 'buyer', status: 'delivered', deliveredAt, invoiceNo: sold?.['invoiceNo'] });
    expect(bought?.['counterparty']).toEqual({ name: seller.name, taxNo: seller.taxNo });
  });

  it('shows an invoice to oneself in both roles', async () => {
    const { ask, account, advance } = open();
    await ask({ payload: { ...order, buyer: { ...order.buyer, taxNo: seller.taxNo } } });
    await advance(60_000);
    expect(account(seller.taxNo).map(({ role }) => role)).toEqual(['seller', 'buyer']);
  });

  it('shows the buyer’s mark, and blue and red by each other’s number', async () => {
    const { ask, account, advance, tenant } = open();
    const blue = String((await ask({ payload: order })).data?.['invoiceNo']);
    await advance(60_000);
    const request = { orderNo: 'RED-1', originalInvoiceNo: blue, reason: '01' };
    const red = String((await ask({ interface: 'invoice.red', payload: request })).data?.['invoiceNo']);
    await advance(60_000);
    expect(account(buyerTaxNo)).toMatchObject([
      { invoiceNo: blue, status: 'red-full', mark: 'none', original: null, redInvoices: [red] },
      { invoiceNo: red, status: 'delivered', total: '-106.00', original: blue, redInvoices: [] },
    ]);
    tenant.reset();
    expect(account(buyerTaxNo)).toEqual([]);
  });

  it('is empty for a stranger', async () => {
    const { ask, account } = open();
    await ask({ payload: order });
    expect(account('91110000000000000X')).toEqual([]);
  });
});

describe('the outbox', () => {
  it('holds a letter to each address of the order once the invoice is delivered', async () => {
    const { ask, letters, advance } = open();
    const { data } = await ask({
      payload: { ...order, delivery: { email: 'wang@example.com', phone: '13800138000' } },
    });
    expect(letters()).toEqual([]);
    await advance(3_600_000);
    const letter = { invoiceNo: data?.['invoiceNo'], at: '2026-11-23T12:01:00.000+08:00', cause: 'delivery' };
    expect(letters()).toEqual([
      { ...letter, channel: 'email', address: 'wang@example.com' },
      { ...letter, channel: 'phone', address: '13800138000' },
    ]);
    expect(letters('masked')).toMatchObject([{ address: 'w***@example.com' }, { address: '138****8000' }]);
  });

  it('is emptied by a reset', async () => {
    const { ask, letters, advance, tenant } = open();
    await ask({ payload: { ...order, delivery: { email: 'wang@example.com' } } });
    await advance(60_000);
    tenant.reset();
    expect(letters()).toEqual([]);
  });
});
