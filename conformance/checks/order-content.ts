// When two payloads of an order are the same to the bureau (B-1), as the judge compares what was commanded with what was sent.
import { isMembers } from '../members.ts';

/** All that P knows of an order and a reversal; the bureau ignores the rest, and a client may leave it out (P, B-1, D-9). */
const known = new Set([
  ...['orderNo', 'invoiceType', 'seller', 'buyer', 'lines', 'amount', 'tax', 'total', 'remark', 'clerk', 'delivery'],
  ...['callbackUrl', 'deductionMode', 'construction', 'shipments', 'realEstateRental', 'originalInvoiceNo', 'reason'],
  ...['sheetNo', 'name', 'taxNo', 'address', 'phone', 'bank', 'account', 'kind', 'email', 'taxCode', 'spec', 'unit'],
  ...['quantity', 'unitPrice', 'rate', 'policy', 'zeroRate', 'deduction', 'originalLine', 'place', 'projectName'],
  ...['landTaxProjectNo', 'crossCity', 'crossRegionNo', 'from', 'to', 'vehicleKind', 'vehicleNo', 'goods'],
  ...['certificateNo', 'areaUnit', 'leaseFrom', 'leaseTo'],
]);

const isKnown = (pointer: string): boolean =>
  pointer
    .split('/')
    .slice(1)
    .every((part) => /^\d+$/.test(part) || known.has(part));

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === '';
const decimalForm = /^-?(?:0|[1-9]\d{0,15})(?:\.\d+)?$/;

/** Members whose values are decimals and may be written `1.0` or `1` (P, B-1). */
const decimalMembers = new Set(['amount', 'tax', 'total', 'quantity', 'unitPrice', 'rate', 'deduction']);

const plainDecimal = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

const sameText = (name: string, a: string, b: string): boolean =>
  a === b ||
  (decimalMembers.has(name) && decimalForm.test(a) && decimalForm.test(b) && plainDecimal(a) === plainDecimal(b));

const none: readonly string[] = [];

const differencesOf = (name: string, a: unknown, b: unknown): readonly string[] => {
  if (a === b || (isAbsent(a) && isAbsent(b))) return none;
  // A line without a kind is of kind 0 (P).
  if (name === 'kind' && [a, b].some(isAbsent) && [a, b].includes('0')) return none;
  if (typeof a === 'string' && typeof b === 'string') return sameText(name, a, b) ? none : [''];
  const found: string[] = [];
  const compare = (member: string, inner: readonly [string, unknown, unknown]) => {
    for (const pointer of differencesOf(...inner)) found.push(`/${member}${pointer}`);
  };
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) return [''];
    for (const [at, item] of a.entries()) compare(String(at), [name, item, b[at]]);
    return found;
  }
  if (!isMembers(a) || !isMembers(b)) return [''];
  for (const member of Object.keys(a)) compare(member, [member, a[member], b[member]]);
  for (const member of Object.keys(b)) if (!Object.hasOwn(a, member)) compare(member, [member, undefined, b[member]]);
  return found;
};

/** JSON pointers of the members that differ; empty, null and absent are the same (P). */
export const differences = (commanded: unknown, sent: unknown): readonly string[] => differencesOf('', commanded, sent);

/** The same for contents: members that P does not know do not count (B-1). */
export const contentDifferences = (commanded: unknown, sent: unknown): readonly string[] =>
  differences(commanded, sent).filter(isKnown);
