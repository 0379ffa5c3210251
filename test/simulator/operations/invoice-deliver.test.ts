import { describe, expect, it } from 'vitest';
import { invoiceDeliver } from '../../../simulator/operations/invoice-deliver.ts';
import { application, noon, openBooks, order } from './books.ts';

const individual = { name: '王五', kind: 'individual' };

const open = (changed: object = {}) => {
  const books = openBooks();
  const invoiceNo = books.issue({ ...order, ...changed }).invoiceNo ?? '';
  const deliver = (payload: object, context = {}) =>
    invoiceDeliver.execute({ invoiceNo, ...payload }, books.context(context));
  return { ...books, invoiceNo, deliver };
};

describe('invoice.deliver', () => {
  it.each(['email', 'phone'] as const)('posts a letter by %s and is how an individual gets its invoice', (channel) => {
    const { deliver, invoiceNo, letters, changes } = open({ buyer: individual });
    const address = channel === 'email' ? 'wang@example.com' : '13800138000';
    const { returnCode, data } = deliver({ [channel]: address });
    expect([returnCode, data]).toMatchObject([
      '0000',
      { invoiceNo, status: 'delivered', deliveredAt: '2026-11-23 12:00:00' },
    ]);
    expect(letters).toEqual([{ invoiceNo, channel, address, at: noon, cause: 'invoice.deliver' }]);
    const change = { orderNo: 'SO-1', invoiceNo, from: 'issued', to: 'delivered', at: noon };
    expect(changes.at(-1)).toEqual({ ...change, cause: 'invoice.deliver' });
  });

  it('sends again what is delivered already, whose time stays the first', () => {
    const { deliver, advanceTo, letters, changes } = open();
    advanceTo(noon + 60_000);
    const before = changes.length;
    advanceTo(noon + 90_000);
    expect(deliver({ email: 'wang@example.com' }).data).toMatchObject({ deliveredAt: '2026-11-23 12:01:00' });
    deliver({ email: 'wang@example.com' });
    expect([letters.length, changes.length]).toEqual([2, before]);
  });

  it.each([
    ['neither address', {}, ['']],
    ['both', { email: 'wang@example.com', phone: '13800138000' }, ['/phone']],
    ['empty ones', { email: '', phone: null }, ['']],
    ['no address of mail', { email: 'wang' }, ['/email']],
    ['no telephone number', { phone: 'call me' }, ['/phone']],
    ['no number of an invoice', { invoiceNo: '123', email: 'wang@example.com' }, ['/invoiceNo']],
    ['everything wrong', { invoiceNo: '123' }, ['/invoiceNo', '']],
  ])('refuses %s with 1001', (_what, payload, fields) => {
    const { deliver, letters } = open();
    const { returnCode, data } = deliver(payload);
    const errors = data?.['errors'] as readonly { field: string }[];
    expect([returnCode, errors.map(({ field }) => field)]).toEqual(['1001', fields]);
    expect(letters).toEqual([]);
  });

  it.each([
    ['unknown', { invoiceNo: '26112000000000099999' }, {}],
    ['another seller’s', {}, { application: { ...application, sellers: ['91350100M000100Y43'] } }],
    ['of the other environment', {}, { environment: 'production' }],
  ])('answers 4004 for an invoice that is %s', (_what, payload, context) => {
    const { deliver, letters } = open();
    expect(deliver({ email: 'wang@example.com', ...payload }, context).returnCode).toBe('4004');
    expect(letters).toEqual([]);
  });

  it('refuses a void invoice with 1001', () => {
    const { deliver, ledger, invoiceNo, letters } = open();
    ledger.changeStatus({ invoiceNo, at: noon, from: 'issued', to: 'void', cause: 'a test' });
    expect(deliver({ email: 'wang@example.com' })).toMatchObject({
      returnCode: '1001',
      data: { errors: [{ field: '/invoiceNo', rule: 'P' }] },
    });
    expect(letters).toEqual([]);
  });

  it('is about the order of its invoice', () => {
    const { ledger, invoiceNo } = open();
    expect(invoiceDeliver.orderNoOf({ invoiceNo }, ledger)).toBe('SO-1');
    expect(invoiceDeliver.orderNoOf({}, ledger)).toBe(null);
  });
});
