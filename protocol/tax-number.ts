// The identifier of a taxpayer: its form (P-2), and the check characters that a strict bureau also looks at.

const form = /^(?:[0-9A-Z]{15}|[0-9A-Z]{17,18}|[0-9A-Z]{20})$/;

/** GB 32100-2015: 31 characters; I, O, S, V and Z are left out because they are misread. */
const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const creditForm = /^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

/** GB 11643-1999: region, birthday, serial number, ISO 7064 mod 11-2 check character. */
const identityForm = /^[1-9][0-9]{5}([0-9]{4})([0-9]{2})([0-9]{2})[0-9]{3}[0-9X]$/;
const identityChecks = '10X98765432';

/**
 * The eighteenth character of a unified social credit code. The check digit of the organisation code inside it
 * (GB 11714) is not judged: registers hold codes that were given without it.
 */
const isCreditCode = (text: string): boolean => {
  if (!creditForm.test(text)) return false;
  let sum = 0;
  let weight = 1;
  for (const character of text.slice(0, 17)) {
    sum += creditAlphabet.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return creditAlphabet[(31 - (sum % 31)) % 31] === text[17];
};

const isDay = (year: number, month: number, day: number): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

const isIdentityNumber = (text: string): boolean => {
  const parts = identityForm.exec(text);
  if (!parts || !isDay(Number(parts[1]), Number(parts[2]), Number(parts[3]))) return false;
  let sum = 0;
  for (let at = 0; at < 17; at += 1) sum += Number(text[at]) * (2 ** (17 - at) % 11);
  return identityChecks[sum % 11] === text[17];
};

/** 15, 17, 18 or 20 characters of `[0-9A-Z]` (P-2). */
export const isTaxNumberForm = (text: string): boolean => form.test(text);

/** P-2 with strict identity on: 18 characters by GB 32100 or GB 11643, 20 an identity number and two digits; else the form. */
export const isStrictTaxNumber = (text: string): boolean => {
  if (!isTaxNumberForm(text)) return false;
  if (text.length === 18) return isCreditCode(text) || isIdentityNumber(text);
  if (text.length === 20) return isIdentityNumber(text.slice(0, 18)) && /^[0-9]{2}$/.test(text.slice(18));
  return true;
};
