// Random sequences of issue, red, sheets, void, marks, clock and quota, played to the bureau and to a plain model (issue of step 2).
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { writeFen } from '../../../protocol/amount.ts';
import { invoiceRed } from '../../../simulator/operations/invoice-red.ts';
import { invoiceVoid } from '../../../simulator/operations/invoice-void.ts';
import { redApply } from '../../../simulator/operations/red-apply.ts';
import { redConfirm } from '../../../simulator/operations/red-confirm.ts';
import { remainderOf } from '../../../simulator/red/remainder.ts';
import { application, noon, openBooks, order, quotaOwner, seller } from '../operations/books.ts';
import { BureauModel, issueDelayMs, type ModelLine, type ModelProfile } from './bureau-model.ts';

/** `LIANDIAO_SEQUENCES=10000 npx vitest run test/simulator/model` plays so many. */
const sequences = Number(process.env['LIANDIAO_SEQUENCES'] ?? 200);

const index = fc.nat(2);
const line = fc.integer({ min: 1, max: 2_000_000 });
const action = fc.oneof(
  fc.record({
    do: fc.constant('issue' as const),
    lines: fc.array(line, { minLength: 1, maxLength: 3 }),
    paper: fc.boolean(),
  }),
  fc.record({ do: fc.constant('again' as const), index, changed: fc.boolean() }),
  fc.record({
    do: fc.constant('red' as const),
    index,
    shares: fc.option(fc.array(fc.integer({ min: 1, max: 110 }), { minLength: 1, maxLength: 3 })),
  }),
  fc.record({ do: fc.constant('apply' as const), index, side: fc.constantFrom('0' as const, '1' as const) }),
  fc.record({
    do: fc.constant('confirm' as const),
    index,
    decision: fc.constantFrom('Y' as const, 'N' as const, 'C' as const),
    by: fc.constantFrom('0' as const, '1' as const),
  }),
  fc.record({ do: fc.constant('void' as const), index }),
  fc.record({
    do: fc.constant('mark' as const),
    index,
    mark: fc.constantFrom('used' as const, 'booked' as const, null),
  }),
  fc.record({ do: fc.constant('advance' as const), hours: fc.constantFrom(1, 24, 71, 72, 240) }),
  fc.record({ do: fc.constant('quota' as const), fen: fc.integer({ min: 0, max: 20_000_000 }) }),
);
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

const yuan = (fen: number): string => writeFen(BigInt(fen));
/** Half away from zero, of 6 %. */
const taxOf = (fen: number): number => Math.floor((fen * 6 + 50) / 100);

const profile = fc.record({
  issue: fc.constantFrom('synchronous' as const, 'asynchronous' as const),
  redIssue: fc.constantFrom('seller' as const, 'automatic' as const),
});

type Order = {
  readonly payload: Pick<typeof order, 'orderNo' | 'buyer'> & Readonly<Record<string, unknown>>;
  readonly lines: readonly ModelLine[];
  readonly paper: boolean;
  taken: boolean;
};

