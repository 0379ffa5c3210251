// Chapter `journal`: every exchange with the verdict of each gate, every change and push, the export, the chain of hashes, events.
import { Type } from '../../../protocol/schema.ts';
import { exportFormats } from '../../journal/export-wish.ts';
import { strict, words } from '../../register/schema-parts.ts';
import { anyMembers, count, hash, instant, orNull, text } from '../forms.ts';
import { type Answer, answerJson, type Chapter } from '../route.ts';
import { pageParameters } from './pages.ts';
import { Kept, PushUnderWay } from './tenants.ts';

const nothing = Type.Null();

const GateVerdict = Type.Object({
  gate: text,
  clause: text,
  verdict: words(['passed', 'refused']),
  returnCode: Type.Optional(text),
  expected: Type.Optional(text),
  received: Type.Optional(text),
  message: Type.Optional(text),
  retryAfterSeconds: Type.Optional(count),
});

const about = {
  seq: count,
  openedOrder: count,
  closedOrder: orNull(count),
  receivedAt: instant,
  endedAt: orNull(instant),
  connection: count,
  secure: Type.Boolean(),
  interface: text,
  format: text,
  appId: orNull(text),
  nonce: orNull(text),
  orderNo: orNull(text),
  gates: Type.Array(GateVerdict),
  decided: orNull(Type.Object({ returnCode: text, invoiceNo: orNull(text) })),
  fault: orNull(Type.Object({ id: text, effect: anyMembers, phase: text })),
  hostilities: Type.Optional(Type.Array(text)),
  ivFirstSeenIn: Type.Optional(count),
  end: Type.Union([words(['answered', 'held', 'reset', 'left']), nothing]),
};
const asked = { method: text, path: text, contentType: orNull(text), payload: orNull(text) };
const said = { httpStatus: count, payload: orNull(text), returnCode: orNull(text), complete: Type.Boolean() };

const Exchange = Type.Object({
  ...about,
  request: Type.Object({ ...asked, body: text, bodyEncoding: words(['utf8', 'base64']) }),
  answer: orNull(Type.Object({ ...said, body: text })),
  /** Asked for by `mistakes=true`. */
  mistakes: Type.Optional(Type.Array(text)),
});

const Actor = Type.Union([
  Type.Object({ by: Type.Literal('exchange'), exchange: count, appId: text }, strict),
  Type.Object({ by: words(['control', 'bureau']) }, strict),
]);
const seq = Type.Optional(count);
const news = { seq, at: instant, orderNo: text, invoiceNo: orNull(text) };
const StatusChange = Type.Object({
  ...{ kind: Type.Literal('status'), ...news },
  ...{ from: text, to: text, cause: text, actor: Actor },
});
const SheetChange = Type.Object({
  ...{ kind: Type.Literal('sheet'), ...news, sheetNo: text },
  ...{ from: text, to: text, redInvoiceNo: orNull(text), actor: Actor },
});
const sent = {
  ...{ kind: Type.Literal('push'), ...news, endedAt: instant, appId: text, url: text, status: text },
  ...{ requestId: text, requestNonce: text, manner: text, fault: orNull(text), outcome: orNull(text) },
  ...{ httpStatus: orNull(count), answer: orNull(text) },
};
const PushSent = Type.Object({ ...sent, body: text });
const Change = Type.Union([StatusChange, SheetChange, PushSent]);

/** One line of an export; the last is of kind `end`. What went over the wire is in a plain one alone. */
export const ExportLine = Type.Union([
  Type.Object({
    ...{ kind: Type.Literal('exchange'), ...about },
    request: Type.Object({
      ...asked,
      ...{ body: Type.Optional(text), bodyEncoding: Type.Optional(text) },
    }),
    answer: orNull(Type.Object({ ...said, body: Type.Optional(text) })),
  }),
  StatusChange,
  SheetChange,
  Type.Object({ ...sent, body: Type.Optional(text) }),
  Type.Object({
    ...{ kind: Type.Literal('end'), shown: words(['plain', 'masked']), exchanges: count, changes: count },
    ...{ from: Type.Optional(instant), to: Type.Optional(instant) },
    ...{ dropped: Type.Object({ exchanges: count, changes: count }), droppedWithinRetention: count },
  }),
]);

const broken = { place: count, seq: orNull(count), why: words(['changed', 'missing']) };
const checked = { ok: Type.Boolean(), checked: count, from: orNull(instant) };
const dropped = { dropped: count, droppedWithinRetention: count };
const BookVerification = Type.Object({
  ...{ ...checked, ...dropped, firstBreak: orNull(Type.Object(broken)) },
  head: Type.Object({ place: count, hash }),
});
const Verification = Type.Object({
  ...{ ...checked, ...dropped },
  firstBreak: orNull(Type.Object({ book: words(['exchanges', 'changes']), ...broken })),
  books: Type.Object({ exchanges: BookVerification, changes: BookVerification }),
});

