// P-1: what must be there, what belongs together, and texts without stray spaces or control characters.
import type { ParamError } from '../../protocol/param-error.ts';
import { linesOf, type Members, membersOf, paramError, type Rule, textOf } from './rule.ts';

const orderRequired = ['orderNo', 'invoiceType', 'clerk', 'lines', 'amount', 'tax', 'total'];
const lineRequired = ['name', 'taxCode', 'amount', 'rate', 'tax'];
const special = new Set(['81', '85']);

const missing = (members: Members, at: string, names: readonly string[]): ParamError[] =>
  names
    .filter((name) => members[name] === undefined)
    .map((name) => paramError(`${at}/${name}`, 'P-1', 'is required; it is missing or empty'));

const judgeBuyer = (order: Members): ParamError[] => {
  const buyer = membersOf(order['buyer']);
  const isSpecial = special.has(textOf(order, 'invoiceType'));
  const kind = textOf(buyer, 'kind');
  return [
    ...missing(buyer, '/buyer', ['name', 'kind']),
    ...((isSpecial || kind === 'enterprise') && buyer['taxNo'] === undefined
      ? [paramError('/buyer/taxNo', 'P-1', 'is required for special invoices and for every enterprise buyer')]
      : []),
    ...(isSpecial && kind === 'individual'
      ? [
          paramError(
            '/buyer/kind',
            'P-1',
            'is individual: special invoices (81, 85) are never issued to one; use 82 or 86',
          ),
        ]
      : []),
  ];
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** Every text but `remark`, at every depth. */
const judgeTexts = (value: unknown, at: string): ParamError[] => {
  if (Array.isArray(value)) return value.flatMap((item, index) => judgeTexts(item, `${at}/${index}`));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, member]) =>
      at === '' && name === 'remark' ? [] : judgeTexts(member, `${at}/${name}`),
    );
  if (typeof value !== 'string') return [];
  if (control.test(value)) return [paramError(at, 'P-1', 'has a control character or line break; only remark may')];
  return value.trim() === value ? [] : [paramError(at, 'P-1', 'has leading or trailing spaces; trim it')];
};

const known = new Set([...orderRequired, 'seller', 'buyer', 'remark', 'deductionMode']);
const knownMembers = (order: Members): Members =>
  Object.fromEntries(Object.entries(order).filter(([name]) => known.has(name)));

const judgePairs = (line: Members, at: string): ParamError[] =>
  (line['quantity'] === undefined) === (line['unitPrice'] === undefined)
    ? []
    : [
        paramError(
          `${at}/${line['quantity'] === undefined ? 'quantity' : 'unitPrice'}`,
          'P-1',
          'is missing: quantity and unitPrice come both or neither',
        ),
      ];

export const judgeRequired: Rule = (order, context) => {
  const seller = membersOf(order['seller']);
  const registered = context.sellers.get(textOf(seller, 'taxNo'));
  const name = textOf(seller, 'name');
  return [
    ...missing(order, '', orderRequired),
    ...missing(seller, '/seller', ['name', 'taxNo']),
    ...(registered && name !== '' && name !== registered.name
      ? [paramError('/seller/name', 'P-1', `must be as registered: ${registered.name}`)]
      : []),
    ...judgeBuyer(order),
    ...linesOf(order).flatMap((line, at) => [
      ...missing(line, `/lines/${at}`, lineRequired),
      ...judgePairs(line, `/lines/${at}`),
    ]),
    ...judgeTexts(knownMembers(order), ''),
  ];
};
