// When two contents of one order are the same (B-1): members that do not count dropped, defaults filled, decimals as numbers.
import { canonicalDecimal } from '../../protocol/amount.ts';

type Members = Readonly<Record<string, unknown>>;

const partyMembers = ['name', 'taxNo', 'address', 'phone', 'bank', 'account'];
const texts = ['orderNo', 'invoiceType', 'remark', 'clerk', 'deductionMode'];
const decimals = ['amount', 'tax', 'total'];
const lineTexts = ['name', 'taxCode', 'spec', 'unit', 'policy', 'zeroRate'];
const lineDecimals = ['quantity', 'unitPrice', 'amount', 'rate', 'tax', 'deduction'];

/** The blocks of P-11. */
const constructionTexts = ['place', 'projectName', 'landTaxProjectNo', 'crossCity', 'crossRegionNo'];
const shipmentTexts = ['from', 'to', 'vehicleKind', 'vehicleNo', 'goods'];
const rentalTexts = ['address', 'certificateNo', 'areaUnit', 'leaseFrom', 'leaseTo', 'crossCity'];

const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null;

const canonical = (value: unknown): string => canonicalDecimal(String(value));

const pick = (members: unknown, names: readonly string[], write: (value: unknown) => string): string[] =>
  isMembers(members)
    ? names.flatMap((name) => {
        const value = members[name];
        return value === undefined || value === null || value === '' ? [] : [`${name}=${write(value)}`];
      })
    : [];

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const lineOf = (line: unknown): string =>
  JSON.stringify([
    isMembers(line) ? (line['kind'] ?? '0') : '0',
    ...pick(line, lineTexts, String),
    ...pick(line, lineDecimals, canonical),
  ]);

/** Equal texts for equal contents: `callbackUrl`, `delivery` and unknown members do not count. */
export const contentKey = (order: Members): string =>
  JSON.stringify([
    ...pick(order, texts, String),
    ...pick(order, decimals, canonical),
    pick(order['seller'], partyMembers, String),
    pick(order['buyer'], [...partyMembers, 'kind'], String),
    listOf(order['lines']).map(lineOf),
    pick(order['construction'], constructionTexts, String),
    listOf(order['shipments']).map((shipment) => pick(shipment, shipmentTexts, String)),
    pick(order['realEstateRental'], rentalTexts, String),
  ]);