const Diagnosis = Type.Object({
  seq: count,
  refusedBy: orNull(GateVerdict),
  problems: Type.Array(
    Type.Object({
      ...{ name: text, clause: text, where: text, expected: text, received: text, remedy: text, zh: text },
    }),
  ),
});

const ofExchange = Type.Object({
  ...{ tenant: text, at: instant, exchange: count, nonce: orNull(text) },
  end: Type.Optional(words(['answered', 'held', 'reset', 'left'])),
});
const ofPush = Type.Object({ tenant: text, at: instant, ...PushUnderWay.properties });
/** `data` of the server-sent events, by name. */
export const eventForms = {
  'exchange-opened': ofExchange,
  'exchange-held': ofExchange,
  'exchange-ended': ofExchange,
  'clock-advanced': Type.Object({ tenant: text, at: instant }),
  'status-changed': Type.Object({
    ...{ tenant: text, at: instant, orderNo: text, invoiceNo: orNull(text), from: text, to: text, cause: text },
  }),
  'push-sent': ofPush,
  'push-ended': ofPush,
};

export const journalSchemas = {
  Actor,
  BookVerification,
  Change,
  Diagnosis,
  Exchange,
  ExchangeEvent: ofExchange,
  ExportLine,
  GateVerdict,
  PushEvent: ofPush,
  PushSent,
  SheetChange,
  StatusChange,
  Verification,
};

const moment = (name: string, description: string) => ({
  ...{ name, description },
  schema: Type.String({ description: '`yyyy-MM-dd` or `yyyy-MM-ddTHH:mm:ss.SSS+08:00`.' }),
});
const exported: Answer = {
  description: 'One JSON document a line, each of the form `x-line`; without its line of kind `end` it is cut off.',
  headers: { 'content-disposition': { description: 'A file name.', required: true, schema: text } },
  content: {
    'application/x-ndjson': { schema: text, 'x-line': ExportLine },
    'text/csv; charset=utf-8; header=present': { schema: text },
  },
};

const page = { next: orNull(count), dropped: count, kept: Kept };
export const JournalPage = Type.Object({ entries: Type.Array(Exchange), ...page });

export const journalChapter: Chapter = {
  tag: 'journal',
  en: 'What happened, with the verdict of every gate and who caused it (B-11)',
  zh: '发生过的一切：每道关卡的结论与责任方（B-11）',
  routes: {
    'GET /tenants/{id}/journal': {
      ...{ id: 'readJournal', en: 'Read exchanges, page by page', zh: '分页读取往来报文' },
      query: [
        ...pageParameters,
        { name: 'mistakes', description: 'With the mistakes of each, by name.', schema: words(['true', 'false']) },
      ],
      refusals: [400],
      answers: { 200: answerJson('Entries.', JournalPage) },
    },
    'GET /tenants/{id}/journal/changes': {
      ...{ id: 'readChanges', en: 'Read changes of status and pushes, page by page', zh: '分页读取状态变更与推送' },
      query: pageParameters,
      refusals: [400],
      answers: { 200: answerJson('Changes.', Type.Object({ changes: Type.Array(Change), ...page })) },
    },
    'GET /tenants/{id}/journal/{seq}/diagnosis': {
      ...{ id: 'explainExchange', en: 'Ask why an exchange was refused', zh: '查询某次往来被拒的原因' },
      refusals: [404],
      answers: { 200: answerJson('The mistakes of this exchange by name, with remedies.', Diagnosis) },
    },
    'GET /tenants/{id}/journal:export': {
      ...{ id: 'exportJournal', en: 'Export the journal as NDJSON or CSV', zh: '以 NDJSON 或 CSV 导出日志' },
      more: 'Tax numbers and amounts are masked and what went over the wire is left out unless `plain=true`; secrets never leave.',
      query: [
        { name: 'plain', description: 'Unmasked.', schema: words(['true', 'false']) },
        { name: 'format', description: '`excel`: CSV with a byte order mark.', schema: words(exportFormats) },
        moment('from', 'A day, or an instant; what came earlier is left out.'),
        moment('to', 'A day, itself included, or an instant; what came then or later is left out.'),
      ],
      refusals: [400],
      answers: { 200: exported },
    },
    'GET /tenants/{id}/journal:verify': {
      ...{ id: 'verifyJournal', en: 'Walk the chain of hashes', zh: '校验哈希链' },
      answers: { 200: answerJson('Whether what is kept is what was written.', Verification) },
    },
    'GET /events': {
      ...{ id: 'streamEvents', en: 'Follow what happens, as server-sent events', zh: '以 SSE 跟踪事件' },
      more: 'Where the last event seen is named, the buffered events later than it come first. The stream does not end.',
      query: [{ name: 'after', description: 'Number of the last event seen.', schema: count }],
      headers: [{ name: 'Last-Event-ID', description: 'The same; goes before `after`.', schema: count }],
      refusals: [400],
      answers: {
        200: {
          description: 'Events with `id`, `event` and `data`; the forms of `data` by name are in `x-events`.',
          content: { 'text/event-stream': { schema: { type: 'string' }, 'x-events': eventForms } },
        },
      },
    },
  },
};
