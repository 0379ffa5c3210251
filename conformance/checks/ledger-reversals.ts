// ledger.reversals: every red in the books reverses the invoice it was to reverse, by as much as was asked, and never more than there was (B-5, V-2).
import type { Bilingual } from '../bilingual.ts';
import type { Check, Finding } from '../check.ts';
import type { Evidence, LedgerInvoice } from '../evidence.ts';
import type { RedWish, Scenario } from '../scenario/scenario.ts';
import { fail, listed, pass, say } from './finding.ts';

type Money = { readonly amount: bigint; readonly tax: bigint };

const fen = (text: string): bigint => BigInt(text.replace('.', ''));
const moneyOf = ({ amount, tax }: { readonly amount?: string; readonly tax?: string }): Money => ({
  amount: fen(amount ?? '0.00'),
  tax: fen(tax ?? '0.00'),
});
const sum = (all: readonly Money[]): Money =>
  all.reduce((a, b) => ({ amount: a.amount + b.amount, tax: a.tax + b.tax }), { amount: 0n, tax: 0n });

const write = (value: bigint): string => {
  const digits = String(value < 0n ? -value : value).padStart(3, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};
const show = ({ amount, tax }: Money): Bilingual =>
  say(`${write(amount)} and tax ${write(tax)}`, `金额 ${write(amount)}、税额 ${write(tax)}`);

type Case = { readonly red: LedgerInvoice; readonly wish: RedWish; readonly blue: LedgerInvoice };

/** What a reversal was to take: the sum of its lines, or all that was left before it. */
const dueOf = ({ red, wish, blue }: Case, ledger: readonly LedgerInvoice[]): Money => {
  if (wish.lines !== null) return sum(wish.lines.map(moneyOf));
  const earlier = ledger.slice(0, ledger.indexOf(red)).filter(({ original }) => original === blue.invoiceNo);
  const left = sum([blue, ...earlier].map(moneyOf));
  return { amount: -left.amount, tax: -left.tax };
};

const refute = (one: Case, ledger: readonly LedgerInvoice[]): Bilingual | null => {
  const { red, blue } = one;
  if (red.original !== blue.invoiceNo)
    return say(
      `${red.invoiceNo} reverses ${red.original} instead of ${blue.invoiceNo}`,
      `${red.invoiceNo} 红冲了 ${red.original}，应为 ${blue.invoiceNo}`,
    );
  const [due, taken] = [dueOf(one, ledger), moneyOf(red)];
  const equal = due.amount === taken.amount && due.tax === taken.tax;
  return equal
    ? null
    : say(
        `${red.invoiceNo} is of ${show(taken).en} instead of ${show(due).en}`,
        `${red.invoiceNo} 为${show(taken).zh}，应为${show(due).zh}`,
      );
};

/** What of an invoice is reversed beyond itself. */
const excessOf = (blue: LedgerInvoice, ledger: readonly LedgerInvoice[]): Bilingual | null => {
  const left = sum([blue, ...ledger.filter(({ original }) => original === blue.invoiceNo)].map(moneyOf));
  return left.amount < 0n || left.tax < 0n
    ? say(`of ${blue.invoiceNo} more is reversed than there was`, `${blue.invoiceNo} 的红冲超出了原票`)
    : null;
};

const casesOf = (ledger: readonly LedgerInvoice[], { reds, orders }: Scenario): Case[] =>
  ledger.flatMap((red) => {
    const wish = red.original ? Object.values(reds).find(({ orderNo }) => orderNo === red.orderNo) : undefined;
    const blueOrder = orders[wish?.original ?? '']?.orderNo;
    const blue = ledger.find((entry) => entry.orderNo === blueOrder && !entry.original);
    return wish && blue ? [{ red, wish, blue }] : [];
  });

const judge = ({ ledger }: Evidence, scenario: Scenario): Finding | null => {
  const reds = ledger.filter(({ original }) => original);
  if (reds.length === 0) return null;
  const blues = ledger.filter(({ invoiceNo }) => reds.some(({ original }) => original === invoiceNo));
  const wrong = [
    ...casesOf(ledger, scenario).flatMap((one) => refute(one, ledger) ?? []),
    ...blues.flatMap((blue) => excessOf(blue, ledger) ?? []),
  ];
  if (wrong.length === 0)
    return pass(
      say(`${reds.length} reversal(s) of the right invoice and amount`, `${reds.length} 张红字发票的原票与金额均正确`),
    );
  return fail(say('a reversal is of another invoice or amount than was asked', '红字发票的原票或金额与指令不符'), {
    expected: say('the original and the amounts of the command', '指令中的原票与金额'),
    actual: listed(wrong),
  });
};

export const ledgerReversals: Check = {
  id: 'ledger.reversals',
  clauses: ['B-5', 'V-2', 'D-1'],
  level: 'must',
  scope: 'universal',
  requirement: say(
    'A red invoice reverses the invoice that was commanded by the amounts that were commanded, all of them never more than the blue one.',
    '红字发票须按指令对应原票与金额，合计不得超过蓝字发票。',
  ),
  judge,
};
