// `taxpayer.query`: what the bureau has registered of one of the application's sellers (section P).
import type { TaxpayerQueryAnswer } from '../../protocol/operations/taxpayer-query.ts';
import { dropEmpty } from '../../protocol/payload.ts';
import { dateOf } from '../../protocol/timestamp.ts';
import { type Refusal, verdictOf } from '../gates/verdict.ts';
import type { Seller } from '../register/seller.ts';
import { allowedRates } from '../rules/allowed-rates.ts';
import { standingOn, type TaxTable } from '../tax-codes/tax-codes.ts';
import type { Decision, Operation, OperationContext } from './decision.ts';

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

const refuse = (refusal: Refusal, data: Decision['data']): Decision => ({
  returnCode: refusal.returnCode,
  data,
  invoiceNo: null,
  verdicts: [verdictOf('seller', 'P', refusal)],
});

/** Of other taxpayers nothing is told, not even whether they are registered (2001). */
export const taxpayerQuery: Operation = {
  interface: 'taxpayer.query',
  orderNoOf: () => null,
  execute: (payload, context) => {
    const { application, sellers } = context;
    const { taxNo } = dropEmpty(payload) as { readonly taxNo?: unknown };
    if (typeof taxNo !== 'string') {
      const errors = [{ field: '/taxNo', rule: 'P', message: 'is required' }];
      return refuse({ returnCode: '1001', expected: 'taxNo', received: 'none' }, { errors });
    }
    const seller = application.sellers.includes(taxNo) ? sellers.get(taxNo) : undefined;
    if (!seller)
      return refuse(
        {
          returnCode: '2001',
          expected: `a seller of this application: ${application.sellers.join(', ')}`,
          received: JSON.stringify(taxNo.slice(0, 40)),
        },
        null,
      );
    return {
      returnCode: '0000',
      data: view(seller, context),
      invoiceNo: null,
      verdicts: [verdictOf('seller', 'P', null)],
    };
  },
};
