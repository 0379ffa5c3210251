// The interfaces of the protocol port for their document: what each asks, and what `data` says under which return code (P, R).
import type { TSchema } from 'typebox';
import { InvoiceDeliver } from '../../../protocol/operations/invoice-deliver.ts';
import { InvoiceIssue, InvoiceIssueAnswer } from '../../../protocol/operations/invoice-issue.ts';
import { InvoiceList, InvoiceListAnswer } from '../../../protocol/operations/invoice-list.ts';
import { InvoiceAnswer, InvoiceQuery, InvoiceQueryAnswer } from '../../../protocol/operations/invoice-query.ts';
import { InvoiceRed } from '../../../protocol/operations/invoice-red.ts';
import { InvoiceVoid } from '../../../protocol/operations/invoice-void.ts';
import { QuotaQuery, QuotaQueryAnswer } from '../../../protocol/operations/quota-query.ts';
import { RedApply, RedConfirm, RedQuery, RedQueryAnswer, SheetAnswer } from '../../../protocol/operations/red-sheet.ts';
import { OrderAccepted, ParamErrors, QuotaShortage, VoidRefusal } from '../../../protocol/operations/refusals.ts';
import { TaxcodeSync, TaxcodeSyncAnswer } from '../../../protocol/operations/taxcode-sync.ts';
import { TaxpayerQuery, TaxpayerQueryAnswer } from '../../../protocol/operations/taxpayer-query.ts';
import type { ReturnCode } from '../../../protocol/return-code.ts';
import { Type } from '../../../protocol/schema.ts';
import { orNull } from '../forms.ts';

/** Null, or a schema that allows null: `data` is empty (E-8). */
export type Says = Readonly<Partial<Record<ReturnCode, TSchema | null>>>;
export type Interface = {
  readonly name: string;
  readonly en: string;
  readonly zh: string;
  readonly clauses: readonly string[];
  readonly asks: TSchema;
  /** Beside what every interface can answer. */
  readonly says: Says;
};

/** Of the gates that stand before every interface (E-6), and of outages. */
export const saidByAll: Says = {
  1002: null,
  2001: null,
  2002: null,
  2003: null,
  2004: null,
  2005: null,
  2006: null,
  2007: null,
  2008: null,
  3001: null,
  3002: null,
  3003: null,
  3004: null,
  9999: null,
};
/** `taxpayer.query` is how a taxpayer learns of its standing: no standing refuses it (P). */
const standings: readonly string[] = ['2007', '2008'];
/** In the order of the codes. */
export const saysOf = ({ name, says }: Interface): readonly (readonly [string, TSchema | null])[] =>
  Object.entries({ ...saidByAll, ...says })
    .filter(([code]) => name !== 'taxpayer.query' || !standings.includes(code))
    .sort(([a], [b]) => (a < b ? -1 : 1));

const wrong = { 1001: ParamErrors } as const;
const taken = { 4002: null } as const;
const missing = { 4004: null } as const;

export const interfaces: readonly Interface[] = [
  {
    ...{ name: 'invoice.issue', en: 'Issue an invoice', zh: '开具发票', asks: InvoiceIssue },
    clauses: ['P-1', 'P-2', 'P-3', 'P-4', 'P-5', 'P-6', 'P-7', 'P-8', 'P-9', 'P-10', 'P-11', 'B-1', 'B-7'],
    says: {
      '0000': InvoiceIssueAnswer,
      '0001': OrderAccepted,
      ...{ ...wrong, 4001: InvoiceAnswer, ...taken, 4003: null },
      ...{ 4101: QuotaShortage, 4102: null, 4103: null },
    },
  },
  {
    ...{ name: 'invoice.query', en: 'Ask what became of an order', zh: '查询发票', asks: InvoiceQuery },
    ...{ clauses: ['B-4', 'C-8'], says: { '0000': InvoiceQueryAnswer, ...wrong, ...missing } },
  },
  {
    ...{ name: 'invoice.list', en: 'List the invoices of some days', zh: '发票列表', asks: InvoiceList },
    ...{ clauses: ['B-4'], says: { '0000': InvoiceListAnswer, ...wrong } },
  },
  {
    ...{ name: 'invoice.deliver', en: 'Deliver an invoice again', zh: '重新交付发票', asks: InvoiceDeliver },
    ...{ clauses: ['B-4', 'B-12'], says: { '0000': InvoiceAnswer, ...wrong, ...missing } },
  },
  {
    ...{ name: 'invoice.red', en: 'Reverse an invoice, whole or in part', zh: '红字冲销', asks: InvoiceRed },
    clauses: ['B-1', 'B-5'],
    says: {
      '0000': InvoiceAnswer,
      ...{ ...wrong, 4001: InvoiceAnswer, ...taken, ...missing, 4103: null, 4201: null, 4202: null },
      ...{ 4203: SheetAnswer, 4204: SheetAnswer, 4205: SheetAnswer },
    },
  },
  {
    ...{ name: 'invoice.void', en: 'Void a paper invoice', zh: '作废纸质发票', asks: InvoiceVoid },
    ...{ clauses: ['B-6'], says: { '0000': InvoiceAnswer, ...wrong, ...missing, 4301: VoidRefusal } },
  },
  {
    ...{ name: 'red.apply', en: 'Apply for a reversal', zh: '申请红字确认单', asks: RedApply, clauses: ['B-5'] },
    says: { '0000': SheetAnswer, ...wrong, ...taken, ...missing, 4201: null, 4202: null, 4205: SheetAnswer },
  },
  {
    ...{ name: 'red.confirm', en: 'Speak on a confirmation sheet', zh: '确认红字确认单', asks: RedConfirm },
    // 2001 also to whoever speaks on its own sheet, or withdraws another's: then the sheet comes along.
    ...{
      clauses: ['B-5'],
      says: { '0000': SheetAnswer, ...wrong, 2001: orNull(SheetAnswer), ...missing, 4204: SheetAnswer },
    },
  },
  {
    ...{ name: 'red.query', en: 'Look for confirmation sheets', zh: '查询红字确认单', asks: RedQuery },
    ...{ clauses: ['B-5'], says: { '0000': RedQueryAnswer, ...wrong, ...missing } },
  },
  {
    ...{ name: 'quota.query', en: 'Ask for the quota of the month', zh: '查询授信额度', asks: QuotaQuery },
    ...{ clauses: ['B-7'], says: { '0000': QuotaQueryAnswer } },
  },
  {
    ...{ name: 'taxcode.sync', en: 'Take over the table of tax codes', zh: '同步税收分类编码', asks: TaxcodeSync },
    ...{ clauses: ['B-9'], says: { '0000': TaxcodeSyncAnswer, ...wrong } },
  },
  {
    ...{
      name: 'taxpayer.query',
      en: 'Ask what is registered of a taxpayer',
      zh: '查询纳税人信息',
      asks: TaxpayerQuery,
    },
    ...{ clauses: ['B-8'], says: { '0000': TaxpayerQueryAnswer, ...wrong } },
  },
];

/** What an answered push acknowledges (B-4). */
export const PushAcknowledged = Type.Object({ returnCode: Type.Literal('0000') });
