// Tax numbers as P-2 has them: the form everybody is held to, and the check characters of a strict profile.

const form = /^(?:[0-9A-Z]{15}|[0-9A-Z]{17}|[0-9A-Z]{18}|[0-9A-Z]{20})$/;
/** GB 32100-2015: digits and letters without I, O, S, V, Z; the place of a character is its value. */
const socialCreditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const socialCreditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/** GB 11643: weights 2^(17-i) mod 11 and the check characters by remainder. */
const identityWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const identityChecks = '10X98765432';

const weighted = (values: readonly number[], weights: readonly number[]): number =>
  weights.reduce((sum, weight, at) => sum + weight * (values[at] ?? 0), 0);

/** Its third to eighth characters are the region of the register, in digits. */
const isSocialCreditCode = (text: string): boolean => {
  if (!/^..\d{6}/.test(text)) return false;
  const values = [...text].map((character) => socialCreditAlphabet.indexOf(character));
  const modulus = socialCreditAlphabet.length;
  return !values.includes(-1) && values[17] === (modulus - (weighted(values, socialCreditWeights) % modulus)) % modulus;
};

const isIdentityNumber = (text: string): boolean => {
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  const born = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  const date = new Date(`${born}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== born) return false;
  return identityChecks[weighted([...text].map(Number), identityWeights) % 11] === text[17];
};

/** P-2 (form): 15, 17, 18 or 20 characters of `[0-9A-Z]`. */
export const isTaxNumberForm = (text: string): boolean => form.test(text);

/** P-2 with strict identity on: GB 32100 or GB 11643 for 18 characters, an identity number and two digits for 20. */
export const isStrictTaxNumber = (text: string): boolean => {
  if (!isTaxNumberForm(text)) return false;
  if (text.length === 18) return isSocialCreditCode(text) || isIdentityNumber(text);
  return text.length !== 20 || (isIdentityNumber(text.slice(0, 18)) && /^\d{2}$/.test(text.slice(18)));
};
