import { describe, expect, it } from 'vitest';
import { readProfile } from '../../../simulator/profiles/profile.ts';
import { gist, line, noon, openBooks, order, quotaOwner, seller } from './books.ts';

const another = { ...order, orderNo: 'SO-2' };
const costing = (amount: string, orderNo = 'SO-1') => {
  const tax = (Number(amount) * 0.06).toFixed(2);
  const total = (Number(amount) + Number(tax)).toFixed(2);
  const { quantity: _quantity, unitPrice: _unitPrice, ...plain } = line;
  return { ...order, orderNo, lines: [{ ...plain, amount, tax }], amount, tax, total };
};
const sellers = (changed: Partial<typeof seller> & Record<string, unknown>) => ({
  sellers: new Map([[seller.taxNo, { ...seller, ...changed }]]),
});

describe('invoice.issue', () => {
  it('issues a lawful order and says so gate by gate', () => {
    const decision = openBooks().issue(order);
    expect(decision).toMatchObject({
      returnCode: '0000',
      invoiceNo: '26112000000000000001',
      data: {
        orderNo: 'SO-1',
        invoiceNo: '26112000000000000001',
        issuedAt: '2026-11-23 12:00:00',
        status: 'issued',
        amount: '100.00',
        tax: '6.00',
        total: '106.00',
        buyerName: '购买方有限公司',
      },
    });
    expect(decision.verdicts.map(({ gate, verdict }) => `${gate} ${verdict}`)).toEqual([
      'seller-and-type passed',
      'order-look-up passed',
      'payload-rules passed',
      'limit passed',
      'paper-stock passed',
      'quota passed',
    ]);
  });

  it('fills in address and bank of the seller from the register, and keeps what the order says', () => {
    const books = openBooks();
    books.issue({ ...order, seller: { ...order.seller, address: '上海市' } });
    expect(books.ledger.invoices()[0]?.content['seller']).toEqual({
      name: seller.name,
      taxNo: seller.taxNo,
      address: '上海市',
      phone: seller.phone,
      bank: seller.bank,
      account: seller.account,
    });
  });

  it.each([
    [
      'a foreign seller',
      { ...order, seller: { ...order.seller, taxNo: '91440300MA5EW1BM6B' } },
      {},
      '91440300MA5EW1BM6B',
    ],
    ['a type that is not approved', { ...order, invoiceType: '81' }, sellers({ types: ['82'] }), '81'],
    ['a suspended taxpayer', order, sellers({ state: 'suspended' }), 'suspended'],
  ])('refuses %s by 2001, before it looks at the rules', (_what, payload, changed, received) => {
    const decision = openBooks().issue({ ...payload, clerk: '' }, changed);
    expect(decision).toMatchObject({ returnCode: '2001', data: null, invoiceNo: null });
    expect(decision.returnMessage).toContain(received);
    expect(decision.verdicts.map(({ verdict }) => verdict)).toEqual(['refused']);
  });

  it('leaves an unknown type and a missing seller to the rules', () => {
    const books = openBooks();
    expect(books.issue({ ...order, invoiceType: '99' }).returnCode).toBe('1001');
    expect(books.issue({ ...order, seller: { name: seller.name } }).returnCode).toBe('1001');
    expect(books.issue({}).returnCode).toBe('1001');
  });

  it('answers 1001 with every error, and binds nothing', () => {
    const books = openBooks();
    const wrong = books.issue({ ...order, clerk: '', total: '106.01' });
    expect(wrong.data).toMatchObject({ errors: [{ field: '/clerk' }, { field: '/total' }] });
    expect(gist(books.issue(order))).toEqual(['0000', '26112000000000000001']);
    expect(books.ledger.orders().length).toBe(1);
  });

  it.each([
    ['100000.00', '0000'],
    ['100000.01', '4102'],
  ])('holds %s against a limit of 100000.00', (amount, code) => {
    expect(openBooks().issue(costing(amount), sellers({ limits: { '82': '100000.00' } })).returnCode).toBe(code);
  });

  it.each(
    (['81', '82', '85', '86'] as const).flatMap((approved) =>
      (['81', '82', '85', '86'] as const).map((asked) => [asked, approved] as const),
    ),
  )('judges type %s of a taxpayer approved for %s', (invoiceType, approved) => {
    const refused = openBooks().issue({ ...order, invoiceType }, sellers({ types: [approved] })).returnCode === '2001';
    expect(refused).toBe(invoiceType !== approved);
  });

  it.each(['81', '82', '85', '86'] as const)(
    'lets what equals the limit of type %s pass, and not a fen more',
    (type) => {
      const limited = sellers({ limits: { [type]: '100.00' } });
      const isOverLimit = (amount: string) =>
        openBooks().issue({ ...costing(amount), invoiceType: type }, limited).returnCode === '4102';
      expect(['99.99', '100.00', '100.01'].map(isOverLimit)).toEqual([false, false, true]);
    },
  );

  it.each([
    ['the profile limits every seller', {}, '100.00', '0000'],
    ['the profile limits every seller', {}, '100.01', '4102'],
    ['the seller’s own limit comes first', { limits: { '82': '200.00' } }, '100.01', '0000'],
  ])('%s: %j %s', (_what, changed, amount, code) => {
    const profile = { ...readProfile('standard'), amountLimits: { '82': '100.00' } };
    expect(openBooks().issue(costing(amount), { ...sellers(changed), profile }).returnCode).toBe(code);
  });

  it('holds a limit against its own type only', () => {
    expect(openBooks().issue(costing('2.00'), sellers({ limits: { '81': '1.00' } })).returnCode).toBe('0000');
  });

  it.each(['85', '86'])('has no blank paper for type %s', (invoiceType) => {
    expect(openBooks().issue({ ...order, invoiceType })).toMatchObject({ returnCode: '4103', invoiceNo: null });
  });

  it('refuses for content before limit, paper and quota, and for limit before paper', () => {
    const books = openBooks();
    const poor = sellers({ quota: '1.00', limits: { '82': '1.00', '86': '1.00' } });
    expect(books.issue({ ...order, clerk: '' }, poor).returnCode).toBe('1001');
    expect(books.issue(order, poor).returnCode).toBe('4102');
    expect(books.issue({ ...order, invoiceType: '86' }, poor).returnCode).toBe('4102');
    expect(books.issue({ ...order, invoiceType: '86' }, sellers({ quota: '1.00' })).returnCode).toBe('4103');
  });
});

