// On which sides of a confirmation sheet an application's company stands (B-5).
import type { RedSide } from '../../protocol/operations/red-sheet.ts';
import type { Sheet } from '../ledger/sheets.ts';
import type { OperationContext } from '../operations/decision.ts';

/** Both where the company sold to itself; none for a stranger or in the other environment. */
export const sidesOf = (
  sheet: Sheet,
  { environment, application }: Pick<OperationContext, 'environment' | 'application'>,
): RedSide[] => {
  if (sheet.environment !== environment) return [];
  const isOwn = (taxNo: string | null) => taxNo !== null && application.sellers.includes(taxNo);
  return [...(isOwn(sheet.sellerTaxNo) ? (['0'] as const) : []), ...(isOwn(sheet.buyerTaxNo) ? (['1'] as const) : [])];
};
