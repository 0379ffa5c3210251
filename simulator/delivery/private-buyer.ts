// A buyer whom no digital account of the bureau belongs to: an individual without a tax number (B-4).
import type { InvoiceEntry } from '../ledger/ledger.ts';

export const isPrivateBuyer = ({ content }: InvoiceEntry): boolean => {
  const buyer = content['buyer'] as { readonly kind?: string; readonly taxNo?: string };
  return buyer.kind === 'individual' && !buyer.taxNo;
};