/** The bureau and the model side by side; every answer is compared as it comes. */
const createTable = (settings: ModelProfile) => {
  const books = openBooks({ settings: { ...settings, issueDelayMs } });
  const model = new BureauModel(noon, 10_000_000, settings);
  const given: Order[] = [];
  /** In the order in which they were accepted, which is that of their invoices. */
  const accepted: Order[] = [];
  books.ledger.paperStock.put({
    sellerTaxNo: seller.taxNo,
    type: '86',
    paperCode: '011002600104',
    from: '00000001',
    count: 10_000,
  });
  const numbers: string[] = [];
  const sheetNos: string[] = [];
  let orders = 0;
  const nextOrder = (): string => {
    orders += 1;
    return `M-${orders}`;
  };
  const context = (party: '0' | '1' = '0') =>
    books.context({
      sellers: new Map([[seller.taxNo, { ...seller, quota: yuan(model.quota) }]]),
      application: { ...application, sellers: [party === '0' ? seller.taxNo : order.buyer.taxNo] },
    });
  const sheetOf = (data: Readonly<Record<string, unknown>> | null): void => {
    const no = data?.['sheetNo'];
    if (typeof no === 'string' && !sheetNos.includes(no)) sheetNos.push(no);
  };

  const issue = (amounts: readonly number[], paper: boolean): readonly [string, string] => {
    const lines: ModelLine[] = amounts.map((amount) => ({ amount, tax: taxOf(amount) }));
    const [amount, tax] = [
      lines.reduce((sum, one) => sum + one.amount, 0),
      lines.reduce((sum, one) => sum + one.tax, 0),
    ];
    const payload = {
      ...order,
      orderNo: nextOrder(),
      invoiceType: paper ? '86' : '82',
      lines: lines.map((one) => ({
        name: '软件定制开发',
        taxCode: '3040201010000000000',
        amount: yuan(one.amount),
        rate: '0.06',
        tax: yuan(one.tax),
      })),
      amount: yuan(amount),
      tax: yuan(tax),
      total: yuan(amount + tax),
    };
    const asked: Order = { payload, lines, paper, taken: false };
    given.push(asked);
    return send(asked);
  };

  /** B-1: a refused number binds nothing, a taken one is taken for good. */
  const send = (asked: Order): readonly [string, string] => {
    const { returnCode, invoiceNo } = books.issue(asked.payload, context());
    if (invoiceNo !== null && returnCode === '0000') numbers.push(invoiceNo);
    const expected = model.issue(asked.lines, asked.paper);
    asked.taken = expected !== '4101';
    if (asked.taken) accepted.push(asked);
    return [returnCode, expected];
  };

  /** The same number once more, with the same content or another buyer. */
  const again = (at: number, changed: boolean): readonly [string, string] => {
    const asked = given[at];
    if (!asked) return ['', ''];
    if (!asked.taken && !changed) return send(asked);
    if (!asked.taken) return ['', ''];
    const payload = changed
      ? { ...asked.payload, buyer: { ...asked.payload.buyer, name: '另一购买方' } }
      : asked.payload;
    const processing = books.ledger.invoices().every(({ orderNo }) => orderNo !== asked.payload.orderNo);
    return [books.issue(payload, context()).returnCode, changed ? '4002' : processing ? '4003' : '4001'];
  };

  const red = (at: number, shares: readonly number[] | null): readonly [string, string] => {
    const invoice = model.invoices[at];
    const takes =
      shares === null || !invoice
        ? null
        : invoice.left.map((left, number) => {
            const amount = Math.floor((left.amount * (shares[number % shares.length] ?? 0)) / 100);
            return { amount, tax: amount === left.amount ? left.tax : taxOf(amount) };
          });
    const taken = takes?.flatMap(({ amount, tax }, number) =>
      amount > 0
        ? [{ originalLine: String(number + 1), amount: yuan(-amount), tax: tax === 0 ? '0.00' : yuan(-tax) }]
        : [],
    );
    const whole = taken === undefined || taken.length === 0;
    const request = { orderNo: nextOrder(), originalInvoiceNo: numbers[at] ?? '26112000000000000000', reason: '02' };
    const { returnCode, data } = invoiceRed.execute({ ...request, ...(whole ? {} : { lines: taken }) }, context());
    if (returnCode === '4203') sheetOf(data);
    const open = books.ledger.sheets.list({ from: 0, to: Number.MAX_SAFE_INTEGER });
    for (const { sheetNo } of open) sheetOf({ sheetNo });
    return [returnCode, model.red(at, whole ? null : takes)];
  };

  const play = (step: Action): readonly [string, string] => {
    switch (step.do) {
      case 'issue':
        return issue(step.lines, step.paper);
      case 'again':
        return again(step.index, step.changed);
      case 'red':
        return red(step.index, step.shares);
      case 'apply': {
        const request = {
          orderNo: nextOrder(),
          side: step.side,
          originalInvoiceNo: numbers[step.index] ?? '26112000000000000000',
          reason: '02',
        };
        const { returnCode, data } = redApply.execute(request, context(step.side));
        if (returnCode === '0000') sheetOf(data);
        return [returnCode, model.apply(step.index, step.side)];
      }
      case 'confirm': {
        const sheetNo = sheetNos[step.index] ?? '26119000000000000000';
        const { returnCode } = redConfirm.execute({ sheetNo, decision: step.decision }, context(step.by));
        return [returnCode, model.confirm(step.index, step.decision, step.by)];
      }
      case 'void': {
        const invoiceNo = numbers[step.index] ?? '26112000000000000000';
        return [invoiceVoid.execute({ invoiceNo, reason: '1' }, context()).returnCode, model.void(step.index)];
      }
      case 'mark': {
        const [invoice, invoiceNo] = [model.invoices[step.index], numbers[step.index]];
        if (!invoice || invoiceNo === undefined || model.openSheetOf(step.index)) return ['', ''];
        books.ledger.buyerMarks.set(invoiceNo, step.mark);
        invoice.mark = step.mark;
        return ['', ''];
      }
      case 'advance':
        model.advance(step.hours);
        books.advanceTo(model.nowMs);
        for (const { payload } of accepted) {
          const entry = books.ledger.invoices().find(({ orderNo }) => orderNo === payload.orderNo);
          if (entry && !numbers.includes(entry.invoiceNo)) numbers.push(entry.invoiceNo);
        }
        return ['', ''];
      case 'quota':
        model.quota = step.fen;
        return ['', ''];
    }
  };

  const compare = (): void => {
    for (const [at, invoice] of model.invoices.entries()) {
      const entry = books.ledger.findInvoice(numbers[at] ?? '');
      if (!entry) throw new Error(`the ledger lost ${numbers[at]}`);
      const expected = {
        whole: expect.stringMatching(/^(issued|delivered)$/),
        void: 'void',
        'red-partial': 'red-partial',
        'red-full': 'red-full',
      };
      expect(entry.status).toEqual(expected[invoice.state]);
      const left = remainderOf(entry, { ...books.ledger, sheets: { ...books.ledger.sheets, openOf: () => null } });
      expect(left.map(({ amount, tax }) => ({ amount: Number(amount), tax: Number(tax) }))).toEqual(invoice.left);
    }
    expect(sheetNos.map((sheetNo) => books.ledger.sheets.find(sheetNo)?.state)).toEqual(
      model.sheets.map(({ state }) => state),
    );
    expect(Number(books.ledger.usedQuota(quotaOwner, model.month()))).toBe(model.usedNow());
    const all = books.ledger.invoices().map(({ invoiceNo }) => invoiceNo);
    expect([new Set(all).size, all.length]).toEqual([all.length, model.invoices.length + model.reds]);
  };
  return { play, compare, close: () => books.database.close() };
};

it(`answers ${sequences} random sequences as the model does; numbers, remainders, sums and quota agree`, () => {
  fc.assert(
    fc.property(profile, fc.array(action, { minLength: 5, maxLength: 40 }), (settings, steps) => {
      const table = createTable(settings);
      try {
        for (const step of steps) {
          const [told, expected] = table.play(step);
          expect(told).toBe(expected);
          table.compare();
        }
      } finally {
        table.close();
      }
    }),
    { numRuns: sequences },
  );
}, 1_800_000);
