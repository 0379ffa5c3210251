// What the bureau itself adds to an order's content: the seller's address and bank from the register (P-1).
import type { Seller } from '../register/seller.ts';

type Members = Readonly<Record<string, unknown>>;

const registeredMembers = ['address', 'phone', 'bank', 'account'] as const;

/** The content as it is printed; what the order says of itself stays. `content` is free of null and empty members. */
export const fillFromRegister = (content: Members, registered: Seller | undefined): Members => {
  const seller = content['seller'];
  if (registered === undefined || typeof seller !== 'object' || seller === null) return content;
  const filled = registeredMembers.flatMap((name) => (registered[name] ? [[name, registered[name]] as const] : []));
  return { ...content, seller: { ...Object.fromEntries(filled), ...seller } };
};
