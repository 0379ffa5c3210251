import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../simulator/ledger/database.ts';
import { createKeptTables } from '../../../simulator/ledger/kept-tables.ts';
import { createLedger, type InvoiceEntry, type OrderEntry } from '../../../simulator/ledger/ledger.ts';

const order: OrderEntry = {
  environment: 'test',
  sellerTaxNo: '91110108551385082Q',
  orderNo: 'SO-1',
  state: 'processing',
  acceptedAt: 1,
  invoiceNo: null,
  content: { orderNo: 'SO-1' },
};
const invoice: InvoiceEntry = {
  environment: 'test',
  sellerTaxNo: order.sellerTaxNo,
  orderNo: order.orderNo,
  invoiceNo: '26112000000000000001',
  invoiceType: '82',
  status: 'issued',
  issuedAt: 2,
  deliveredAt: null,
  buyerName: '购买方',
  amount: '100.00',
  tax: '6.00',
  total: '106.00',
  content: { orderNo: 'SO-1' },
};
const origin = { from: 'processing', cause: 'issue of an accepted order' };
const openLedger = () => createLedger(openDatabase(':memory:'));

const owner = (sellerTaxNo: string) => ({ environment: 'test' as const, sellerTaxNo });

describe('the ledger', () => {
  it.each([
    ['environment', { environment: 'production' }],
    ['seller', { sellerTaxNo: '91440300MA5EW1BM6B' }],
    ['number', { orderNo: 'SO-2' }],
  ] as const)('keeps orders of another %s apart', (_what, other) => {
    const ledger = openLedger();
    ledger.takeOrder(order);
    expect([ledger.findOrder(order), ledger.findOrder({ ...order, ...other })]).toEqual([order, null]);
  });

  it('puts a new order in the place of a failed one', () => {
    const ledger = openLedger();
    ledger.takeOrder({ ...order, state: 'failed' });
    ledger.takeOrder({ ...order, acceptedAt: 9, content: { corrected: true } });
    expect(ledger.orders()).toEqual([{ ...order, acceptedAt: 9, content: { corrected: true } }]);
  });

  it('refuses a second invoice of one number', () => {
    const ledger = openLedger();
    ledger.addInvoice(invoice, origin);
    expect(() => ledger.addInvoice({ ...invoice, orderNo: 'SO-2' }, origin)).toThrow('UNIQUE');
  });

  it('keeps the history of an invoice with its causes', () => {
    const ledger = openLedger();
    ledger.addInvoice(invoice, origin);
    const { invoiceNo } = invoice;
    ledger.noteDelivery({ invoiceNo, at: 5, from: 'issued', to: 'delivered', cause: 'delivery' });
    expect(ledger.history(invoiceNo)).toEqual([
      { invoiceNo, at: 2, from: 'processing', to: 'issued', cause: origin.cause },
      { invoiceNo, at: 5, from: 'issued', to: 'delivered', cause: 'delivery' },
    ]);
    expect(ledger.findInvoice(invoiceNo)).toEqual({ ...invoice, status: 'delivered', deliveredAt: 5 });
  });

  it('knows what is still to be issued and to be delivered', () => {
    const ledger = openLedger();
    ledger.takeOrder(order);
    ledger.takeOrder({ ...order, orderNo: 'SO-2', state: 'issued', invoiceNo: invoice.invoiceNo });
    ledger.addInvoice(invoice, origin);
    ledger.addInvoice({ ...invoice, invoiceNo: '26112000000000000002', status: 'delivered', deliveredAt: 5 }, origin);
    const reversed = { ...invoice, invoiceNo: '26112000000000000003', status: 'red-full' };
    ledger.addInvoice(reversed, origin);
    ledger.addInvoice({ ...invoice, invoiceNo: '26112000000000000004', status: 'void' }, origin);
    expect(ledger.processingOrders()).toEqual([order]);
    expect(ledger.undeliveredInvoices()).toEqual([invoice, reversed]);
  });

  it('adds up the quota of a seller and month in whole fen beyond what a float holds', () => {
    const ledger = openLedger();
    ledger.useQuota(owner('A'), '2026-11', 900_000_000_000_000_001n);
    ledger.useQuota(owner('A'), '2026-11', 99_999_999_999_999_998n);
    expect(ledger.usedQuota(owner('A'), '2026-11')).toBe(999_999_999_999_999_999n);
    expect([ledger.usedQuota(owner('A'), '2026-12'), ledger.usedQuota(owner('B'), '2026-11')]).toEqual([0n, 0n]);
    expect(ledger.usedQuota({ ...owner('A'), environment: 'production' }, '2026-11')).toBe(0n);
  });

  it('keeps several entries together or none of them', () => {
    const ledger = openLedger();
    ledger.addInvoice(invoice, origin);
    const twice = () =>
      ledger.together(() => {
        ledger.useQuota(owner('A'), '2026-11', 100n);
        ledger.addInvoice(invoice, origin);
      });
    expect(twice).toThrow('UNIQUE');
    expect(ledger.usedQuota(owner('A'), '2026-11')).toBe(0n);
  });

  it('forgets everything when it is cleared', () => {
    const ledger = openLedger();
    ledger.takeOrder(order);
    ledger.addInvoice(invoice, origin);
    ledger.useQuota(owner('A'), '2026-11', 1n);
    ledger.clear();
    expect([ledger.orders(), ledger.invoices(), ledger.history(invoice.invoiceNo)]).toEqual([[], [], []]);
    expect([ledger.usedQuota(owner('A'), '2026-11'), ledger.nextSequence()]).toEqual([0n, 1]);
  });
});

it('takes the quota of books that knew one figure for both environments over into each', () => {
  const database = openDatabase(':memory:');
  database.execute('CREATE TABLE quota (seller TEXT, period TEXT, used TEXT, PRIMARY KEY (seller, period))');
  database.execute("INSERT INTO quota VALUES ('A', '2026-11', '7')");
  for (const ledger of [createLedger(database), createLedger(database)])
    expect(
      (['test', 'production'] as const).map((environment) =>
        ledger.usedQuota({ environment, sellerTaxNo: 'A' }, '2026-11'),
      ),
    ).toEqual([7n, 7n]);
});

it('takes the quota in snapshots of such books over, too', () => {
  const database = openDatabase(':memory:');
  database.execute('CREATE TABLE kept_3_quota (seller TEXT, period TEXT, used TEXT)');
  database.execute("INSERT INTO kept_3_quota VALUES ('A', '2026-11', '7')");
  const ledger = createLedger(database);
  createKeptTables(database).bringBack(3);
  expect(ledger.usedQuota(owner('A'), '2026-11')).toBe(7n);
});
