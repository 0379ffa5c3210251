// Broken where the outcome is unknown: what may have been done is sent anew, denied or forgotten (C-7, C-8, C-15).
import type { BrokenClient, Change } from '../mutant.ts';

const decide = 'client/deeds/decide-deed.ts';
const moves = 'client/policy/moves.ts';
const afterUnknown = "progress: { ...known, stage: 'settle', rungsUsed: used + 1 } };";
const sendsOnRungs = (kind: string): Change => ({
  file: decide,
  from: afterUnknown,
  to: `progress: { ...known, stage: situation.deed.kind === '${kind}' ? 'act' : 'settle', rungsUsed: used + 1 } };`,
});
/** Once an attempt may have been successful, the order goes out under a number of its own. */
const renumbers: readonly Change[] = [
  {
    file: 'client/deeds/issue-order.ts',
    from: "act: () => ({ interface: 'invoice.issue', payload: order }),",
    to: "act: ({ mayBeDone }) => ({ interface: 'invoice.issue', payload: mayBeDone ? { ...order, orderNo: orderNo + 'R' } : order }),",
  },
  {
    file: 'client/deeds/issue-order.ts',
    from: 'judgeInvoice(answer, stage, awaited)',
    to: 'judgeInvoice(answer, stage, { ...awaited, orderNo: answer.data?.orderNo ?? orderNo })',
  },
];

