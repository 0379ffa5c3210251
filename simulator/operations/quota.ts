// A seller's quota of the month (B-7): without tax, taken at 0000/0001, anew at midnight UTC+8 of the first.
import { fenOf, writeFen } from '../../protocol/amount.ts';
import { dateOf } from '../../protocol/timestamp.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Seller } from '../register/seller.ts';

/** `yyyy-MM` in China standard time. */
export const periodOf = (epochMs: number): string => dateOf(epochMs).slice(0, 7);

/** Fen that may still be invoiced this month; never below zero. */
export const availableFen = (ledger: Ledger, seller: Seller, now: number): bigint => {
  const left = (fenOf(seller.quota) ?? 0n) - ledger.usedQuota(seller.taxNo, periodOf(now));
  return left > 0n ? left : 0n;
};

/** As `quota.query` answers it. The filing gate is a profile of a later step; until then every month counts as filed. */
export const quotaOf = (ledger: Ledger, seller: Seller, now: number) => ({
  period: periodOf(now),
  total: seller.quota,
  used: writeFen(ledger.usedQuota(seller.taxNo, periodOf(now))),
  available: writeFen(availableFen(ledger, seller, now)),
  filed: true,
});
