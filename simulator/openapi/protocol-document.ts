// The OpenAPI document of the protocol port: every interface with its envelopes, payloads and return codes, documents, pushes.
import { callbackInterface } from '../../protocol/callback-interface.ts';
import { CallbackStatus } from '../../protocol/operations/callback-status.ts';
import {
  Buyer,
  Construction,
  InvoiceIssue,
  InvoiceIssueAnswer,
  InvoiceLine,
  Party,
  RealEstateRental,
  Shipment,
} from '../../protocol/operations/invoice-issue.ts';
import { InvoiceSums, ListedInvoice } from '../../protocol/operations/invoice-list.ts';
import { InvoiceAnswer } from '../../protocol/operations/invoice-query.ts';
import { RedLine } from '../../protocol/operations/invoice-red.ts';
import { SheetAnswer } from '../../protocol/operations/red-sheet.ts';
import { OrderAccepted, ParamErrors, QuotaShortage, VoidRefusal } from '../../protocol/operations/refusals.ts';
import { SyncedTaxCode } from '../../protocol/operations/taxcode-sync.ts';
import { returnCode } from '../../protocol/return-code.ts';
import type { BaseUrls } from '../tenancy/base-urls.ts';
import { baseUrlOf } from '../tenancy/base-urls.ts';
import { nameSchemas } from './name-schemas.ts';
import { AnswerEnvelope, answerOf, RequestEnvelope, requestOf } from './protocol/envelopes.ts';
import { type Interface, interfaces, PushAcknowledged, saysOf } from './protocol/interfaces.ts';
import { spellArrays } from './protocol/xml-names.ts';
import { answerBytes, answerText, type Schema } from './route.ts';

const wordOf = (name: string): string =>
  name.replace(/(?:^|\.)(\w)/g, (_match, letter: string) => letter.toUpperCase());

/** In both spellings (T-3, T-5). */
const inBoth = (schema: Schema) => ({ 'application/json': { schema }, 'application/xml': { schema } });

const returnCodesOf = (one: Interface) =>
  saysOf(one).map(([code, payload]) => {
    const { name = '', zh = '', class: next = '' } = returnCode(code) ?? {};
    return { code, name, zh, class: next, data: payload };
  });

const payloadSchemas = {
  ...{ InvoiceIssueAnswer, InvoiceAnswer, SheetAnswer, OrderAccepted, ParamErrors, QuotaShortage, VoidRefusal },
  ...{ Party, Buyer, InvoiceLine, Construction, Shipment, RealEstateRental, RedLine },
  ...{ InvoiceSums, ListedInvoice, SyncedTaxCode, CallbackStatus, PushAcknowledged, InvoiceIssue },
};

const namedSchemas: Readonly<Record<string, Schema>> = {
  ...{ RequestEnvelope, AnswerEnvelope, ...payloadSchemas },
  ...Object.fromEntries(
    interfaces.flatMap((one): [string, Schema][] => {
      const word = wordOf(one.name);
      const { '0000': success } = one.says;
      const known = new Set<unknown>(Object.values(payloadSchemas));
      return [
        ...(known.has(one.asks) ? [] : [[word, one.asks] as [string, Schema]]),
        ...(!success || known.has(success) ? [] : [[`${word}Answer`, success] as [string, Schema]]),
        [`${word}RequestEnvelope`, requestOf(one.name, one.asks)],
        [`${word}AnswerEnvelope`, answerOf(one.name, Object.fromEntries(saysOf(one)))],
      ];
    }),
  ),
};
const names = new Map(Object.entries(namedSchemas).map(([name, schema]) => [JSON.stringify(schema), name]));

/** Of a payload in words; it stands below `components`. */
const nameOf = (schema: object | null): string => {
  const { anyOf: alternatives = [] } = { ...schema } as { readonly anyOf?: readonly object[] };
  const [sometimes] = alternatives.map((one) => names.get(JSON.stringify(one)) ?? '').filter(Boolean);
  return names.get(JSON.stringify(schema)) ?? (sometimes ? `${sometimes}, or empty` : '');
};

const tableOf = (one: Interface): string => {
  const rows = returnCodesOf(one).map(
    ({ code, name, zh, class: next, data }) => `| ${code} | ${name} | ${zh} | ${next} | ${nameOf(data)} |`,
  );
  return ['| code | name | 中文 | class | `data` |', '|---|---|---|---|---|', ...rows].join('\n');
};

const headers = {
  'X-Bureau-Gate': 'With --explain: the gate that refused.',
  'X-Bureau-Mistake': 'With --explain: the mistake by name.',
  'X-Bureau-Fault': 'With --explain: the fault that acted.',
  'X-Bureau-Hostility': 'With --explain: the hostile behaviours that changed something.',
};
const optionalHeaders = Object.fromEntries(
  Object.entries(headers).map(([name, description]) => [name, { description, schema: { type: 'string' } }]),
);

