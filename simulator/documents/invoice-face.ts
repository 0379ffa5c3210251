// The face of an invoice: everything that its documents show, as text, whatever they are drawn with (P-10).
import { fenOf, writeFen } from '../../protocol/amount.ts';
import { dateOf } from '../../protocol/timestamp.ts';
import type { InvoiceEntry } from '../ledger/ledger.ts';
import { capitalAmount } from './capital-amount.ts';
import { type PrintedLine, printLine } from './printed-line.ts';
import { qrText } from './qr-text.ts';
import { readBlocks, type SpecialBlock } from './special-block.ts';

type Members = Readonly<Record<string, unknown>>;
export type FaceParty = { readonly name: string; readonly taxNo: string };
export type InvoiceFace = {
  readonly title: string;
  /** 销项负数 on a red invoice, else empty. */
  readonly mark: string;
  readonly invoiceNo: string;
  readonly issuedOn: string;
  /** Code and number of the paper that it is printed on; null for electronic types (B-6). */
  readonly paper: { readonly code: string; readonly number: string } | null;
  readonly buyer: FaceParty;
  readonly seller: FaceParty;
  readonly lines: readonly PrintedLine[];
  /** Under the lines: what construction, carriage and letting need (P-11). */
  readonly blocks: readonly SpecialBlock[];
  readonly amount: string;
  readonly tax: string;
  readonly total: string;
  readonly capitals: string;
  readonly remarks: readonly string[];
  readonly clerk: string;
  readonly qr: string;
};

/** The short name of a tax code on a day (`yyyy-MM-dd`), null for one that the table does not know. */
export type ShortNameOf = (taxCode: string, day: string) => string | null;

const titles: ReadonlyMap<string, string> = new Map([
  ['81', '电子发票（增值税专用发票）'],
  ['82', '电子发票（普通发票）'],
  ['85', '增值税专用发票（数电纸质）'],
  ['86', '普通发票（数电纸质）'],
]);

const membersOf = (value: unknown): Members => (typeof value === 'object' && value !== null ? (value as Members) : {});
const textOf = (members: Members, name: string): string => {
  const value = members[name];
  return typeof value === 'string' ? value : '';
};
export const linesOf = ({ content }: InvoiceEntry): readonly Members[] =>
  Array.isArray(content['lines']) ? content['lines'].map(membersOf) : [];

const partyOf = (content: Members, role: 'buyer' | 'seller'): FaceParty => {
  const party = membersOf(content[role]);
  return { name: textOf(party, 'name'), taxNo: textOf(party, 'taxNo') };
};

/** Address and bank of a party stand among the remarks, as on the real form. */
const particulars = (content: Members, role: 'buyer' | 'seller'): string[] => {
  const party = membersOf(content[role]);
  const who = role === 'buyer' ? '购买方' : '销售方';
  return [
    ['地址', textOf(party, 'address')],
    ['电话', textOf(party, 'phone')],
    ['开户银行', textOf(party, 'bank')],
    ['银行账号', textOf(party, 'account')],
  ].flatMap(([what, value]) => (value ? [`${who}${what}：${value}`] : []));
};

const deductionOf = (lines: readonly Members[]): string[] => {
  const fen = lines.reduce((sum, line) => sum + (fenOf(textOf(line, 'deduction')) ?? 0n), 0n);
  return fen === 0n ? [] : [`差额征税：${writeFen(fen)}`];
};

const remarksOf = (content: Members, lines: readonly Members[], blocks: readonly SpecialBlock[]): readonly string[] => {
  const said = textOf(content, 'remark');
  const parties = [...particulars(content, 'buyer'), ...particulars(content, 'seller')];
  return [
    ...deductionOf(lines),
    ...blocks.flatMap(({ remarks }) => remarks),
    ...(said === '' ? [] : said.split(/\r\n|\r|\n/)),
    ...(parties.length > 0 ? [`${parties.join('；')}；`] : []),
  ];
};

const paperOf = (content: Members): InvoiceFace['paper'] => {
  const [code, number] = [textOf(content, 'paperCode'), textOf(content, 'paperNo')];
  return number === '' ? null : { code, number };
};

const chineseDay = (epochMs: number): string => dateOf(epochMs).replace(/^(\d+)-(\d+)-(\d+)$/, '$1年$2月$3日');

export const readFace = (invoice: InvoiceEntry, shortNameOf: ShortNameOf): InvoiceFace => {
  const { content, issuedAt, amount, tax, total } = invoice;
  const day = dateOf(issuedAt);
  const members = linesOf(invoice);
  const blocks = readBlocks(content);
  const lines = members.map((line) => printLine(line, shortNameOf(textOf(line, 'taxCode'), day)));
  return {
    title: titles.get(invoice.invoiceType) ?? '电子发票',
    mark: total.startsWith('-') ? '销项负数' : '',
    invoiceNo: invoice.invoiceNo,
    issuedOn: chineseDay(issuedAt),
    paper: paperOf(content),
    buyer: partyOf(content, 'buyer'),
    seller: partyOf(content, 'seller'),
    lines,
    blocks,
    amount: `¥${amount}`,
    tax: lines.every((line) => line.tax === '***') ? '***' : `¥${tax}`,
    total: `¥${total}`,
    capitals: capitalAmount(total),
    remarks: remarksOf(content, members, blocks),
    clerk: textOf(content, 'clerk'),
    qr: qrText(invoice),
  };
};
