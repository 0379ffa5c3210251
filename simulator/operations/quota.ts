// A seller's quota of the month (B-7): without tax, taken at 0000/0001, anew at midnight UTC+8 of the first.
import { fenOf, writeFen } from '../../protocol/amount.ts';
import { dateOf } from '../../protocol/timestamp.ts';
import type { InvoiceEntry, Ledger } from '../ledger/ledger.ts';
import type { QuotaOwner } from '../ledger/quota-use.ts';
import type { Seller } from '../register/seller.ts';
import type { TenantSettings } from '../register/tenant-settings.ts';

/** `now` in ms since the epoch. */
export type QuotaView = {
  readonly ledger: Ledger;
  readonly settings: TenantSettings;
  readonly now: number;
  readonly environment: QuotaOwner['environment'];
};

/** `yyyy-MM` in China standard time. */
export const periodOf = (epochMs: number): string => dateOf(epochMs).slice(0, 7);

/** The month before, `yyyy-MM`. */
export const periodBefore = (period: string): string => {
  const [year = 0, month = 0] = period.split('-').map(Number);
  return month > 1 ? `${year}-${String(month - 1).padStart(2, '0')}` : `${String(year - 1).padStart(4, '0')}-12`;
};

/** Gives fen of an invoice back to the month they were taken from: that of its acceptance, which may be the one before its issue. */
export const giveBackQuota = (invoice: InvoiceEntry, fen: bigint, ledger: Ledger): void => {
  const takenAt = ledger.findOrder(invoice)?.acceptedAt ?? invoice.issuedAt;
  ledger.useQuota(invoice, periodOf(takenAt), -fen);
};

/** Fen used of the total by this environment's invoices and by the seller's other channels, which are told of both. */
const usedFen = ({ ledger, environment }: QuotaView, { taxNo: sellerTaxNo }: Seller, period: string): bigint =>
  ledger.usedQuota({ environment, sellerTaxNo }, period) + ledger.quotaMarks.usedElsewhere({ sellerTaxNo, period });

/** The total is one figure: when the bureau changes it, last month's remainder is counted by the new one too. */
const restOf = (view: QuotaView, seller: Seller, period: string): bigint => {
  const left = (fenOf(seller.quota) ?? 0n) - usedFen(view, seller, period);
  return left > 0n ? left : 0n;
};

/** Whether last month's return is filed: where nobody has said so, only a bureau with the filing gate waits for it. */
const isFiled = ({ ledger, settings, now }: QuotaView, seller: Seller): boolean =>
  ledger.quotaMarks.isFiled({ sellerTaxNo: seller.taxNo, period: periodBefore(periodOf(now)) }) ??
  settings.filingGate !== true;

/** Fen that may still be invoiced this month; never below zero. */
export const availableFen = (view: QuotaView, seller: Seller): bigint => {
  const { settings, now } = view;
  const rest = restOf(view, seller, periodOf(now));
  if (settings.filingGate !== true || isFiled(view, seller)) return rest;
  const lastRest = restOf(view, seller, periodBefore(periodOf(now)));
  return lastRest < rest ? lastRest : rest;
};

/** As `quota.query` answers it; `filed` is about the month before. */
export const quotaOf = (view: QuotaView, seller: Seller) => ({
  period: periodOf(view.now),
  total: seller.quota,
  used: writeFen(usedFen(view, seller, periodOf(view.now))),
  available: writeFen(availableFen(view, seller)),
  filed: isFiled(view, seller),
});
