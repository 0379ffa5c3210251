// Broken in reversing: originals not looked at, sheets hurried, given up or confirmed unasked (B-5, B-6, C-16).
import type { BrokenClient } from '../mutant.ts';

const begin = 'client/deeds/begin-deed.ts';
const sheet = 'client/deeds/decide-sheet.ts';

export const reversals: readonly BrokenClient[] = [
  {
    name: 'reverses-blindly',
    does: {
      en: 'Reverses and voids without looking at the original first (C-16).',
      zh: '不先查看原发票就红冲或作废（C-16）。',
    },
    changes: [
      { file: begin, from: 'if (begin.sheet) return', to: "if (begin.sheet || from === 'fresh') return" },
      { file: begin, from: 'again ?? beginToLook()', to: 'again ?? beginToAct()' },
    ],
    convictedBy: ['reversal.looks-first', 'reversal.looks-for-sheets'],
  },
  {
    name: 'skips-sheets',
    does: {
      en: 'Reverses without looking for a confirmation sheet already open (C-16).',
      zh: '不查是否已有未结确认单就红冲（C-16）。',
    },
    changes: [
      { file: 'client/look-at-original.ts', from: "for (const side of ['0', '1'])", to: 'for (const side of [])' },
    ],
    convictedBy: ['reversal.looks-for-sheets'],
  },
  {
    name: 'reverses-everything',
    does: {
      en: 'Leaves the lines of a reversal out, and so reverses all that is left (D-1, B-5).',
      zh: '略去红冲明细行，于是冲掉全部余额（D-1、B-5）。',
    },
    changes: [
      {
        file: 'client/driver/commands.ts',
        from: "client.red(objectOf(message, 'request'), as)",
        to: "client.red((({ lines, ...rest }) => rest)(objectOf(message, 'request')), as)",
      },
    ],
    convictedBy: ['ledger.reversals', 'outcome.expected', 'reversals.expected'],
  },
  {
    name: 'adopts-others-reds',
    does: { en: 'Claims as its own what somebody else reversed (C-16).', zh: '把他人所做的红冲称作自己的（C-16）。' },
    changes: [
      {
        file: begin,
        from: 'if (barred !== null) return',
        to: "if (barred !== null && looked.invoice.status === 'red-full') return { kind: 'done', invoice: looked.invoice };\n  if (barred !== null) return",
      },
    ],
    convictedBy: ['claim.issued-is-in-ledger', 'outcome.expected'],
  },
  {
    name: 'says-yes-to-everything',
    does: {
      en: 'Confirms every confirmation sheet, whatever it was told to say (D-1, B-5).',
      zh: '不论指令如何，一律确认确认单（D-1、B-5）。',
    },
    changes: [
      { file: begin, from: "return decision === 'Y' || decision === 'N' ? decision : 'C';", to: "return 'Y';" },
    ],
    convictedBy: ['outcome.expected', 'red.decision-as-told', 'reversals.expected'],
  },
  {
    name: 'abandons-sheets',
    does: {
      en: 'Gives a waiting confirmation sheet up after half an hour (R, 4203).',
      zh: '等待确认单半小时就放弃（R，4203）。',
    },
    changes: [
      { file: sheet, from: 'const patienceMs = 72 * 60 * 60 * 1000;', to: 'const patienceMs = 30 * 60 * 1000;' },
    ],
    convictedBy: ['red.sheet-patience'],
  },
  {
    name: 'hurries-sheets',
    does: { en: 'Asks for a confirmation sheet every ten seconds (R, 4203).', zh: '每十秒查一次确认单（R，4203）。' },
    changes: [{ file: sheet, from: 'const leastPauseMs = 10 * 60 * 1000;', to: 'const leastPauseMs = 10_000;' }],
    convictedBy: ['red.confirmation-path'],
  },
  {
    name: 'applies-anew',
    does: {
      en: 'Applies again when the buyer has refused or the sheet has run out (R, 4204).',
      zh: '购买方拒绝或确认单过期后再次申请（R，4204）。',
    },
    changes: [
      {
        file: sheet,
        from: "case 'closed':",
        to: "case 'closed':\n      if (progress.vanished === 0) return atOnce({ ...progress, stage: 'act', sheet: null, vanished: 1 });",
      },
    ],
    convictedBy: ['red.confirmation-path', 'red.sheets-as-told', 'reversals.expected'],
  },
];
