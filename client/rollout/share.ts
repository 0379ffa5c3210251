// A share of orders: a decimal string with at most four decimals, held and compared as a number of ten-thousandths (G-1).

const form = /^([01])(?:\.([0-9]{1,4}))?$/;
const decimals = 4;
const whole = 10 ** decimals;

/** Null for anything but `0`, `1` and what lies between in this form: exponents, signs, percentages, a fifth decimal (G-6). */
export const readShare = (text: unknown): number | null => {
  const [, units, fraction = ''] = (typeof text === 'string' ? form.exec(text) : null) ?? [];
  if (units === undefined) return null;
  const share = Number(units) * whole + Number(fraction.padEnd(decimals, '0'));
  return share <= whole ? share : null;
};

/** The shortest spelling: `0.1` whether `0.1` or `0.1000` was commanded. */
export const writeShare = (tenThousandths: number): string => {
  const fraction = String(tenThousandths % whole)
    .padStart(decimals, '0')
    .replace(/0+$/, '');
  const units = Math.floor(tenThousandths / whole);
  return fraction === '' ? `${units}` : `${units}.${fraction}`;
};