describe('the quota', () => {
  it('lets pass what it just suffices for, without tax, and refuses a fen more', () => {
    const books = openBooks();
    const tight = sellers({ quota: '150.00' });
    expect(books.issue(costing('100.00'), tight).returnCode).toBe('0000');
    expect(books.issue(costing('50.01', 'SO-2'), tight)).toMatchObject({
      returnCode: '4101',
      data: { required: '50.01', available: '50.00' },
    });
    expect(books.issue(costing('50.00', 'SO-2'), tight).returnCode).toBe('0000');
  });

  it('is not lowered by deductions', () => {
    const lines = [{ ...line, deduction: '90.00', tax: '0.60' }];
    const deducted = { ...order, deductionMode: '02', lines, tax: '0.60', total: '100.60' };
    expect(openBooks().issue(deducted, sellers({ quota: '99.99' })).returnCode).toBe('4101');
  });

  it('takes the same number after it was raised', () => {
    const books = openBooks();
    expect(books.issue(order, sellers({ quota: '1.00' })).returnCode).toBe('4101');
    expect(books.issue(order, sellers({ quota: '100.00' })).returnCode).toBe('0000');
  });

  it.each([
    ['2026-11-30T23:59:59.999+08:00', '4101'],
    ['2026-12-01T00:00:00.000+08:00', '0000'],
    ['2026-11-30T16:00:00.000Z', '0000'],
  ])('begins anew at midnight in China: at %s the second order gets %s', (instant, code) => {
    const books = openBooks();
    books.issue(order, sellers({ quota: '100.00' }));
    expect(books.issue(another, { ...sellers({ quota: '100.00' }), now: Date.parse(instant) }).returnCode).toBe(code);
  });

  it('is not taken twice by an order sent twice', () => {
    const books = openBooks();
    books.issue(order);
    books.issue(order);
    expect(books.ledger.usedQuota(quotaOwner, '2026-11')).toBe(10000n);
  });
});

