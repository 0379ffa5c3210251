// Invoice numbers (B-3): 20 digits, year 2, region 2, channel 1, sequence 15; unique, not promised to be in order.
import { dateOf } from '../../protocol/timestamp.ts';

/** `sequence` is never given twice; the year is that of the issue in China standard time. */
export const invoiceNumber = (issue: {
  readonly issuedAt: number;
  readonly region: string;
  readonly channel: string;
  readonly sequence: number;
}): string =>
  `${dateOf(issue.issuedAt).slice(2, 4)}${issue.region}${issue.channel}${String(issue.sequence).padStart(15, '0')}`;
