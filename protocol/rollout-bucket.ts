// Which of ten thousand buckets an order falls into, for good: orders below the share go automatic (G-2).
import { createHash } from 'node:crypto';

const buckets = 10_000;

/** First four bytes, big-endian, of SM3(`salt:orderNo`) mod 10000; automatic iff it is below the share in ten-thousandths. */
export const bucketOf = (salt: string, orderNo: string): number =>
  createHash('sm3').update(`${salt}:${orderNo}`, 'utf8').digest().readUInt32BE(0) % buckets;