describe('one order, one invoice (B-1)', () => {
  it('answers 4001 with the first invoice, as it is by then', () => {
    const books = openBooks();
    const first = books.issue(order);
    books.advanceTo(noon + 60_000);
    expect(books.issue(order)).toMatchObject({
      returnCode: '4001',
      invoiceNo: first.invoiceNo,
      data: { ...first.data, status: 'delivered', deliveredAt: '2026-11-23 12:01:00' },
    });
  });

  it.each<[string, unknown]>([
    ['other spellings of its decimals', { ...order, lines: [{ ...line, rate: '0.060', kind: '0' }], total: '106.0' }],
    ['a callback', { ...order, callbackUrl: 'https://example.com' }],
    ['the address that the register has', { ...order, seller: { ...order.seller, address: seller.address } }],
  ])('takes an order with %s for the same', (_what, payload) => {
    const books = openBooks();
    books.issue(order);
    expect(books.issue(payload).returnCode).toBe('4001');
  });

  it('takes an order that leaves out what the register filled in for the same', () => {
    const books = openBooks();
    books.issue({ ...order, seller: { ...order.seller, bank: seller.bank, account: seller.account } });
    expect(books.issue(order).returnCode).toBe('4001');
    expect(books.issue(order, sellers({ address: '迁址后的地址' })).returnCode).toBe('4002');
  });

  it('answers 4002 to other content, without data, even where the rules would refuse it', () => {
    const books = openBooks();
    const first = books.issue(order);
    expect(books.issue({ ...order, clerk: '' })).toMatchObject({
      returnCode: '4002',
      data: null,
      invoiceNo: first.invoiceNo,
    });
    expect(books.issue({ ...order, clerk: '李四' }).verdicts.at(-1)).toMatchObject({
      gate: 'order-look-up',
      clause: 'B-1',
    });
  });

  it('answers 4003 while the order is processed, and 4002 to other content then', () => {
    const books = openBooks({ settings: { issue: 'asynchronous' } });
    expect(gist(books.issue(order))).toEqual(['0001', null]);
    expect(gist(books.issue(order))).toEqual(['4003', null]);
    expect(gist(books.issue({ ...order, clerk: '李四' }))).toEqual(['4002', null]);
    books.advanceTo(noon + 5000);
    expect(books.issue(order).returnCode).toBe('4001');
  });

  it('frees a number that failed, for any content', () => {
    const books = openBooks();
    const key = { environment: 'test', sellerTaxNo: seller.taxNo, orderNo: 'SO-1' } as const;
    books.ledger.takeOrder({ ...key, state: 'failed', acceptedAt: noon, invoiceNo: null, content: order });
    expect(books.issue({ ...order, clerk: '李四' }).returnCode).toBe('0000');
  });

  it('keeps environments apart', () => {
    const books = openBooks();
    books.issue(order);
    expect(books.issue(order, { environment: 'production' }).returnCode).toBe('0000');
  });

  it('issues one invoice however many ask at once', async () => {
    const books = openBooks();
    const numbers = ['SO-1', 'SO-2', 'SO-3'];
    const ask = async (at: number) => {
      const orderNo = numbers[at % 3] ?? '';
      for (let turn = 0; turn < at % 5; turn += 1) await Promise.resolve();
      const decision = books.issue({ ...order, orderNo });
      await books.ledger.committed();
      return `${orderNo} ${gist(decision).join(' ')}`;
    };
    const answers = await Promise.all(Array.from({ length: 300 }, (_, at) => ask(at)));
    const issued = books.ledger.invoices();
    expect(issued.map(({ orderNo }) => orderNo).sort()).toEqual(numbers);
    expect(answers.filter((answer) => answer.includes(' 0000 ')).length).toBe(3);
    const told = issued.flatMap(({ orderNo, invoiceNo }) =>
      ['0000', '4001'].map((code) => `${orderNo} ${code} ${invoiceNo}`),
    );
    expect([...new Set(answers)].sort()).toEqual(told.sort());
    expect(books.ledger.usedQuota(quotaOwner, '2026-11')).toBe(30000n);
  });
});
