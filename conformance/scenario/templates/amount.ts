// Amounts of the kit's own invoices in whole fen; the judge trusts no arithmetic but its own.

/** `1234n` → `12.34`; negative amounts keep their sign in front. */
export const writeFen = (fen: bigint): string => {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/** A non-negative count of `10^-places` as a decimal without trailing zeros: `(2500n, 3)` → `2.5`. */
export const writeScaled = (scaled: bigint, places: number): string => {
  const digits = scaled.toString().padStart(places + 1, '0');
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '');
  const whole = digits.slice(0, digits.length - places);
  return fraction === '' ? whole : `${whole}.${fraction}`;
};

/** Quotient rounded half away from zero (section P); the divisor is positive. */
export const divideRounded = (dividend: bigint, divisor: bigint): bigint => {
  const magnitude = dividend < 0n ? -dividend : dividend;
  const quotient = (magnitude * 2n + divisor) / (divisor * 2n);
  return dividend < 0n ? -quotient : quotient;
};

/** Tax in fen of an amount in fen at a whole percentage. */
export const taxOf = (fen: bigint, percent: bigint): bigint => divideRounded(fen * percent, 100n);
