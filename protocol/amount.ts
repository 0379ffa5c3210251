// Money and other decimals of a payload: texts on the wire, integer fen or big.js in the books, never a float (P).
import { Big } from 'big.js';

const decimalForm = /^-?(?:0|[1-9][0-9]{0,15})(?:\.[0-9]+)?$/;
const fenForm = /^(-?)([0-9]+)\.([0-9]{2})$/;

/** The grammar of section P: ASCII, no plus sign, no exponent, no leading zero, no negative zero in any spelling. */
export const isDecimal = (text: string): boolean =>
  decimalForm.test(text) && !(text.startsWith('-') && /^[-0.]+$/.test(text));

/** How many digits follow the point, as written: trailing zeros count. */
export const decimalPlaces = (text: string): number => text.split('.')[1]?.length ?? 0;

/** Fen (hundredths of a yuan) of a decimal with exactly two places; null for any other text (P-3). */
export const fenOf = (text: string): bigint | null => {
  const parts = isDecimal(text) ? fenForm.exec(text) : null;
  return parts ? BigInt(`${parts[1]}${parts[2]}${parts[3]}`) : null;
};

/** The two-decimal text of an amount in fen. */
export const writeFen = (fen: bigint): string => {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/** Rounds half away from zero to two decimals (P). */
export const round2 = (x: Big): Big => x.round(2, Big.roundHalfUp);

/** Rounds half away from zero to eight decimals (P, P-7). */
export const round8 = (x: Big): Big => x.round(8, Big.roundHalfUp);

/** One spelling for every decimal of the same value; any other text stays as it is (B-1). */
export const canonicalDecimal = (text: string): string =>
  text.includes('.') && isDecimal(text) ? text.replace(/0+$/, '').replace(/\.$/, '') : text;

/**
 * Whether two decimals are the same number: `1`, `1.0` and `1.00` are (B-1). Texts that are no decimals are equal only
 * character by character. Compared as text, so that a very long one costs no arithmetic.
 */
export const sameDecimal = (a: string, b: string): boolean =>
  a === b || (isDecimal(a) && isDecimal(b) && canonicalDecimal(a) === canonicalDecimal(b));
