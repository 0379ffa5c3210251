// Broken in hearing: pushes believed from strangers, counted twice or out of order; tables of tax codes not read or not kept (C-12, C-17).
import type { BrokenClient, Change } from '../mutant.ts';

const client = 'client/tax-client.ts';
const book = 'client/callbacks/news-book.ts';
const receiver = 'client/callbacks/receiver.ts';
const sync = 'client/tax-codes/sync-table.ts';
/** Answers queries from what pushes have told, without asking the bureau: lawful, as long as what they told is true. */
const recalls: readonly Change[] = [
  {
    file: client,
    from: 'const flights = createSingleFlight(',
    to: 'const told = new Map();\n  const flights = createSingleFlight(',
  },
  {
    file: client,
    from: 'hear: ({ orderNo }) => desk.pager.call(orderNo),',
    to: 'hear: (news) => (told.set(news.orderNo, news), desk.pager.call(news.orderNo)),',
  },
  {
    file: client,
    from: 'return flights.board({ key: orderNo,',
    to: `const news = told.get(orderNo);
      if (news) return { outcome: 'issued', invoice: news, returnCode: null, attempts: 0, message: 'as told' };
      return flights.board({ key: orderNo,`,
  },
];

export const news: readonly BrokenClient[] = [
  {
    name: 'believes-strangers',
    does: {
      en: 'Believes news whoever signed them, and answers from them (C-12).',
      zh: '不论谁签名都相信推送，并据以作答（C-12）。',
    },
    changes: [
      ...recalls,
      {
        file: 'client/callbacks/read-push.ts',
        from: 'if (!signatureHolds(message, come.credentials)) return',
        to: "if (message['signature'] === undefined) return",
      },
    ],
    convictedBy: ['callback.forged-changes-nothing'],
  },
  {
    name: 'believes-the-latest-news',
    does: {
      en: 'Keeps whatever news came last, though newer ones came before, and answers from them (C-12).',
      zh: '以最后到达的推送为准，尽管更新的早已到达（C-12）。',
    },
    changes: [
      ...recalls,
      { file: book, from: '!seen.has(push.requestId) && !isStale(push)', to: '!seen.has(push.requestId)' },
    ],
    convictedBy: ['callback.older-news-never-overwrites'],
  },
  {
    name: 'counts-repeated-news',
    does: {
      en: 'Takes news that come again for the next ones, and answers from them (C-12).',
      zh: '把重复推送当作下一个状态，并据以作答（C-12）。',
    },
    changes: [
      ...recalls,
      { file: book, from: '!seen.has(push.requestId) && !isStale(push)', to: 'true' },
      {
        file: receiver,
        from: 'if (book.isNew(push)) await hear(push.news);',
        to: "const again = heard.has(push.requestId);\n      heard.add(push.requestId);\n      await hear(again ? { ...push.news, status: 'delivered' } : push.news);",
      },
      {
        file: receiver,
        from: 'const book = createNewsBook();',
        to: 'const book = createNewsBook();\n  const heard = new Set();',
      },
    ],
    convictedBy: ['callback.older-news-never-overwrites', 'callback.repeats-change-nothing'],
  },
  {
    name: 'refuses-news',
    does: { en: 'Takes no push: it answers each with an error (B-4).', zh: '不接受推送，一律以错误应答（B-4）。' },
    changes: [
      {
        file: receiver,
        from: "answer(response, 200, { returnCode: '0000', returnMessage: 'SUCCESS' });",
        to: "answer(response, 200, { returnCode: '9999', returnMessage: 'ERROR' });",
      },
    ],
    convictedBy: ['callback.genuine-acknowledged'],
  },
  {
    name: 'claims-to-have-synced',
    does: {
      en: 'Calls the table of tax codes synced without having asked for it (C-17).',
      zh: '未请求就称税收分类编码表已同步（C-17）。',
    },
    changes: [
      {
        file: sync,
        from: 'let since = asked.since ?? before.until;',
        to: "if (before) return { outcome: 'done', invoice: null, returnCode: null, attempts: 0, message: '', version: '', codes: 0 };\n  let since = asked.since ?? before.until;",
      },
    ],
    convictedBy: ['outcome.expected', 'sync.stale-not-sent', 'sync.to-the-end'],
  },
  {
    name: 'reads-one-page',
    does: {
      en: 'Syncs the first page of the table alone and calls it done (C-17).',
      zh: '只同步编码表第一页就算完成（C-17）。',
    },
    changes: [{ file: sync, from: "if (more === false || more === 'false') {", to: 'if (more !== undefined) {' }],
    convictedBy: ['ledger.expected', 'outcome.expected', 'sync.to-the-end'],
  },
  {
    name: 'sells-at-old-rates',
    does: {
      en: 'Syncs the table of tax codes and sends rates it has ended all the same (C-17).',
      zh: '已同步编码表，仍按已停用的税率开票（C-17）。',
    },
    changes: [{ file: client, from: 'if (stale.length > 0) throw', to: 'if (stale.length > 999) throw' }],
    convictedBy: ['outcome.expected', 'sync.stale-not-sent'],
  },
];
