// Broken where the bureau refuses: what must not be resent is resent, what may be tried once is not (C-3, C-4, C-5, C-9, R).
import type { BrokenClient, Change } from '../mutant.ts';

const decide = 'client/deeds/decide-deed.ts';
const moves = 'client/policy/moves.ts';
const judgeInvoice = 'client/deeds/judge-invoice.ts';
const again = 'afterNotSent(progress, said(answer), situation);';
const comparesNothing: Change = {
  file: judgeInvoice,
  from: 'if (differences.length > 0) {',
  to: 'if (differences.length > 99) {',
};

export const refusals: readonly BrokenClient[] = [
  {
    name: 'resends-after-stop',
    does: {
      en: 'Sends again after the bureau said that a person is needed (C-5).',
      zh: '税局要求人工处理后仍重发（C-5）。',
    },
    changes: [
      {
        file: decide,
        from: "case 'stop':\n      return end('stop', `",
        to: `case 'stop':\n      if (situation) return ${again}\n      return end('stop', \``,
      },
    ],
    convictedBy: ['answer.unsigned-believed', 'ledger.expected', 'outcome.expected', 'stop.not-resent'],
  },
  {
    name: 'resends-param-errors',
    does: { en: 'Sends a refused payload again, unchanged (C-4).', zh: '参数被拒后原样重发（C-4）。' },
    changes: [
      {
        file: decide,
        from: "case 'repair':\n      return end('repair', `",
        to: `case 'repair':\n      if (situation) return ${again}\n      return end('repair', \``,
      },
    ],
    convictedBy: [
      'answer.unsigned-believed',
      'ledger.expected',
      'outcome.expected',
      'param.not-resent',
      'reversal.refusal-stops',
    ],
  },
  {
    name: 'resends-refused-reversals',
    does: { en: 'Sends a refused red or void again, unchanged (R).', zh: '红冲或作废被拒后原样重发（R）。' },
    changes: [
      {
        file: decide,
        from: "case 'refused':\n      return end('stop', judged.message);",
        to: `case 'refused':\n      return situation.deed.kind === 'issue' ? end('stop', judged.message) : ${again}`,
      },
      { file: moves, from: "'4201': definitive('stop'),", to: "'4201': definitive('unknown')," },
      { file: moves, from: "'4202': definitive('repair'),", to: "'4202': definitive('unknown')," },
    ],
    convictedBy: ['reversal.refusal-stops'],
  },
  {
    name: 'resends-conflicts',
    does: {
      en: 'Sends again under a number that holds other content (C-9).',
      zh: '订单号已绑定其他内容，仍重发（C-9）。',
    },
    changes: [
      {
        file: decide,
        from: "case 'taken':\n      return end('taken', `",
        to: `case 'taken':\n      if (situation) return ${again}\n      return end('taken', \``,
      },
    ],
    convictedBy: ['conflict.stops'],
  },
  {
    name: 'never-resigns',
    does: {
      en: 'Gives up where a fresh timestamp and nonce would do (R, resign).',
      zh: '换新时间戳和随机数即可的情况下放弃（R，resign）。',
    },
    changes: [{ file: decide, from: 'if (!progress.resigned) return', to: 'if (progress.resigned) return' }],
    convictedBy: ['ledger.expected', 'outcome.expected', 'resign.once-fresh'],
  },
  {
    name: 'adopts-unseen',
    does: {
      en: 'Adopts whatever invoice a query shows, without comparing it with the order (C-9).',
      zh: '查询到什么发票就认领，不与订单比对（C-9）。',
    },
    changes: [comparesNothing],
    convictedBy: ['adoption.compares', 'outcome.expected'],
  },
  {
    name: 'compares-amounts-only',
    does: { en: 'Adopts an invoice made out to another buyer (C-9).', zh: '认领了开给其他购买方的发票（C-9）。' },
    changes: [
      {
        file: 'client/invoice.ts',
        from: "return sameBuyer ? amounts : [...amounts, 'buyerName'];",
        to: 'return amounts;',
      },
    ],
    convictedBy: ['adoption.compares', 'outcome.expected'],
  },
  {
    name: 'adopts-conflicts',
    does: {
      en: 'Takes whatever invoice the number holds as its own (C-9).',
      zh: '订单号下是什么发票就当作自己的（C-9）。',
    },
    changes: [
      { file: moves, from: "'4002': ['taken', 'taken',", to: "'4002': ['resend', 'resend'," },
      {
        file: decide,
        from: "case 'resend':",
        to: "case 'resend':\n      if (answer.returnCode === '4002') return atOnce({ ...progress, mayBeDone: true, stage: 'settle' });",
      },
      comparesNothing,
    ],
    convictedBy: ['adoption.compares', 'conflict.stops', 'outcome.expected'],
  },
  {
    name: 'disowns-its-own-invoice',
    does: {
      en: 'Takes a duplicate with equal content for somebody else’s (C-9, 4001).',
      zh: '内容相同的重复订单被当作他人的（C-9，4001）。',
    },
    changes: [{ file: moves, from: "'4001': ['judge', 'judge',", to: "'4001': ['taken', 'taken'," }],
    convictedBy: ['claim.rejected-is-not-in-ledger', 'duplicate.adopted', 'duplicate.handed-over', 'outcome.expected'],
  },
  {
    name: 'sends-unchecked',
    does: { en: 'Leaves it to the bureau to find lawless payloads (C-3).', zh: '违规内容留待税局发现（C-3）。' },
    changes: [
      {
        file: 'client/precheck/precheck-order.ts',
        from: 'if (!shape.ok) return shape;',
        to: 'if (!shape.ok) return { ok: true, payload: given };',
      },
      { file: 'client/precheck/precheck-order.ts', from: 'rules.flatMap((rule) => rule(shape.payload))', to: '[]' },
    ],
    convictedBy: ['outcome.expected', 'precheck.not-sent'],
  },
  {
    name: 'names-no-field',
    does: {
      en: 'Refuses a lawless payload without saying which field and rule (C-3).',
      zh: '拒绝违规内容，却不说明字段与规则（C-3）。',
    },
    changes: [
      {
        file: 'client/driver/results.ts',
        from: '? error.errors : [];',
        to: "? error.errors.map(({ message }) => ({ field: '', rule: '', message })) : [];",
      },
    ],
    convictedBy: ['precheck.names-field', 'precheck.names-rule'],
  },
  {
    name: 'blames-the-order-number',
    does: {
      en: 'Says of every lawless payload that its order number is to blame (C-3).',
      zh: '内容违规时一律归咎于订单号（C-3）。',
    },
    changes: [
      {
        file: 'client/driver/results.ts',
        from: '? error.errors : [];',
        to: "? error.errors.map((one) => ({ ...one, field: '/orderNo' })) : [];",
      },
    ],
    convictedBy: ['precheck.names-field'],
  },
  {
    name: 'blames-one-rule',
    does: {
      en: 'Says of every lawless payload that something required is missing (C-3).',
      zh: '内容违规时一律称缺少必填项（C-3）。',
    },
    changes: [
      {
        file: 'client/driver/results.ts',
        from: '? error.errors : [];',
        to: "? error.errors.map((one) => ({ ...one, rule: 'P-1' })) : [];",
      },
    ],
    convictedBy: ['precheck.names-rule'],
  },
  {
    name: 'narrows-the-tolerance',
    does: {
      en: 'Refuses a line whose tax is six fen off, which P-5 lets pass (C-3).',
      zh: '税额相差六分即拒绝，而 P-5 允许（C-3）。',
    },
    changes: [
      {
        file: 'client/precheck/line-tax.ts',
        from: "const toleranceYuan = '0.06';",
        to: "const toleranceYuan = '0.05';",
      },
    ],
    convictedBy: ['ledger.expected', 'outcome.expected', 'precheck.lawful-passes'],
  },
  {
    name: 'sums-with-floats',
    does: {
      en: 'Sums amounts as floats, and refuses 0.10 + 0.20 = 0.30 (C-3, P-4).',
      zh: '用浮点数求和，于是拒绝 0.10 + 0.20 = 0.30（C-3、P-4）。',
    },
    changes: [
      {
        file: 'client/precheck/sums.ts',
        from: "...compare('/amount', {",
        to: `...(lines.reduce((sum, line) => sum + Number(line.amount), 0) === Number(amount)
    ? []
    : [{ field: '/amount', rule: 'P-4', message: 'is not the sum' }]),
  ...compare('/amount', {`,
      },
    ],
    convictedBy: ['ledger.expected', 'outcome.expected', 'precheck.lawful-passes', 'reversals.expected'],
  },
  {
    name: 'takes-a-refused-question-for-an-answer',
    does: {
      en: 'Calls an order rejected because a query of it was refused (C-5, D-2).',
      zh: '查询被拒，即称订单被拒（C-5、D-2）。',
    },
    changes: ['2001', '2002'].map((code) => ({
      file: moves,
      from: `'${code}': ['stop', 'hand-over', 'hand-over', 'hand-over', 'hand-over'],`,
      to: `'${code}': ['stop', 'hand-over', 'hand-over', 'hand-over', 'nothing'],`,
    })),
    convictedBy: ['claim.rejected-is-not-in-ledger', 'outcome.expected', 'query.refusal-decides-nothing'],
  },
  {
    name: 'adopts-void-invoices',
    does: {
      en: 'Adopts the invoice of its order though it is void or reversed (C-9).',
      zh: '订单对应的发票已作废或已红冲，仍予采用（C-9）。',
    },
    changes: [{ file: judgeInvoice, from: "if (meaning === 'adopt')", to: "if (what === 'order')" }],
    convictedBy: ['duplicate.handed-over', 'outcome.expected'],
  },
];
