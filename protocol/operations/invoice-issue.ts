// The order a taxpayer sends to have an invoice issued, and the invoice it gets (section P, `invoice.issue`).
import type { Static } from 'typebox';
import { Type } from '../schema.ts';

/** The decimal grammar of section P as a JSON Schema pattern; the negative zero it lets pass is refused by `isDecimal`. */
const decimal = Type.String({ pattern: '^-?(0|[1-9][0-9]{0,15})(\\.[0-9]+)?$' });
const words = <const Words extends readonly string[]>(list: Words) =>
  Type.Unsafe<Words[number]>({ type: 'string', enum: list });

export const Party = Type.Object(
  {
    name: Type.String({ maxLength: 100 }),
    taxNo: Type.Optional(Type.String()),
    address: Type.Optional(Type.String({ maxLength: 100 })),
    phone: Type.Optional(Type.String()),
    bank: Type.Optional(Type.String()),
    account: Type.Optional(Type.String()),
  },
  { description: 'The seller; absent address and bank are filled in from the register (P-1).' },
);
export type Party = Static<typeof Party>;

export const Buyer = Type.Intersect([Party, Type.Object({ kind: words(['enterprise', 'individual', 'other']) })]);
export type Buyer = Static<typeof Buyer>;

const policyWords =
  '01 简易征收 · 02 稀土 · 03 免税 · 04 不征税 · 05 先征后退 · 06/07 100 %/50 % 先征后退 · 08 按3%简易 · 09 按5%简易 · 10 减按1.5% · ' +
  '11–14 即征即退 30/50/70/100 % · 15–18 超税负 3/8/12/6 % 即征即退';

const policies = [
  ...(['01', '02', '03', '04', '05', '06', '07', '08', '09'] as const),
  ...(['10', '11', '12', '13', '14', '15', '16', '17', '18'] as const),
] as const;

export const InvoiceLine = Type.Object(
  {
    kind: Type.Optional(words(['0', '1', '2'])),
    name: Type.String({ maxLength: 90 }),
    taxCode: Type.String({ pattern: '^[0-9]{19}$' }),
    spec: Type.Optional(Type.String({ maxLength: 40 })),
    unit: Type.Optional(Type.String({ maxLength: 20 })),
    quantity: Type.Optional(decimal),
    unitPrice: Type.Optional(decimal),
    amount: decimal,
    rate: decimal,
    tax: decimal,
    policy: Type.Optional(Type.With(words(policies), { description: policyWords })),
    zeroRate: Type.Optional(words(['export'])),
    deduction: Type.Optional(decimal),
  },
  { description: '`kind` 0 normal (default), 1 discount, 2 discounted; `rate` is a fraction.' },
);
export type InvoiceLine = Static<typeof InvoiceLine>;

const yesOrNo = words(['Y', 'N']);
const text = Type.String();

/** Element 03 建筑服务: where and for what is built; `crossCity`: whether in another city than the seller's (P-11). */
export const Construction = Type.Object({
  place: text,
  projectName: text,
  landTaxProjectNo: Type.Optional(text),
  crossCity: yesOrNo,
  /** 跨区域涉税事项报验管理编号. */
  crossRegionNo: Type.Optional(text),
});
/** Element 04 货物运输服务: one carriage of goods (P-11). */
export const Shipment = Type.Object({ from: text, to: text, vehicleKind: text, vehicleNo: text, goods: text });
export const RealEstateRental = Type.Object(
  {
    address: text,
    certificateNo: text,
    areaUnit: text,
    leaseFrom: text,
    leaseTo: text,
    crossCity: yesOrNo,
  },
  { description: 'Element 06 不动产经营租赁: what is let, and from which day to which, `yyyy-MM-dd` (P-11).' },
);

export const InvoiceIssue = Type.Object(
  {
    orderNo: Type.String({ pattern: '^[0-9A-Za-z_-]{1,64}$' }),
    invoiceType: Type.With(words(['81', '82', '85', '86']), {
      description: '81 数电专票 · 82 数电普票 · 85 数电纸质专票 · 86 数电纸质普票',
    }),
    seller: Type.Intersect([Party, Type.Object({ taxNo: Type.String() })]),
    buyer: Buyer,
    lines: Type.Array(InvoiceLine, { minItems: 1, maxItems: 2000 }),
    amount: decimal,
    tax: decimal,
    total: decimal,
    remark: Type.Optional(Type.String({ maxLength: 200 })),
    clerk: Type.String({ maxLength: 20 }),
    deductionMode: Type.Optional(words(['01', '02'])),
    construction: Type.Optional(Construction),
    shipments: Type.Optional(Type.Array(Shipment)),
    realEstateRental: Type.Optional(RealEstateRental),
    delivery: Type.Optional(Type.Object({ email: Type.Optional(Type.String()), phone: Type.Optional(Type.String()) })),
    callbackUrl: Type.Optional(Type.String()),
  },
  {
    description:
      'The complete payload of an order. Unknown members are ignored; empty, null and absent members are the same.',
  },
);
export type InvoiceIssue = Static<typeof InvoiceIssue>;

/** The statuses an invoice can have (`invoice.query`, B-4). */
export const InvoiceStatus = words(['processing', 'issued', 'delivered', 'failed', 'void', 'red-partial', 'red-full']);
export type InvoiceStatus = Static<typeof InvoiceStatus>;

export const InvoiceIssueAnswer = Type.Object(
  {
    orderNo: Type.String(),
    invoiceNo: Type.String({ pattern: '^[0-9]{20}$' }),
    issuedAt: Type.String(),
    status: InvoiceStatus,
    amount: decimal,
    tax: decimal,
    total: decimal,
    buyerName: Type.String(),
    documents: Type.Optional(
      Type.Object({ pdf: Type.String(), ofd: Type.Optional(Type.String()), xml: Type.String() }),
    ),
    paperCode: Type.Optional(Type.String()),
    paperNo: Type.Optional(Type.String()),
  },
  { description: 'The issued invoice: `data` of 0000 and 4001; `issuedAt` is `yyyy-MM-dd HH:mm:ss`, UTC+8.' },
);
export type InvoiceIssueAnswer = Static<typeof InvoiceIssueAnswer>;
