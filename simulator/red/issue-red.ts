// A red invoice is issued: a copy of its blue with negative lines; the blue's status, the sheet and the quota follow (B-5, B-7).
import { fenOf, writeFen } from '../../protocol/amount.ts';
import type { InvoiceEntry } from '../ledger/ledger.ts';
import type { RedLineEntry, Sheet } from '../ledger/sheets.ts';
import { enterInvoice, type Issuing, nextInvoiceNo } from '../operations/issuing.ts';
import { giveBackQuota, periodOf } from '../operations/quota.ts';
import { remainderOf } from './remainder.ts';

type Members = Readonly<Record<string, unknown>>;

const copiedOfLine = ['name', 'taxCode', 'unit', 'rate', 'policy', 'zeroRate'] as const;
const copiedOfInvoice = [
  ...(['invoiceType', 'seller', 'buyer', 'clerk', 'delivery'] as const),
  ...(['construction', 'shipments', 'realEstateRental'] as const),
] as const;

const copy = (members: Members, names: readonly string[]): Members =>
  Object.fromEntries(names.flatMap((name) => (members[name] === undefined ? [] : [[name, members[name]]])));

const lineOf = (blue: InvoiceEntry, red: RedLineEntry): Members => {
  const lines = blue.content['lines'] as readonly Members[];
  return { ...copy(lines[red.originalLine - 1] ?? {}, copiedOfLine), ...red };
};

const sumOf = (lines: readonly RedLineEntry[], name: 'amount' | 'tax'): bigint =>
  lines.reduce((sum, line) => sum + (fenOf(line[name]) ?? 0n), 0n);

/** As it is printed; not judged by today's table (B-5). */
const contentOf = (blue: InvoiceEntry, sheet: Sheet): Members => {
  const [amount, tax] = [sumOf(sheet.lines, 'amount'), sumOf(sheet.lines, 'tax')];
  return {
    orderNo: sheet.orderNo,
    ...copy(blue.content, copiedOfInvoice),
    lines: sheet.lines.map((line) => lineOf(blue, line)),
    amount: writeFen(amount),
    tax: writeFen(tax),
    total: writeFen(amount + tax),
    remark: `被红冲蓝字数电票号码：${blue.invoiceNo} 红字发票信息确认单编号：${sheet.sheetNo}`,
    originalInvoiceNo: blue.invoiceNo,
    reason: sheet.reason,
    sheetNo: sheet.sheetNo,
  };
};

/** Paper types are reversed on paper; the caller has seen to it that there is some. */
const takePaper = (type: string, sellerTaxNo: string, { paperStock }: Issuing['ledger']): Members =>
  type === '85' || type === '86' ? { ...paperStock.take(sellerTaxNo, type) } : {};

/** `request`: what this order number stands for from now on (B-1). `blue` and `sheet` belong together and are open. */
export const issueRed = (
  { blue, sheet, request }: { readonly blue: InvoiceEntry; readonly sheet: Sheet; readonly request: Members },
  issuing: Issuing,
): InvoiceEntry => {
  const { ledger, now } = issuing;
  const { environment, sellerTaxNo, orderNo } = sheet;
  return ledger.together(() => {
    const paper = takePaper(blue.invoiceType, sellerTaxNo, ledger);
    const content = { ...contentOf(blue, sheet), ...paper };
    const invoiceNo = nextInvoiceNo(now, issuing);
    const key = { environment, sellerTaxNo, orderNo };
    ledger.takeOrder({ ...key, state: 'issued', acceptedAt: now, invoiceNo, content: request });
    const red = enterInvoice({ key, invoiceNo, content }, { from: 'none', cause: 'invoice.red' }, issuing);
    ledger.sheets.put({ ...sheet, redInvoiceNo: invoiceNo });
    const to = remainderOf(blue, ledger).every(({ amount }) => amount === 0n) ? 'red-full' : 'red-partial';
    const change = { invoiceNo: blue.invoiceNo, at: now, from: blue.status, to, cause: `reversed by ${invoiceNo}` };
    ledger.changeStatus(change);
    issuing.statusChanged({ ...change, orderNo: blue.orderNo });
    if (periodOf(now) === periodOf(blue.issuedAt)) giveBackQuota(blue, -(fenOf(red.amount) ?? 0n), ledger);
    return red;
  });
};
