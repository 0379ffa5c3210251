// Broken bureaus: each lies to the judge in one thing, and the judge must see that it is lied to and convict nobody (V-1, V-2).
import type { BrokenHouse } from '../mutant.ts';

const decide = 'simulator/exchange/decide.ts';
const underWay = 'simulator/exchange/under-way.ts';
const answer = 'simulator/exchange/answer.ts';
const views = 'simulator/tenancy/views.ts';
const faults = 'simulator/faults/fault-book.ts';
const identity = 'simulator/gates/identity.ts';
const freshness = 'simulator/gates/freshness.ts';
const happy = 'first-contact/happy-path';
const lost = 'unknown/commit-then-lost-answer';
const shown = ': { invoices: world.ledger.invoices(), orders: world.ledger.orders() },';
const showing = (invoices: string) => `: { invoices: ${invoices}, orders: world.ledger.orders() },`;

/** What comes after so many exchanges stands in no journal, and no event tells of it. */
const quietAfter = (exchanges: number) =>
  (['opened', 'ended'] as const).map((what) => {
    const from = `tenant.journal.write(entry);\n      tell('exchange-${what}', entry);`;
    return { file: underWay, from, to: `if (entry.seq <= ${exchanges}) {\n${from}\n}` };
  });

export const brokenBureaus: readonly BrokenHouse[] = [
  {
    name: 'issues-twice',
    does: { en: 'Issues two invoices for one order (B-1).', zh: '一单开两张发票（B-1）。' },
    changes: [
      {
        file: 'simulator/operations/issuing.ts',
        from: 'issuing.ledger.addInvoice(invoice, origin);',
        to: "issuing.ledger.addInvoice(invoice, origin);\n  issuing.ledger.addInvoice({ ...invoice, invoiceNo: invoiceNo.replace(/^./, '9') }, origin);",
      },
    ],
    only: happy,
    says: 'two invoices for',
  },
  {
    name: 'forgets-what-it-issued',
    does: {
      en: 'Answers that it issued, and shows a ledger without the invoice (B-2).',
      zh: '称已开具，台账却无此发票（B-2）。',
    },
    changes: [{ file: views, from: shown, to: showing('[]') }],
    only: happy,
    says: 'which the ledger lacks',
  },
  {
    name: 'shows-invoices-of-others',
    does: { en: 'Shows an invoice that nobody here asked for (B-10).', zh: '台账中出现无人申请的发票（B-10）。' },
    changes: [
      {
        file: views,
        from: shown,
        to: showing(
          "world.ledger.invoices().flatMap((one) => [one, { ...one, orderNo: 'OTHER', invoiceNo: '26990000000000000000' }])",
        ),
      },
    ],
    only: happy,
    says: 'which no exchange was decided to issue',
  },
  {
    name: 'books-another-amount',
    does: { en: 'Books another amount than it was sent (B-1).', zh: '入账金额与收到的不同（B-1）。' },
    changes: [
      { file: views, from: shown, to: showing("world.ledger.invoices().map((one) => ({ ...one, amount: '0.01' }))") },
    ],
    only: happy,
    says: 'in the ledger, not as sent',
  },
  {
    name: 'books-under-another-order',
    does: { en: 'Books an invoice under another order number (B-1).', zh: '发票记在另一订单号下（B-1）。' },
    changes: [
      {
        file: views,
        from: shown,
        to: showing("world.ledger.invoices().map((one) => ({ ...one, orderNo: one.orderNo + 'X' }))"),
      },
    ],
    only: happy,
    says: 'the ledger has it for',
  },
  {
    name: 'journals-another-decision',
    does: { en: 'Notes another return code than it answers (B-11).', zh: '日志所记返回码与应答不同（B-11）。' },
    changes: [
      {
        file: decide,
        from: 'entry.decided = { returnCode: decision.returnCode, invoiceNo: decision.invoiceNo };',
        to: "entry.decided = { returnCode: '4002', invoiceNo: null };",
      },
    ],
    only: happy,
    says: 'decided 4002 and answered 0000',
  },
  {
    name: 'answers-another-invoice',
    does: { en: 'Answers with another invoice number than it booked (B-3).', zh: '应答的发票号码与入账不同（B-3）。' },
    changes: [
      {
        file: decide,
        from: 'return sayingOfDecision(decision);',
        to: "return sayingOfDecision(decision.data?.invoiceNo ? { ...decision, data: { ...decision.data, invoiceNo: '26990000000000000000' } } : decision);",
      },
    ],
    only: happy,
    says: 'and answered with 26990000000000000000',
  },
  {
    name: 'signs-with-another-key',
    does: {
      en: 'Signs its answers with a key that is not the application’s (E-7).',
      zh: '应答签名用的不是该应用的密钥（E-7）。',
    },
    changes: [
      {
        file: answer,
        from: 'signHmacSm3(text, application.appSecret)',
        to: "signHmacSm3(text, application.appSecret + 'x')",
      },
    ],
    only: happy,
    says: "cannot verify the bureau's own answer",
  },
  {
    name: 'encrypts-with-another-key',
    does: {
      en: 'Encrypts its answers with a key that is not the application’s (E-8).',
      zh: '应答加密用的不是该应用的密钥（E-8）。',
    },
    changes: [
      {
        file: answer,
        from: '{ encryptType, sm4Key, iv }',
        to: "{ encryptType, sm4Key: 'f0e1d2c3b4a5968778695a4b3c2d1e0f', iv }",
      },
    ],
    only: happy,
    says: "cannot decrypt the bureau's own answer",
  },
  {
    name: 'echoes-another-nonce',
    does: { en: 'Echoes another nonce than it received (E-7).', zh: '回显的随机数与收到的不同（E-7）。' },
    changes: [
      { file: answer, from: 'requestNonce: to.requestNonce,', to: "requestNonce: to.requestNonce.replace(/^./, '_')," },
    ],
    only: happy,
    says: 'echoes the nonce',
  },
  {
    name: 'verifies-nothing',
    does: { en: 'Lets every signature pass (E-6, 2002).', zh: '任何签名都放行（E-6，2002）。' },
    changes: [
      {
        file: identity,
        from: 'return signatureVerdict(message, application, holds ? null : doesNotHold);\n};\n\ntype',
        to: 'return signatureVerdict(message, application, holds === null ? doesNotHold : null);\n};\n\ntype',
      },
    ],
    client: 'upper-case-signature',
    only: happy,
    says: 'passed at the gate signature what the judge refuses',
  },
  {
    name: 'refuses-good-signatures',
    does: { en: 'Refuses every signature (E-6, 2002).', zh: '任何签名都拒绝（E-6，2002）。' },
    changes: [
      {
        file: identity,
        from: 'return signatureVerdict(message, application, holds ? null : doesNotHold);\n};\n\ntype',
        to: 'return signatureVerdict(message, application, holds === null ? null : doesNotHold);\n};\n\ntype',
      },
    ],
    only: happy,
    says: 'refused at the gate signature what the judge passes',
  },
  {
    name: 'accepts-stale-timestamps',
    does: {
      en: 'Takes a timestamp of eight hours ago for fresh (E-5, 2003).',
      zh: '把八小时前的时间戳当作有效（E-5，2003）。',
    },
    changes: [{ file: freshness, from: 'const toleranceMs = 300_000;', to: 'const toleranceMs = 36_000_000;' }],
    client: 'utc-timestamps',
    only: happy,
    says: 'passed at the gate timestamp what the judge refuses',
  },
  {
    name: 'accepts-used-nonces',
    does: { en: 'Lets a nonce pass that it has seen (E-5, 2004).', zh: '放行已用过的随机数（E-5，2004）。' },
    changes: [
      {
        file: freshness,
        from: 'if (at !== undefined && now - at <= memoryMs) return false;',
        to: 'if (at !== undefined && now - at < 0) return false;',
      },
    ],
    client: 'reuses-nonce',
    only: 'unknown/lost-before-commit',
    says: 'passed at the gate nonce what the judge refuses',
  },
  {
    name: 'refuses-good-envelopes',
    does: { en: 'Refuses the envelope of every query (E-6, 1002).', zh: '拒绝每个查询的信封（E-6，1002）。' },
    changes: [
      {
        file: 'simulator/gates/envelope.ts',
        from: "if (!first) return verdictOf('envelope', 'E', null);",
        to: "if (!first && pathInterface !== 'invoice.query') return verdictOf('envelope', 'E', null);\n  if (!first) return verdictOf('envelope', 'E', { returnCode: '1002', expected: '', received: '' });",
      },
    ],
    only: lost,
    says: 'refused at the gate envelope what the judge passes',
  },
  {
    name: 'refuses-what-it-can-decrypt',
    does: { en: 'Says 2005 to data that can be decrypted (E-4).', zh: '可解密的数据也答 2005（E-4）。' },
    changes: [
      {
        file: 'simulator/gates/payload.ts',
        from: "    'E-4',\n    decryption.ok",
        to: "    'E-4',\n    decryption.ok && application.appId === ''",
      },
    ],
    only: happy,
    says: 'refused at the gate decryption what the judge passes',
  },
  {
    name: 'loses-an-exchange',
    does: {
      en: 'Loses the first exchange of its journal without counting it (B-11).',
      zh: '丢失日志的第一条交互，且不计入丢弃数（B-11）。',
    },
    changes: [
      {
        file: 'simulator/journal/journal.ts',
        from: 'open.delete(entry.seq);',
        to: 'open.delete(entry.seq);\n      if (entry.seq === 1) return;',
      },
    ],
    only: lost,
    says: 'the journal lacks exchange 1',
  },
  {
    name: 'loses-its-last-exchanges',
    does: {
      en: 'Loses all exchanges of its journal but the first without counting them (B-11).',
      zh: '日志只留第一条交互，其后的全部丢失且不计入丢弃数（B-11）。',
    },
    changes: [
      {
        file: 'simulator/journal/journal.ts',
        from: 'open.delete(entry.seq);',
        to: 'open.delete(entry.seq);\n      if (entry.seq > 1) return;',
      },
    ],
    only: lost,
    says: 'the journal ends before exchange 2',
  },
  {
    name: 'keeps-its-last-exchanges-quiet',
    does: {
      en: 'Neither journals nor tells of any exchange but the first: the client alone knows (B-11).',
      zh: '第一条之后的交互既不入日志也不发事件，只有客户端知道（B-11）。',
    },
    changes: quietAfter(1),
    only: lost,
    says: 'which nothing in the journal told it',
  },
  {
    name: 'voids-quietly',
    does: {
      en: 'Neither journals nor tells of the exchange by which it voids: the ledger alone knows (B-6, B-11).',
      zh: '作废所用的交互既不入日志也不发事件，只有台账知道（B-6、B-11）。',
    },
    changes: quietAfter(2),
    only: 'void/in-its-month',
    says: 'which no exchange was decided to void',
  },
  {
    name: 'turns-its-clock-back',
    does: {
      en: 'Notes each exchange after the first as received a minute before its time (D-4).',
      zh: '第一条之后的交互，收到时刻均早记一分钟（D-4）。',
    },
    changes: [
      {
        file: underWay,
        from: 'receivedAt: writeInstant(tenant.clock.now()),',
        to: 'receivedAt: writeInstant(tenant.clock.now() - (order > 1 ? 60_000 : 0)),',
      },
    ],
    only: lost,
    says: 'time goes backwards in the journal',
  },
  {
    name: 'counts-hits-that-never-were',
    does: { en: 'Counts a hit of a fault that never acted (V-1).', zh: '把从未发生的故障计为命中（V-1）。' },
    changes: [{ file: faults, from: 'hits: entry.hits }))', to: 'hits: entry.hits + 1 }))' }],
    only: lost,
    says: 'hits, its journal shows',
  },
  {
    name: 'denies-its-faults',
    does: { en: 'Does not note in its journal that a fault acted (B-11).', zh: '日志不记故障曾起作用（B-11）。' },
    changes: [
      {
        file: 'simulator/exchange/faults.ts',
        from: 'entry.fault = { id: fault.id, effect: fault.effect, phase: fault.phase };',
        to: '',
      },
    ],
    only: lost,
    says: 'hits, its journal shows',
  },
  {
    name: 'ends-before-it-begins',
    does: { en: 'Counts the end of an exchange before its beginning (D-4).', zh: '交互的结束记在开始之前（D-4）。' },
    changes: [
      { file: underWay, from: 'entry.closedOrder = nextOrder();', to: 'entry.closedOrder = nextOrder() - 1_000;' },
    ],
    only: happy,
    says: 'it ended before it began',
  },
  {
    name: 'sets-its-clock-forward',
    does: { en: 'Notes a later instant than the session’s clock shows (D-4).', zh: '记录的时刻晚于会话时钟（D-4）。' },
    changes: [
      {
        file: underWay,
        from: 'receivedAt: writeInstant(tenant.clock.now()),',
        to: 'receivedAt: writeInstant(tenant.clock.now() + 60_000),',
      },
    ],
    only: happy,
    says: "the session's clock stood at",
  },
  {
    name: 'lags-behind-its-clock',
    does: { en: 'Moves its clock ten seconds less than it is told (D-4).', zh: '时钟比指令少走十秒（D-4）。' },
    changes: [
      {
        file: 'simulator/clock.ts',
        from: 'frozenAt = untilMs;',
        to: 'frozenAt = Math.max(frozenAt, untilMs - 10_000);',
      },
    ],
    only: 'unknown/lost-before-commit',
    says: 'the bureau’s clock was to go to',
  },
  {
    name: 'forges-its-own-news',
    does: {
      en: 'Sends a push signed by a stranger and calls it regular (B-4).',
      zh: '推送由陌生人签名，却称其为正常推送（B-4）。',
    },
    changes: [
      {
        file: 'simulator/delivery/send-push.ts',
        from: "manner === 'forged' ? await writeForgedPush",
        to: "manner !== 'duplicate' ? await writeForgedPush",
      },
    ],
    only: 'callback/delivered',
    says: 'regular to the bureau, not genuine to the judge',
  },
  {
    name: 'signs-its-forgeries',
    does: {
      en: 'Signs as its own the push that was to be a forgery (B-4).',
      zh: '本应伪造的推送却以自己的密钥签名（B-4）。',
    },
    changes: [
      {
        file: 'simulator/delivery/send-push.ts',
        from: "manner === 'forged' ? await writeForgedPush(push, attempt) :",
        to: '',
      },
    ],
    only: 'callback/forged',
    says: 'forged to the bureau, genuine to the judge',
  },
];
