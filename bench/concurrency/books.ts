// What the ledger says after the rush, held against every answer that was heard in it (B-1, B-7, B-10).
import type { BureauProcess } from '../bureau-process.ts';
import { amountFen, type Heard, orderNoOf, type Visited } from './shop.ts';

export type Environment = 'test' | 'production';
export type Rushed = { readonly environment: Environment; readonly visited: Visited };

export type Ledger = {
  readonly invoices: readonly {
    readonly orderNo: string;
    readonly invoiceNo: string;
  }[];
  readonly orders: readonly { readonly state: string }[];
  readonly quota: readonly { readonly environment: Environment; readonly used: string }[];
};

const readLedger = async ({ ready }: BureauProcess, tenant: string): Promise<Ledger> => {
  const headers = { authorization: `Bearer ${ready.controlToken}` };
  const response = await fetch(`${ready.control}/control/v1/tenants/${tenant}/ledger`, { headers });
  if (!response.ok) throw new Error(`the ledger was answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Ledger;
};

/** The ledger once nothing in it is under way any more. */
export const readSettled = async (bureau: BureauProcess, tenant: string): Promise<Ledger> => {
  const ledger = await readLedger(bureau, tenant);
  return ledger.orders.some(({ state }) => state === 'processing') ? readSettled(bureau, tenant) : ledger;
};

/** The first answer to an order says that it is taken; all others that it is, or is about to be. */
const first = new Set(['0000', '0001']);
const later = new Set(['4001', '4003']);

export type Expectation = {
  readonly orders: number;
  readonly environments: readonly Environment[];
  /** Whether each first answer must have been heard: not so where answers get lost. */
  readonly everyFirst: boolean;
};

const numbersByOrder = (entries: readonly { readonly orderNo: string; readonly invoiceNo: string | null }[]) => {
  const numbers = new Map<string, Set<string>>();
  for (const { orderNo, invoiceNo } of entries)
    if (invoiceNo !== null) numbers.set(orderNo, (numbers.get(orderNo) ?? new Set()).add(invoiceNo));
  return numbers;
};

const orderNosOf = ({ orders }: Expectation): string[] => Array.from({ length: orders }, (_, at) => orderNoOf(at));

/** What was heard in one environment, in words where it is wrong. */
const judgeHeard = (heard: readonly Heard[], quotaUsed: string, expected: Expectation): string[] => {
  const firsts = heard.filter(({ code }) => first.has(code)).map(({ orderNo }) => orderNo);
  const told = numbersByOrder(heard);
  const sum = orderNosOf(expected).reduce((total, _, at) => total + amountFen(at), 0n);
  return [
    ...heard
      .filter(({ code }) => !first.has(code) && !later.has(code))
      .map(({ orderNo, code }) => `${orderNo} was answered ${code}`),
    ...heard
      .filter(({ code, invoiceNo }) => (code === '0000' || code === '4001') && invoiceNo === null)
      .map(({ orderNo, code }) => `${orderNo} was answered ${code} without a number`),
    ...[...told].filter(([, numbers]) => numbers.size > 1).map(([orderNo]) => `${orderNo} was told two numbers`),
    ...(new Set(firsts).size === firsts.length ? [] : ['an order was taken twice']),
    ...(expected.everyFirst && firsts.length !== expected.orders
      ? [`${firsts.length} of ${expected.orders} orders were said to be taken`]
      : []),
    ...(BigInt(quotaUsed.replace('.', '')) === sum
      ? []
      : [`the quota used is ${quotaUsed}, the orders are ${sum} fen`]),
  ];
};

/** Invoices do not say their environment: of an order there are as many as environments, each told in one of them alone. */
const judgeInvoices = (ledger: Ledger, rushed: readonly Rushed[], expected: Expectation): string[] => {
  const booked = numbersByOrder(ledger.invoices);
  const told = expected.environments.map((environment) => numbersByOrder(heardIn(rushed, environment)));
  const all = ledger.invoices.map(({ invoiceNo }) => invoiceNo);
  const due = expected.orders * expected.environments.length;
  return [
    ...(all.length === due ? [] : [`${all.length} invoices, due are ${due}`]),
    ...(new Set(all).size === all.length ? [] : ['an invoice number stands twice']),
    ...orderNosOf(expected).flatMap((orderNo) => {
      const numbers = booked.get(orderNo) ?? new Set();
      const heard = told.flatMap((one) => [...(one.get(orderNo) ?? [])]);
      return [
        ...(numbers.size === expected.environments.length ? [] : [`${orderNo} has ${numbers.size} invoices`]),
        ...heard.filter((number) => !numbers.has(number)).map((number) => `${orderNo} was told ${number}: not booked`),
        ...(new Set(heard).size === heard.length ? [] : [`${orderNo} has one invoice in two environments`]),
      ];
    }),
  ];
};

const heardIn = (rushed: readonly Rushed[], environment: Environment): Heard[] =>
  rushed.filter((one) => one.environment === environment).flatMap(({ visited }) => visited.heard);

/** Everything that is wrong, in words; empty when nothing is. */
export const findWrongs = (ledger: Ledger, rushed: readonly Rushed[], expected: Expectation): string[] => [
  ...judgeInvoices(ledger, rushed, expected),
  ...expected.environments.flatMap((environment) => {
    const used = ledger.quota.find((quota) => quota.environment === environment)?.used ?? '0.00';
    return judgeHeard(heardIn(rushed, environment), used, expected).map((wrong) => `${environment}: ${wrong}`);
  }),
];
