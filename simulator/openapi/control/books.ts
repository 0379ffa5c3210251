// Chapter `books`: ledger, quota, tax codes, and snapshots of all of it.
import { Type } from '../../../protocol/schema.ts';
import { QuotaRequest } from '../../register/quota-request.ts';
import { money, words } from '../../register/schema-parts.ts';
import { TaxCodeChangeRequest, TaxCodeRequest } from '../../tax-codes/tax-code-request.ts';
import { amount, anyMembers, count, environment, instant, invoiceNo, orNull, text } from '../forms.ts';
import { answerJson, type Chapter } from '../route.ts';
import { pageParameters } from './pages.ts';
import { Tenant } from './tenants.ts';

const InvoiceEntry = Type.Object({
  ...{ sellerTaxNo: text, orderNo: text, invoiceNo, invoiceType: text, status: text },
  ...{ issuedAt: instant, deliveredAt: orNull(instant), buyerName: text, amount, tax: amount, total: amount },
  content: anyMembers,
});
const OrderEntry = Type.Object({
  ...{ environment, sellerTaxNo: text, orderNo: text, state: words(['processing', 'issued', 'failed']) },
  ...{ acceptedAt: instant, invoiceNo: orNull(invoiceNo) },
});
const Quota = Type.Object({
  ...{ sellerTaxNo: text, environment, period: Type.String({ pattern: '^[0-9]{4}-[0-9]{2}$' }) },
  ...{ total: money, used: amount, available: amount, filed: Type.Boolean() },
});
export const Ledger = Type.Object({
  invoices: Type.Array(InvoiceEntry),
  orders: Type.Array(OrderEntry),
  counts: Type.Optional(Type.Object({ invoices: count, orders: count })),
  quota: Type.Array(Quota),
});
const version = Type.String({ pattern: '^[0-9]+$' });
const TaxCodes = Type.Object({
  version,
  changes: Type.Array(Type.Object({ version, ...TaxCodeChangeRequest.properties })),
});
const Snapshot = Type.Object({ name: text, at: instant, invoices: count });

export const bookSchemas = {
  InvoiceEntry,
  Ledger,
  OrderEntry,
  Quota,
  QuotaRequest,
  Snapshot,
  TaxCodeChange: TaxCodeChangeRequest,
  TaxCodeRequest,
  TaxCodes,
};

const filter = (name: string, description: string) => ({ name, description, schema: text });

export const bookChapter: Chapter = {
  tag: 'books',
  en: 'Ledger, quota, tax codes, snapshots',
  zh: '账册、授信额度、税收分类编码、快照',
  routes: {
    'GET /tenants/{id}/ledger': {
      ...{ id: 'readLedger', en: 'Read invoices, orders and quotas', zh: '读取发票、订单与额度' },
      more: 'All of it where no parameter is given; else a page of what fits, and `counts` of all that does.',
      query: [
        filter('seller', 'A tax number.'),
        filter('orderNo', 'An order number.'),
        filter('status', 'A status of an invoice or a state of an order.'),
        ...pageParameters,
      ],
      refusals: [400],
      answers: { 200: answerJson('The books.', Ledger) },
    },
    'POST /tenants/{id}/quota': {
      ...{ id: 'setQuota', en: "Change a seller's quota of the month", zh: '调整销售方当月额度' },
      more: 'What other channels used of it, its total, whether the return of the month before is filed (B-7).',
      body: QuotaRequest,
      answers: { 200: answerJson('The quota as `quota.query` would answer it.', Quota) },
    },
    'GET /tenants/{id}/tax-codes': {
      ...{ id: 'readTaxCodes', en: 'Read the version of the table and what was announced', zh: '查看编码表版本与公告' },
      answers: { 200: answerJson('Version and changes.', TaxCodes) },
    },
    'POST /tenants/{id}/tax-codes': {
      ...{
        id: 'changeTaxCodes',
        en: 'Announce codes and rates that change on a day',
        zh: '公告某日起变更的编码与税率',
      },
      body: TaxCodeRequest,
      answers: { 200: answerJson('Version and changes.', TaxCodes) },
    },
    'GET /tenants/{id}/snapshots': {
      ...{ id: 'listSnapshots', en: 'List the snapshots', zh: '列出快照' },
      answers: { 200: answerJson('Oldest first.', Type.Array(Snapshot)) },
    },
    'PUT /tenants/{id}/snapshots/{name}': {
      ...{ id: 'saveSnapshot', en: 'Keep the present state under a name', zh: '以名称保存当前状态' },
      refusals: [400],
      answers: { 200: answerJson('The snapshot.', Snapshot) },
    },
    'POST /tenants/{id}/snapshots/{name}:restore': {
      ...{ id: 'restoreSnapshot', en: 'Come back to a snapshot', zh: '恢复到快照' },
      more: 'The journal goes on; sellers and applications that came later stay.',
      answers: { 200: answerJson('The tenant as it is now.', Tenant) },
    },
    'DELETE /tenants/{id}/snapshots/{name}': {
      ...{ id: 'removeSnapshot', en: 'Remove a snapshot', zh: '删除快照' },
      answers: { 204: { description: 'It is gone.' } },
    },
  },
};
