// The standing of one seller with the bureau: active (2001), identity confirmed (2007), not blocked for risk (2008).
import type { Seller } from '../register/seller.ts';
import type { Refusal } from './verdict.ts';

type Standing = 'suspended' | 'unconfirmed' | 'blocked';

const refusals: Readonly<Record<Standing, Refusal>> = {
  suspended: { returnCode: '2001', expected: 'an active taxpayer', received: 'suspended' },
  unconfirmed: { returnCode: '2007', expected: 'an identity confirmed with the bureau', received: 'not confirmed' },
  blocked: { returnCode: '2008', expected: 'a taxpayer not blocked for risk', received: 'blocked' },
};

/** The refusals of E-6 in their order, each with the sellers it is about. */
const holds: Readonly<Record<Standing, (seller: Seller) => boolean>> = {
  suspended: ({ state }) => state === 'suspended',
  unconfirmed: ({ identityConfirmed }) => identityConfirmed === false,
  blocked: ({ riskBlocked }) => riskBlocked === true,
};

/**
 * Before decryption nobody knows which seller a request is about: it is refused when all of the application's sellers
 * are of this standing (E-6). Who is alone in it is met once the payload names the seller: `judgeSellerStanding`.
 */
export const judgeAll = (sellers: readonly Seller[], standing: Standing): Refusal | null =>
  sellers.length > 0 && sellers.every(holds[standing]) ? refusals[standing] : null;

/** After decryption: the seller that the payload names. */
export const judgeSellerStanding = (seller: Seller): Refusal | null => {
  const found = (['suspended', 'unconfirmed', 'blocked'] as const).find((standing) => holds[standing](seller));
  if (!found) return null;
  return { ...refusals[found], received: `${seller.taxNo} is ${refusals[found].received}` };
};
