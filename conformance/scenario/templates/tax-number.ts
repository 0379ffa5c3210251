// Unified social credit codes of made-up enterprises: right in form and check characters (GB 32100-2015, GB 11714-1997).

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const bodyWeights = [3, 7, 9, 10, 5, 8, 4, 2];
/** Real county codes (GB/T 2260), so that a client that looks at the region finds one. */
const regions = ['110108', '310115', '320508', '330106', '370102', '420111', '440305', '510107', '610113'];

/** The check character of the nine-character body number: (11 − Σ mod 11), written 0 for 11 and X for 10. */
const bodyCheck = (eight: string): string => {
  const sum = [...eight].reduce((total, digit, at) => total + Number.parseInt(digit, 36) * (bodyWeights[at] ?? 0), 0);
  const check = 11 - (sum % 11);
  if (check === 11) return '0';
  return check === 10 ? 'X' : String(check);
};

/** The last character: weights are powers of 3 modulo 31, the check is reduced modulo 31 (so 31 is written 0). */
const creditCheck = (seventeen: string): string => {
  let weight = 1;
  let sum = 0;
  for (const character of seventeen) {
    sum += creditAlphabet.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return creditAlphabet.charAt((31 - (sum % 31)) % 31);
};

/**
 * An 18-character tax number of an enterprise (P-2, strict identity included).
 * `digits` are eight decimal digits, `pick` chooses the county by any non-negative integer.
 */
export const writeTaxNumber = (digits: string, pick: number): string => {
  const region = regions[pick % regions.length] ?? '110108';
  const body = `MA${digits.slice(0, 6)}`;
  const seventeen = `91${region}${body}${bodyCheck(body)}`;
  return seventeen + creditCheck(seventeen);
};
