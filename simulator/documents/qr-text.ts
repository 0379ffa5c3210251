// What the QR code of an invoice says: kind, number, total, day, and a sum over them.
import { dateOf } from '../../protocol/timestamp.ts';
import type { InvoiceEntry } from '../ledger/ledger.ts';

/** The bureau's digits for 数电专票, 数电普票 and their paper forms. */
const kinds: ReadonlyMap<string, string> = new Map([
  ['81', '31'],
  ['82', '32'],
  ['85', '01'],
  ['86', '04'],
]);

/** CRC-16/XMODEM. Real bureaus print four hexadecimal digits here and do not publish of which sum. */
const crc16 = (bytes: Uint8Array): string => {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 0x8000 ? ((sum << 1) ^ 0x1021) & 0xffff : (sum << 1) & 0xffff;
  }
  return sum.toString(16).toUpperCase().padStart(4, '0');
};

/** `01,32,,{number},{total},{yyyyMMdd},,{sum}`: code and check code are empty on these invoices. */
export const qrText = ({ invoiceType, invoiceNo, total, issuedAt }: InvoiceEntry): string => {
  const kind = kinds.get(invoiceType) ?? '32';
  const told = `01,${kind},,${invoiceNo},${total},${dateOf(issuedAt).replaceAll('-', '')},,`;
  return `${told}${crc16(Buffer.from(told))}`;
};
