// What the bureau's books say after a kill, held against what it had acknowledged before (B-1, B-2, B-7), and whether its journal still hangs together (B-11).
import type { BureauProcess } from '../bureau-process.ts';

type Ledger = {
  readonly invoices: readonly { readonly orderNo: string; readonly invoiceNo: string; readonly amount: string }[];
  readonly quota: readonly { readonly used: string }[];
};

type Verification = { readonly ok: boolean; readonly checked: number; readonly firstBreak: unknown };

const read = async ({ ready }: BureauProcess, what: 'ledger' | 'journal:verify'): Promise<unknown> => {
  const headers = { authorization: `Bearer ${ready.controlToken}` };
  const response = await fetch(`${ready.control}/control/v1/tenants/default/${what}`, { headers });
  if (!response.ok) throw new Error(`${what} was answered ${response.status}: ${await response.text()}`);
  return response.json();
};

const fenOf = (amount: string): bigint => BigInt(amount.replace('.', ''));

const repeated = (texts: readonly string[]): string[] => [
  ...new Set(texts.filter((text, at) => texts.indexOf(text) !== at)),
];

/** Everything that is wrong, in words; empty when nothing is. `acknowledged`: invoice number by order number. */
export const findWrongs = async (
  bureau: BureauProcess,
  acknowledged: ReadonlyMap<string, string>,
): Promise<{ readonly wrongs: readonly string[]; readonly invoices: number }> => {
  const { invoices, quota } = (await read(bureau, 'ledger')) as Ledger;
  const { ok, checked, firstBreak } = (await read(bureau, 'journal:verify')) as Verification;
  const booked = new Map(invoices.map(({ orderNo, invoiceNo }) => [orderNo, invoiceNo]));
  const lost = [...acknowledged].filter(([orderNo, invoiceNo]) => booked.get(orderNo) !== invoiceNo);
  const sum = invoices.reduce((total, { amount }) => total + fenOf(amount), 0n);
  const taken = quota.reduce((total, { used }) => total + fenOf(used), 0n);
  return {
    invoices: invoices.length,
    wrongs: [
      ...lost.map(
        ([orderNo, invoiceNo]) => `${orderNo} was acknowledged as ${invoiceNo}, booked: ${booked.get(orderNo)}`,
      ),
      ...repeated(invoices.map(({ invoiceNo }) => invoiceNo)).map((no) => `invoice number ${no} stands twice`),
      ...repeated(invoices.map(({ orderNo }) => orderNo)).map((no) => `order ${no} has two invoices`),
      ...(ok ? [] : [`the journal is broken: ${JSON.stringify(firstBreak)}`]),
      ...(checked >= invoices.length
        ? []
        : [`${invoices.length} invoices, and only ${checked} entries in the journal`]),
      ...(taken === sum ? [] : [`the quota used is ${taken} fen, the invoices are ${sum} fen`]),
    ],
  };
};
