// Broken in what it says: results that do not hold what wire and ledger hold, commands carried side by side (D, C-6, C-14, C-19).
import type { BrokenClient } from '../mutant.ts';

const results = 'client/driver/results.ts';
const recovery = 'client/recovery.ts';
const late = 'return nowMs - issuedMs > deliveryDueMs;';
const told = 'say(resultOf(id, await outcome));';

export const claims: readonly BrokenClient[] = [
  {
    name: 'hides-attempts',
    does: { en: 'Claims a single attempt however many it took (D-2).', zh: '无论尝试几次，一律报一次（D-2）。' },
    changes: [{ file: results, from: 'attempts: report.attempts,', to: 'attempts: 1,' }],
    convictedBy: ['claim.attempts'],
  },
  {
    name: 'misreports-return-code',
    does: {
      en: 'Claims another return code than the last believed one (D-2).',
      zh: '上报的返回码不是最后相信的那个（D-2）。',
    },
    changes: [
      { file: results, from: 'returnCode: report.returnCode,', to: "returnCode: report.returnCode && '1001'," },
    ],
    convictedBy: ['claim.return-code'],
  },
  {
    name: 'invents-invoice-numbers',
    does: {
      en: 'Claims an invoice under a number that the bureau never gave (V-2).',
      zh: '声称的发票号码税局从未给出（V-2）。',
    },
    changes: [
      {
        file: results,
        from: 'invoice: report.invoice,',
        to: "invoice: report.invoice && { ...report.invoice, invoiceNo: '26310000000000000000' },",
      },
    ],
    convictedBy: ['claim.issued-is-in-ledger', 'duplicate.adopted'],
  },
  {
    name: 'claims-before-commit',
    does: {
      en: 'Calls an order issued when the bureau has only accepted it (C-10).',
      zh: '税局仅受理，就称已开具（C-10）。',
    },
    changes: [
      {
        file: 'client/deeds/decide-deed.ts',
        from: "const anew = progress.polling === null || progress.stage === 'act';",
        to: "if (situation.deed.kind === 'issue') return { kind: 'done', invoice: { orderNo: '', invoiceNo: '', status: 'issued' } };\n  const anew = progress.polling === null || progress.stage === 'act';",
      },
    ],
    convictedBy: ['claim.issued-is-in-ledger', 'ledger.expected', 'outcome.expected'],
  },
  {
    name: 'keeps-a-result',
    does: { en: 'Never tells how a query ended (D-3).', zh: '从不报告查询的结果（D-3）。' },
    changes: [
      {
        file: 'client/driver/session.ts',
        from: told,
        to: "const report = await outcome;\n      if (report.message !== 'still processing' && !/^invoice \\d+ is delivered/.test(report.message)) say(resultOf(id, report));",
      },
    ],
    convictedBy: [],
    breaksDown: 'no word from the client',
  },
  {
    name: 'tells-results-twice',
    does: { en: 'Tells each result twice (D).', zh: '每个结果都报告两次（D）。' },
    changes: [
      {
        file: 'client/driver/session.ts',
        from: told,
        to: 'const said = resultOf(id, await outcome);\n      say(said);\n      say(said);',
      },
    ],
    convictedBy: [],
    breaksDown: 'a second result',
  },
  {
    name: 'two-in-flight',
    does: { en: 'Carries two commands for one order side by side (C-6).', zh: '同一订单的两条指令并行发出（C-6）。' },
    changes: [
      {
        file: 'client/single-flight.ts',
        from: 'for (let flight = flights.get(passenger.key); flight;',
        to: 'for (let flight; flight;',
      },
    ],
    convictedBy: [
      'dialogue.result-per-command',
      'ledger.expected',
      'order.one-in-flight',
      'outcome.expected',
      'restart.result-owed',
      'single-flight.second-joins',
    ],
  },
  {
    name: 'comes-back-all-at-once',
    does: {
      en: 'Sends whatever is due, however much it is, when the bureau has just come back (C-19).',
      zh: '税局刚恢复就把积压的请求一次全发（C-19）。',
    },
    changes: [{ file: recovery, from: 'const mostInFlight = 4;', to: 'const mostInFlight = 400;' }],
    convictedBy: ['recovery.at-most-four'],
  },
  {
    name: 'youngest-first',
    does: {
      en: 'Takes the orders that wait for their turn from the wrong end: the oldest wait longest (C-19).',
      zh: '从错误的一端处理排队订单，最早的等得最久（C-19）。',
    },
    changes: [
      {
        file: recovery,
        from: 'queue.findIndex(({ sinceMs }) => sinceMs > traveller.sinceMs)',
        to: 'queue.findIndex(({ sinceMs }) => sinceMs <= traveller.sinceMs)',
      },
    ],
    convictedBy: ['recovery.oldest-first'],
  },
  {
    name: 'always-reports-late',
    does: {
      en: 'Calls every invoice late, so that nobody looks any more (C-14).',
      zh: '一律报迟到，于是无人再看（C-14）。',
    },
    changes: [{ file: 'client/delivery-due.ts', from: late, to: 'return true;' }],
    convictedBy: ['status.late-reported'],
  },
  {
    name: 'never-reports-late',
    does: { en: 'Has no eye on what is not delivered in time (C-14).', zh: '不关注逾期未交付的发票（C-14）。' },
    changes: [{ file: 'client/delivery-due.ts', from: late, to: 'return false;' }],
    convictedBy: ['status.late-reported'],
  },
];
