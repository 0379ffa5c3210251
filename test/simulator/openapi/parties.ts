// Who takes part in the session: a seller and a buyer with applications of their own, and some whom the bureau refuses.
import type { Application } from '../../../simulator/register/application.ts';
import type { Seller } from '../../../simulator/register/seller.ts';
import { application as usual, seller as usualSeller } from '../operations/books.ts';

export const seller: Seller = { ...usualSeller, limits: { '81': '1000.00' } };
const buyerSeller: Seller = { ...usualSeller, taxNo: '91350100M000100Y43', name: '购买方有限公司' };
const unconfirmed: Seller = { ...usualSeller, taxNo: '91440300MA5EW1BM6B', identityConfirmed: false };
const blocked: Seller = { ...usualSeller, taxNo: '91310000MA1FL1234X', riskBlocked: true };
export const sellers = [seller, buyerSeller, unconfirmed, blocked];

const applicationOf = (appId: string, one: Seller, changed: Partial<Application> = {}): Application => ({
  ...usual,
  appId,
  sellers: [one.taxNo],
  ...changed,
});
export const application = applicationOf('APP-SELLER', seller);
export const buyer = applicationOf('APP-BUYER', buyerSeller, { encryptType: 'SM4-ECB' });
export const refused = {
  2001: applicationOf('APP-UNCERTIFIED', seller, { certified: false }),
  2007: applicationOf('APP-UNCONFIRMED', unconfirmed),
  2008: applicationOf('APP-BLOCKED', blocked),
};
export const applications = [application, buyer, ...Object.values(refused)];