export const unknown: readonly BrokenClient[] = [
  {
    name: 'new-order-number-after-timeout',
    does: {
      en: 'Sends an unknown sale anew under another order number: the unforgivable mistake (C-8).',
      zh: '结果未知的销售换一个订单号重新开具：不可原谅的错误（C-8）。',
    },
    changes: [sendsOnRungs('issue'), ...renumbers],
    convictedBy: [
      'claim.attempts',
      'claim.return-code',
      'ledger.expected',
      'ledger.one-invoice',
      'outcome.expected',
      'restart.one-invoice',
      'retry.same-order-number',
      'rollout.begun-stays',
      'unknown.not-rejected',
      'unknown.resends-after-not-found',
    ],
    warnedBy: ['ladder.waits'],
  },
  {
    name: 'resends-without-asking',
    does: {
      en: 'Resends after an unknown outcome without a query first (C-8).',
      zh: '结果未知后不先查询就重发（C-8）。',
    },
    changes: [sendsOnRungs('issue')],
    convictedBy: ['unknown.query-first'],
    warnedBy: ['unknown.query-first'],
  },
  {
    name: 'resends-reversals',
    does: {
      en: 'Sends a reversal again after an unknown outcome, without asking (C-16).',
      zh: '红冲结果未知后不查询就重发（C-16）。',
    },
    changes: [sendsOnRungs('red')],
    convictedBy: ['reversal.settled-by-query'],
  },
  {
    name: 'rejected-after-lost-answer',
    does: {
      en: 'Calls an order rejected after the first lost answer, without a retry (C-8).',
      zh: '首次丢失应答就称订单被拒，也不重试（C-8）。',
    },
    changes: [
      {
        file: decide,
        from: 'const waitMs = rungWaitMs(used, settings.retryLadderMs);',
        to: "if (known.mayBeDone && situation.deed.kind === 'issue') return end('stop', reason);\n  const waitMs = rungWaitMs(used, settings.retryLadderMs);",
      },
    ],
    convictedBy: [
      'answer.altered-code-disbelieved',
      'answer.foreign-nonce-disbelieved',
      'answer.ill-formed-disbelieved',
      'answer.unsigned-refusal-disbelieved',
      'claim.rejected-is-not-in-ledger',
      'ladder.three-rungs',
      'ledger.expected',
      'outcome.expected',
      'rollout.begun-stays',
      'unknown.not-rejected',
    ],
  },
  {
    name: 'reports-failed-though-committed',
    does: {
      en: 'Calls an order rejected when no answer made it certain (C-7).',
      zh: '没有任何应答可以确定，却称订单被拒（C-7）。',
    },
    changes: [
      { file: 'client/deeds/next.ts', from: "end('unknown', progress.mayBeDone", to: "end('stop', progress.mayBeDone" },
    ],
    convictedBy: ['claim.rejected-is-not-in-ledger', 'outcome.expected', 'unknown.not-rejected'],
  },
  {
    name: 'believes-a-stop-afterwards',
    does: {
      en: 'Calls an order rejected when permission is refused after an unknown attempt (C-8).',
      zh: '结果未知之后遇权限不足，称订单被拒（C-8）。',
    },
    changes: [
      {
        file: moves,
        from: "'2001': ['stop', 'hand-over', 'hand-over', 'hand-over', 'hand-over'],",
        to: "'2001': ['stop', 'stop', 'stop', 'stop', 'stop'],",
      },
    ],
    convictedBy: ['claim.rejected-is-not-in-ledger', 'outcome.expected', 'unknown.not-rejected'],
  },
  {
    name: 'gives-up-when-not-found',
    does: {
      en: 'Hands an order over though the bureau says it has never had it (C-8, 4004).',
      zh: '税局说没有此单，却转交人工而不重发（C-8，4004）。',
    },
    changes: [
      {
        file: moves,
        from: "'4004': ['stop', 'hand-over', 'resend', 'resend', 'nothing'],\n  '4101'",
        to: "'4004': ['stop', 'hand-over', 'hand-over', 'resend', 'nothing'],\n  '4101'",
      },
    ],
    convictedBy: ['ledger.expected', 'outcome.expected', 'unknown.resends-after-not-found'],
  },
  {
    name: 'forgets-on-restart',
    does: { en: 'Forgets the orders in flight when it is killed (C-15).', zh: '被强行终止后忘记在途订单（C-15）。' },
    changes: [
      {
        file: 'client/tax-client.ts',
        from: "filter(({ state }) => state === 'open')",
        to: "filter(({ state }) => state === 'never')",
      },
    ],
    convictedBy: [
      'dialogue.result-per-command',
      'ledger.expected',
      'outcome.expected',
      'restart.result-owed',
      'rollout.begun-stays',
    ],
  },
  {
    name: 'forgets-who-joined',
    does: {
      en: 'Forgets the second command for an order when it is killed (D-6).',
      zh: '被强行终止后忘记同一订单的第二条指令（D-6）。',
    },
    changes: [
      {
        file: 'client/tax-client.ts',
        from: 'return [stored, ...waiting].map(',
        to: 'return [stored].map(',
      },
    ],
    convictedBy: [
      'dialogue.result-per-command',
      'outcome.expected',
      'restart.result-owed',
      'single-flight.second-joins',
    ],
  },
  {
    name: 'resends-after-restart',
    does: { en: 'Begins a restart by sending, not by asking (D-6).', zh: '重启后先发送而非先查询（D-6）。' },
    changes: [
      {
        file: 'client/deeds/progress.ts',
        from: "stage: 'settle',\n  mayBeDone: true,",
        to: "stage: 'act',\n  mayBeDone: true,",
      },
    ],
    convictedBy: ['restart.queries-first'],
  },
  {
    name: 'renumbers-after-restart',
    does: {
      en: 'Issues an order in flight under another number after a restart (C-15).',
      zh: '重启后换订单号重开在途订单（C-15）。',
    },
    changes: [
      {
        file: 'client/deeds/progress.ts',
        from: "stage: 'settle',\n  mayBeDone: true,",
        to: "stage: 'act',\n  mayBeDone: true,",
      },
      ...renumbers,
    ],
    convictedBy: [
      'claim.attempts',
      'claim.return-code',
      'ledger.expected',
      'ledger.one-invoice',
      'restart.one-invoice',
      'retry.same-order-number',
      'rollout.begun-stays',
      'unknown.not-rejected',
      'unknown.resends-after-not-found',
    ],
  },
];
