// `taxpayer.query`: what the bureau has registered of one of the application's sellers (section P).
import type { TaxpayerQueryAnswer } from '../../protocol/operations/taxpayer-query.ts';
import { dropEmpty } from '../../protocol/payload.ts';
import { dateOf } from '../../protocol/timestamp.ts';
import type { Seller } from '../register/seller.ts';
import { allowedRates } from '../rules/allowed-rates.ts';
import { show } from '../rules/rule.ts';
import { standingOn, type TaxTable } from '../tax-codes/tax-codes.ts';
import { openGates, refuseErrors } from './decide-gates.ts';
import type { Operation, OperationContext } from './decision.ts';

/** Every rate above 0 that some code allows this kind of taxpayer on that day, by a policy or without one (P-8). */
const ratesOf = (kind: Seller['kind'], day: string, table: TaxTable): string[] => {
  const rates = table.codes.flatMap((code) =>
    allowedRates(standingOn(code, day) ?? code, { kind, day }).map(({ rate }) => rate),
  );
  return [...new Set(rates)].sort((a, b) => Number(a) - Number(b));
};

const stateOf = (seller: Seller): TaxpayerQueryAnswer['state'] => {
  if (seller.state === 'suspended') return 'suspended';
  return seller.identityConfirmed === false ? 'unconfirmed' : 'active';
};

const view = (seller: Seller, { now, taxTable }: OperationContext): TaxpayerQueryAnswer => ({
  name: seller.name,
  kind: seller.kind,
  state: stateOf(seller),
  rates: ratesOf(seller.kind, dateOf(now), taxTable()),
  types: seller.types,
  risk: seller.riskBlocked === true ? 'blocked' : 'normal',
});

/** Of other taxpayers nothing is told, not even whether they are registered (2001). */
export const taxpayerQuery: Operation = {
  interface: 'taxpayer.query',
  orderNoOf: () => null,
  execute: (payload, context) => {
    const { application, sellers } = context;
    const { taxNo } = dropEmpty(payload) as { readonly taxNo?: unknown };
    const { pass, decide } = openGates();
    const named = typeof taxNo === 'string' ? taxNo : null;
    const missing = named === null ? [{ field: '/taxNo', rule: 'P', message: 'is required' }] : [];
    const wrong = pass('payload-rules', 'P', refuseErrors(missing));
    if (wrong) return wrong;
    const seller = application.sellers.includes(named ?? '') ? sellers.get(named ?? '') : undefined;
    const expected = `a seller of this application: ${application.sellers.join(', ')}`;
    const stranger = { returnCode: '2001', expected, received: show(named) };
    const refused = pass('seller', 'P', seller ? null : stranger);
    return refused ?? decide('0000', seller ? view(seller, context) : null);
  },
};
