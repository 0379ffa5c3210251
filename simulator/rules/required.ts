// P-1: what must be there, and whom a special invoice may go to.
import type { ParamError } from '../../protocol/param-error.ts';
import { isSpecial, type Members, type Order, paramError, type Rule, show, textOf } from './rule.ts';

const orderRequired = ['orderNo', 'invoiceType', 'clerk', 'lines', 'amount', 'tax', 'total'];
const lineRequired = ['name', 'taxCode', 'amount', 'rate', 'tax'];

const missing = (members: Members, at: string, names: readonly string[]): ParamError[] =>
  names
    .filter((name) => members[name] === undefined)
    .map((name) =>
      paramError(`${at}/${name}`, 'P-1', {
        expected: 'a value: this member is required',
        received: 'nothing',
        remedy: 'send it; empty and null count as missing',
      }),
    );

const judgeBuyer = (order: Order): ParamError[] => {
  const { buyer } = order;
  const special = isSpecial(order);
  const kind = textOf(buyer, 'kind');
  const errors = missing(buyer, '/buyer', ['name', 'kind']);
  if ((special || kind === 'enterprise') && buyer['taxNo'] === undefined)
    errors.push(
      paramError('/buyer/taxNo', 'P-1', {
        expected: 'the tax number of the buyer: invoices of type 81 and 85 and every enterprise need it',
        received: 'nothing',
        remedy: 'ask the buyer for it',
      }),
    );
  if (special && kind === 'individual')
    errors.push(
      paramError('/buyer/kind', 'P-1', {
        expected: 'a buyer who is no individual, for an invoice of type 81 or 85',
        received: show(kind),
        remedy: 'issue type 82 or 86 to an individual',
      }),
    );
  return errors;
};

const judgeSeller = ({ seller, registered }: Order): ParamError[] => {
  const errors = missing(seller, '/seller', ['name', 'taxNo']);
  const name = textOf(seller, 'name');
  if (registered !== null && name !== '' && name !== registered.name)
    errors.push(
      paramError('/seller/name', 'P-1', {
        expected: `the name as registered, ${show(registered.name)}`,
        received: show(name),
        remedy: 'send the registered name, character by character',
      }),
    );
  return errors;
};

export const judgeRequired: Rule = (order) => [
  ...missing(order.members, '', orderRequired),
  ...judgeSeller(order),
  ...judgeBuyer(order),
  ...order.lines.flatMap((line) => missing(line.members, line.at, lineRequired)),
];
