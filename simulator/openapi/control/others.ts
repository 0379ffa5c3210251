// Chapter `others`: what buyers and the bureau do with invoices, what left the bureau on its own, and what each party sees.

import { RedReason } from '../../../protocol/operations/invoice-red.ts';
import { RedSide, sheetStates } from '../../../protocol/operations/red-sheet.ts';
import { Type } from '../../../protocol/schema.ts';
import { MarkRequest, SheetRequest, StockRequest } from '../../register/red-requests.ts';
import { words } from '../../register/schema-parts.ts';
import { CertificateRequest } from '../../tenancy/issue-certificate.ts';
import { amount, count, environment, instant, invoiceNo, orNull, text } from '../forms.ts';
import { answerBytes, answerJson, type Chapter } from '../route.ts';
import { pageParameters } from './pages.ts';

export const Sheet = Type.Object({
  ...{ sheetNo: invoiceNo, environment, sellerTaxNo: text, buyerTaxNo: orNull(text), orderNo: text, side: RedSide },
  ...{ originalInvoiceNo: invoiceNo, reason: RedReason, state: words(sheetStates), redInvoiceNo: orNull(invoiceNo) },
  lines: Type.Array(
    Type.Object({
      ...{ originalLine: count, amount, tax: amount },
      ...{ quantity: Type.Optional(text), unitPrice: Type.Optional(text) },
    }),
  ),
  ...{ createdAt: instant, expiresAt: instant },
});
const Stock = Type.Object({ rolls: Type.Array(StockRequest) });

const Push = Type.Object({
  ...{
    seq: count,
    orderNo: text,
    environment,
    sellerTaxNo: text,
    appId: text,
    format: words(['json', 'xml']),
    url: text,
  },
  ...{ invoiceNo: orNull(text), status: text, at: instant, requestId: text },
  ...{ state: words(['due', 'answered', 'given-up']), dueAt: orNull(instant) },
  attempts: Type.Array(
    Type.Object({
      ...{
        sentAt: instant,
        order: count,
        manner: words(['regular', 'duplicate', 'forged']),
        requestNonce: text,
        body: text,
      },
      ...{ fault: orNull(text), httpStatus: orNull(count), answer: orNull(text) },
      outcome: orNull(words(['answered', 'refused', 'timeout', 'unreachable', 'lost'])),
    }),
  ),
});
export const Pushes = Type.Object({ pushes: Type.Array(Push), next: orNull(count) });
const Outbox = Type.Object({
  letters: Type.Array(
    Type.Object({
      ...{ invoiceNo, channel: words(['email', 'phone']), address: text, at: instant },
      cause: words(['delivery', 'invoice.deliver']),
    }),
  ),
});
const AccountInvoice = Type.Object({
  ...{ role: words(['seller', 'buyer']), environment, invoiceNo, invoiceType: text, status: text },
  ...{ issuedAt: instant, deliveredAt: orNull(instant), amount, tax: amount, total: amount },
  counterparty: Type.Object({ name: orNull(text), taxNo: orNull(text) }),
  ...{ mark: words(['used', 'booked', 'none']), original: orNull(invoiceNo), redInvoices: Type.Array(invoiceNo) },
});
const DigitalAccount = Type.Object({ taxNo: text, invoices: Type.Array(AccountInvoice) });

const named = { appId: text, certificatePem: text };
const Certificate = Type.Union([
  Type.Object({ ...named, use: Type.Literal('client') }),
  Type.Object({ ...named, use: Type.Literal('signature'), rootPem: text, notBefore: instant, notAfter: instant }),
]);

export const otherSchemas = {
  AccountInvoice,
  Certificate,
  CertificateRequest,
  DigitalAccount,
  MarkRequest,
  Outbox,
  PaperRoll: StockRequest,
  Push,
  Sheet,
  SheetRequest,
};

export const otherChapter: Chapter = {
  tag: 'others',
  en: 'What others do: buyers, the bureau, receivers of news',
  zh: '他方行为：购买方、税局、接收方',
  routes: {
    'POST /tenants/{id}/marks': {
      ...{ id: 'setMark', en: 'The buyer uses or books an invoice', zh: '购买方用途确认或入账' },
      body: MarkRequest,
      answers: { 200: answerJson('The mark.', MarkRequest) },
    },
    'GET /tenants/{id}/sheets': {
      ...{ id: 'listSheets', en: 'List the confirmation sheets', zh: '列出红字确认单' },
      answers: { 200: answerJson('Oldest first.', Type.Object({ sheets: Type.Array(Sheet) })) },
    },
    'POST /tenants/{id}/sheets': {
      ...{
        id: 'actOnSheets',
        en: 'Speak on a sheet in the name of the other party or the bureau',
        zh: '代他方或税局处理确认单',
      },
      body: SheetRequest,
      answers: { 200: answerJson('The sheet as it is now.', Sheet) },
    },
    'GET /tenants/{id}/stock': {
      ...{ id: 'readStock', en: 'Read the stock of blank paper', zh: '查看空白纸质发票' },
      answers: { 200: answerJson('Rolls.', Stock) },
    },
    'PUT /tenants/{id}/stock': {
      ...{ id: 'putStock', en: 'Put a roll of blank paper in place', zh: '放入一卷空白纸质发票' },
      body: StockRequest,
      answers: { 200: answerJson('Rolls.', Stock) },
    },
    'GET /tenants/{id}/callbacks': {
      ...{ id: 'readPushes', en: 'Read pushes with every attempt, page by page', zh: '分页读取推送及各次尝试' },
      query: pageParameters,
      refusals: [400],
      answers: { 200: answerJson('Pushes, oldest first.', Pushes) },
    },
    'GET /tenants/{id}/outbox': {
      ...{ id: 'readOutbox', en: 'Read letters that would have been sent', zh: '查看本应寄出的邮件与短信' },
      query: [{ name: 'masked', description: '`false`: whole addresses.', schema: words(['true', 'false']) }],
      answers: { 200: answerJson('Letters, oldest first.', Outbox) },
    },
    'GET /tenants/{id}/accounts/{taxNo}': {
      ...{ id: 'readAccount', en: 'Look into a digital account', zh: '查看税务数字账户' },
      answers: { 200: answerJson('The invoices of both roles, as each party sees them.', DigitalAccount) },
    },
    'GET /tenants/{id}/documents/{invoiceNo}.pdf': {
      ...{ id: 'readPdf', en: 'Look at an invoice as PDF', zh: '查看发票 PDF' },
      answers: { 200: answerBytes('The document, marked 样张.', 'application/pdf') },
    },
    'GET /tenants/{id}/documents/{invoiceNo}.xml': {
      ...{ id: 'readXml', en: 'Look at an invoice as XML', zh: '查看发票 XML' },
      answers: { 200: answerBytes('The document.', 'application/xml; charset=utf-8') },
    },
    'POST /tenants/{id}/certificates': {
      ...{ id: 'issueCertificate', en: "Certify an application's key", zh: '为应用签发证书' },
      more: 'For SM2 signatures (E-3) or the TLS handshake (T-6). Nothing is bound by it.',
      body: CertificateRequest,
      answers: { 201: answerJson('The certificate.', Certificate) },
    },
  },
};