const gatewayPage = answerText(
  'A page of a gateway on the road: a fault (T-4). The outcome is unknown (C-8).',
  'text/html',
);
const roadAnswers = {
  404: answerText('There is no such path, interface or tenant (T-2).', 'text/plain; charset=utf-8'),
  413: answerText('The body is over 4 MiB (T-4).', 'text/plain; charset=utf-8'),
  ...{ 502: gatewayPage, 503: gatewayPage, 504: gatewayPage },
};

const operationOf = (one: Interface) => ({
  operationId: one.name,
  tags: [one.name.split('.')[0] ?? ''],
  summary: one.en,
  description: `${one.zh}\n\nClauses: ${one.clauses.join(', ')}. \`data\` of the request: ${nameOf(one.asks)}.\n\n${tableOf(one)}`,
  requestBody: { required: true, content: inBoth(requestOf(one.name, one.asks)) },
  responses: {
    200: {
      description: 'The return code decides (T-4).',
      headers: optionalHeaders,
      content: inBoth(answerOf(one.name, Object.fromEntries(saysOf(one)))),
    },
    ...roadAnswers,
  },
  'x-return-codes': returnCodesOf(one),
});

const download = (kind: 'pdf' | 'xml', mediaType: string) => ({
  get: {
    operationId: `documents.${kind}`,
    tags: ['documents'],
    summary: `Download an invoice as ${kind.toUpperCase()}`,
    description: '下载版式文件\n\nThe link stands in `documents` of an answer; whoever has it may download (B-13).',
    parameters: [
      {
        ...{ name: 'document', in: 'path', required: true, description: 'As in the link: invoice number, `-`, token.' },
        schema: { type: 'string', pattern: '^[0-9]{20}-[0-9a-f]{32}$' },
      },
    ],
    responses: {
      200: answerBytes('The document.', mediaType),
      404: answerText('There is none, or not yet, or the token is another.', 'text/plain; charset=utf-8'),
    },
  },
});

const push = {
  post: {
    operationId: callbackInterface,
    summary: 'The bureau pushes news of an order to its callbackUrl',
    description: '税局向订单的 callbackUrl 推送状态\n\nClauses: B-4, B-12, C-12.',
    requestBody: { required: true, content: inBoth(answerOf(callbackInterface, { '0000': CallbackStatus })) },
    responses: {
      200: {
        description: 'Taken. Anything else is pushed again after 10, 30, 60, 300 and 900 s.',
        content: inBoth(PushAcknowledged),
      },
    },
  },
};

const paths = {
  ...Object.fromEntries(interfaces.map((one) => [`/${one.name}`, { post: operationOf(one) }])),
  '/documents/{document}.pdf': download('pdf', 'application/pdf'),
  '/documents/{document}.xml': download('xml', 'application/xml; charset=utf-8'),
};

const description = `The interface that a taxpayer's client speaks; normative text: \`specification/reference.md\`. A request is an envelope around an encrypted
business payload. JSON Schema cannot look through encryption, and \`contentSchema\` would be a lie, because what base64 yields here is a cipher and no
document: the extension \`x-decrypted-payload\` of \`data\` gives the schema of what is inside, in an answer \`x-decrypted-payload-by-return-code\`
(null: \`data\` is empty). Objects are open: unknown members are ignored. Empty, null and absent members mean the same (P).

纳税人客户端的业务接口，规范文本见 \`specification/reference.zh-CN.md\`。请求为信封加密文业务报文。JSON Schema 无法描述密文内部，故以扩展
\`x-decrypted-payload\`（应答为 \`x-decrypted-payload-by-return-code\`）给出解密后的报文结构。`;

const serversOf = (urls: BaseUrls) =>
  (['test', 'production'] as const).flatMap((environment) => [
    { url: baseUrlOf(urls, { environment, secure: true }), description: `${environment}, HTTPS` },
    ...(urls.http === null
      ? []
      : [
          { url: baseUrlOf(urls, { environment, secure: false }), description: `${environment}, HTTP on this machine` },
        ]),
  ]);

/** The push stands among the webhooks: a chapter of its own would be empty. */
const tags = [
  { name: 'invoice', description: 'Invoices 发票' },
  { name: 'red', description: 'Confirmation sheets 红字确认单' },
  { name: 'quota', description: 'Quota 授信额度' },
  { name: 'taxcode', description: 'Tax codes 税收分类编码' },
  { name: 'taxpayer', description: 'The register 纳税人信息' },
  { name: 'documents', description: 'Invoices to look at 版式文件' },
];

/** Made once: only the addresses differ from tenant to tenant. */
const { part, schemas } = nameSchemas({ paths, webhooks: { [callbackInterface]: push } }, namedSchemas);
const components = { schemas: spellArrays(schemas) };

/** With the addresses of a tenant. */
export const writeProtocolDocument = (urls: BaseUrls) => ({
  openapi: '3.1.1',
  info: {
    title: 'Liandiao 联调: protocol port',
    version: '1.0',
    description,
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: serversOf(urls),
  tags,
  ...part,
  components,
});
