// The XML document of an invoice, in the members of the 数电 EInvoice, unsigned and marked as a sample (B-4).
import { Big } from 'big.js';
import { carriableText, escapeXml, writeElement } from '../../protocol/strict-xml.ts';
import { writeDateTime } from '../../protocol/timestamp.ts';
import type { InvoiceEntry } from '../ledger/ledger.ts';
import { capitalAmount } from './capital-amount.ts';
import { type InvoiceFace, linesOf } from './invoice-face.ts';

type Members = Readonly<Record<string, unknown>>;
type Tree = string | undefined | { readonly [name: string]: Tree | readonly Tree[] };

const write = (name: string, tree: Tree | readonly Tree[]): string => {
  if (tree === undefined || tree === '') return '';
  if (typeof tree === 'string') return writeElement(name, escapeXml(carriableText(tree)));
  if (Array.isArray(tree)) return tree.map((one: Tree) => write(name, one)).join('');
  const members = Object.entries(tree)
    .map(([member, inner]) => write(member, inner))
    .join('');
  return members === '' ? '' : writeElement(name, members);
};

const textOf = (members: Members, name: string): string | undefined => {
  const value = members[name];
  return typeof value === 'string' ? value : undefined;
};

const party = (prefix: 'Seller' | 'Buyer', value: unknown): Tree => {
  const members = (value ?? {}) as Members;
  return {
    [`${prefix}IdNum`]: textOf(members, 'taxNo'),
    [`${prefix}Name`]: textOf(members, 'name'),
    [`${prefix}Addr`]: textOf(members, 'address'),
    [`${prefix}TelNum`]: textOf(members, 'phone'),
    [`${prefix}BankName`]: textOf(members, 'bank'),
    [`${prefix}BankAccNum`]: textOf(members, 'account'),
  };
};

const total = (line: Members): string =>
  new Big(textOf(line, 'amount') ?? '0').plus(textOf(line, 'tax') ?? '0').toFixed(2);

const item = (line: Members, name: string | undefined): Tree => ({
  ItemName: name,
  SpecMod: textOf(line, 'spec'),
  MeaUnits: textOf(line, 'unit'),
  Quantity: textOf(line, 'quantity'),
  UnPrice: textOf(line, 'unitPrice'),
  Amount: textOf(line, 'amount'),
  TaxRate: textOf(line, 'rate'),
  ComTaxAm: textOf(line, 'tax'),
  TotaltaxIncludedAmount: total(line),
  TaxClassificationCode: textOf(line, 'taxCode'),
});

const constructionMembers = {
  ...{ PlaceOfService: 'place', ProjectName: 'projectName', LandTaxProjectNumber: 'landTaxProjectNo' },
  ...{ CrossCitySign: 'crossCity', CrossRegionNumber: 'crossRegionNo' },
};
const shipmentMembers = {
  ...{ TransportType: 'vehicleKind', PlateNumber: 'vehicleNo', PlaceOfDeparture: 'from' },
  ...{ PlaceOfArrival: 'to', GoodsName: 'goods' },
};
const rentalMembers = {
  ...{ Address: 'address', CertificateNumber: 'certificateNo', AreaUnit: 'areaUnit' },
  ...{ StartDateOfLease: 'leaseFrom', EndDateOfLease: 'leaseTo', CrossCitySign: 'crossCity' },
};

/** Of the real document only the member's own place and name are known to us; inside it our words, in its manner (P-11). */
const particulars = (content: Members): Tree => {
  const all = (member: string, write: (entry: Members) => Tree): readonly Tree[] => {
    const value = content[member];
    const entries = Array.isArray(value) ? value : value === undefined ? [] : [value];
    return entries.map((entry) => write(entry as Members));
  };
  const copied = (names: Readonly<Record<string, string>>) => (entry: Members) =>
    Object.fromEntries(Object.entries(names).map(([name, member]) => [name, textOf(entry, member)]));
  return {
    ConstructionService: all('construction', copied(constructionMembers)),
    GoodsTransport: all('shipments', copied(shipmentMembers)),
    RealEstateLease: all('realEstateRental', copied(rentalMembers)),
  };
};

/** `01` for 专票, `02` for 普票, as the label of the form has it. */
const kindOf = (invoiceType: string): string => (invoiceType === '81' || invoiceType === '85' ? '01' : '02');

/** `face` gives the printed names and words, `invoice` the values as they were issued. */
export const writeXml = (invoice: InvoiceEntry, face: InvoiceFace): string => {
  const { content, invoiceNo, invoiceType, issuedAt } = invoice;
  const issued = writeDateTime(issuedAt);
  const isRed = invoice.total.startsWith('-');
  const body = write('EInvoice', {
    Header: {
      EIid: invoiceNo,
      EInvoiceTag: 'SAMPLE',
      Version: '1.0',
      InherentLabel: {
        InIssuType: { LabelCode: isRed ? 'N' : 'Y', LabelName: isRed ? '红字发票' : '蓝字发票' },
        EInvoiceType: { LabelCode: kindOf(invoiceType), LabelName: face.title },
      },
      Sample: '样张：由联调模拟税局生成，不是发票，不得作为凭证',
    },
    EInvoiceData: {
      SellerInformation: party('Seller', content['seller']),
      BuyerInformation: party('Buyer', content['buyer']),
      BasicInformation: {
        TotalAmWithoutTax: invoice.amount,
        TotalTaxAm: invoice.tax,
        'TotalTax-includedAmount': invoice.total,
        'TotalTax-includedAmountInChinese': capitalAmount(invoice.total),
        Drawer: face.clerk,
        RequestTime: issued,
      },
      IssuItemInformation: linesOf(invoice).map((line, at) => item(line, face.lines[at]?.name)),
      SpecificInformation: particulars(content),
      AdditionalInformation: { Remark: textOf(content, 'remark') },
    },
    TaxSupervisionInfo: {
      InvoiceNumber: invoiceNo,
      IssueTime: issued,
      PaperInvoiceCode: face.paper?.code,
      PaperInvoiceNumber: face.paper?.number,
      OriginalInvoiceNumber: textOf(content, 'originalInvoiceNo'),
    },
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${body}\n`;
};
