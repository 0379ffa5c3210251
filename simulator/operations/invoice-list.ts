// `invoice.list`: the invoices that the application's sellers issued on some days, page by page, with sums (section P).
import { writeFen } from '../../protocol/amount.ts';
import type { InvoiceListAnswer, InvoiceSums, ListedInvoice } from '../../protocol/operations/invoice-list.ts';
import type { ParamError } from '../../protocol/param-error.ts';
import { dropEmpty } from '../../protocol/payload.ts';
import { writeDateTime } from '../../protocol/timestamp.ts';
import type { ListedEntry } from '../ledger/invoice-entry.ts';
import type { ListedSums } from '../ledger/invoice-listing.ts';
import { dayMs, pageOf, pageSize, startOfDay } from './days-and-pages.ts';
import { openGates, refuseErrors } from './decide-gates.ts';
import type { Decision, Operation } from './decision.ts';

const mostDays = 31;
/** What an invoice can be; an order on its way or failed has none. */
const statuses = ['issued', 'delivered', 'void', 'red-partial', 'red-full'];

type Members = Readonly<Record<string, unknown>>;

const judgeDays = (from: number | null, to: number | null): ParamError[] => {
  const error = (field: string, message: string): ParamError => ({ field, rule: 'P', message });
  const bad = [
    ...(from === null ? [error('/from', 'is a day yyyy-MM-dd (UTC+8)')] : []),
    ...(to === null ? [error('/to', 'is a day yyyy-MM-dd (UTC+8)')] : []),
  ];
  if (from === null || to === null) return bad;
  if (to < from) return [error('/to', 'is before `from`; both days belong to what is listed')];
  if (to - from >= mostDays * dayMs) return [error('/to', `makes more than ${mostDays} days; ask for fewer`)];
  return [];
};

const judge = (asked: Members): ParamError[] => [
  ...judgeDays(startOfDay(asked['from']), startOfDay(asked['to'])),
  ...(asked['status'] === undefined || statuses.includes(String(asked['status']))
    ? []
    : [{ field: '/status', rule: 'P', message: `is one of ${statuses.join(', ')}` }]),
  ...(pageOf(asked['page']) === null ? [{ field: '/page', rule: 'P', message: 'is a whole number from 1' }] : []),
];

const viewEntry = (entry: ListedEntry): ListedInvoice => ({
  orderNo: entry.orderNo,
  invoiceNo: entry.invoiceNo,
  invoiceType: entry.invoiceType,
  sellerTaxNo: entry.sellerTaxNo,
  issuedAt: writeDateTime(entry.issuedAt),
  status: entry.status as ListedInvoice['status'],
  ...(entry.deliveredAt === null ? {} : { deliveredAt: writeDateTime(entry.deliveredAt) }),
  buyerName: entry.buyerName,
  amount: entry.amount,
  tax: entry.tax,
  total: entry.total,
});

/** `total` = `amount` + `tax` on every invoice (P-4), so also in the sums. */
const viewSums = ({ count, amount, tax }: ListedSums): InvoiceSums => ({
  count,
  amount: writeFen(amount),
  tax: writeFen(tax),
  total: writeFen(amount + tax),
});
const nothing: ListedSums = { count: 0, amount: 0n, tax: 0n };

export const invoiceList: Operation = {
  interface: 'invoice.list',
  orderNoOf: () => null,
  execute: (payload, context): Decision => {
    const asked = dropEmpty(payload) as Members;
    const { pass, decide } = openGates();
    const wrong = pass('payload-rules', 'P', refuseErrors(judge(asked)));
    if (wrong) return wrong;
    const listing = {
      environment: context.environment,
      sellers: context.application.sellers,
      from: startOfDay(asked['from']) ?? 0,
      to: (startOfDay(asked['to']) ?? 0) + dayMs,
      status: typeof asked['status'] === 'string' ? asked['status'] : null,
    };
    const page = pageOf(asked['page']) ?? 1;
    const sums = context.ledger.listing.sums(listing);
    const count = [...sums.values()].reduce((all, one) => all + one.count, 0);
    const entries = context.ledger.listing.page(listing, { offset: (page - 1) * pageSize, limit: pageSize });
    const data: InvoiceListAnswer = {
      from: String(asked['from']),
      to: String(asked['to']),
      page,
      pages: Math.ceil(count / pageSize),
      blue: viewSums(sums.get('blue') ?? nothing),
      red: viewSums(sums.get('red') ?? nothing),
      void: viewSums(sums.get('void') ?? nothing),
      invoices: entries.map(viewEntry),
    };
    return decide('0000', data);
  },
};
