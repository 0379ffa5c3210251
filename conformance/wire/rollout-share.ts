// A share of orders as ten-thousandths, read and written by the judge (G-1, G-6).

const form = /^(?:0(?:\.[0-9]{1,4})?|1(?:\.0{1,4})?)$/;

/** Null for what is no share. */
export const readShare = (text: unknown): number | null => {
  if (typeof text !== 'string' || !form.test(text)) return null;
  const [units = '', fraction = ''] = text.split('.');
  return Number(`${units}${fraction.padEnd(4, '0')}`);
};

/** Always with four decimals. */
export const writeShare = (tenThousandths: number): string => {
  const digits = String(tenThousandths).padStart(5, '0');
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`;
};
