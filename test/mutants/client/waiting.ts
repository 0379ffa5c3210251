// Broken in waiting: busy rows, rungs of the ladder, pauses between polls (C-6, C-7, C-10, C-11).
import type { BrokenClient } from '../mutant.ts';

const backoff = 'client/policy/backoff.ts';
const ladder = 'client/policy/ladder.ts';
const polling = 'client/policy/polling.ts';
const rung = 'ladderMs[rungsUsed] ?? null;';

export const waiting: readonly BrokenClient[] = [
  {
    name: 'hammers-when-busy',
    does: { en: 'Waits one second after every busy answer (C-6).', zh: '每次遇繁忙只等一秒（C-6）。' },
    changes: [{ file: backoff, from: 'return { waitMs, row:', to: 'return { waitMs: 1000, row:' }],
    convictedBy: ['busy.retry-after', 'busy.waits', 'ledger.expected', 'outcome.expected'],
  },
  {
    name: 'ignores-retry-after',
    does: {
      en: 'Waits its own n × 10 s whatever `retryAfter` says (C-6).',
      zh: '不顾 `retryAfter`，只按 n×10 秒等待（C-6）。',
    },
    changes: [
      { file: backoff, from: 'Math.max(retryAfterMs ?? untoldMs, grownMs)', to: 'Math.max(untoldMs, grownMs)' },
    ],
    convictedBy: ['busy.retry-after', 'ledger.expected', 'outcome.expected'],
  },
  {
    name: 'never-grows',
    does: {
      en: 'Waits 10 s after every busy answer of a row, never longer (C-6).',
      zh: '连续繁忙时每次都只等 10 秒，从不加长（C-6）。',
    },
    changes: [{ file: backoff, from: 'Math.max(grown * stepMs, row.previousMs)', to: 'stepMs' }],
    convictedBy: ['busy.waits'],
  },
  {
    name: 'forgets-the-wait-before',
    does: {
      en: 'Waits shorter than the time before within one busy row (C-6).',
      zh: '同一轮繁忙中等待短于前一次（C-6）。',
    },
    changes: [{ file: backoff, from: 'Math.max(grown * stepMs, row.previousMs)', to: 'grown * stepMs' }],
    convictedBy: ['busy.waits'],
  },
  {
    name: 'impatient',
    does: { en: 'Gives a busy order to a person after two waits (C-6).', zh: '遇繁忙等两次就交给人工（C-6）。' },
    changes: [{ file: backoff, from: 'mostWaits = 12', to: 'mostWaits = 2' }],
    convictedBy: ['busy.patience', 'ledger.expected', 'outcome.expected', 'reversals.expected'],
  },
  {
    name: 'no-wait',
    does: { en: 'Climbs the ladder without waiting (C-7).', zh: '不等待就走完重试阶梯（C-7）。' },
    changes: [{ file: ladder, from: rung, to: 'ladderMs[rungsUsed] === undefined ? null : 0;' }],
    convictedBy: ['connect.waits', 'ladder.waits', 'ledger.expected', 'outcome.expected'],
  },
  {
    name: 'climbs-one-rung',
    does: { en: 'Gives up after the first of the three rungs (C-7).', zh: '三级阶梯只走一级就放弃（C-7）。' },
    changes: [{ file: ladder, from: rung, to: 'rungsUsed < 1 ? (ladderMs[rungsUsed] ?? null) : null;' }],
    convictedBy: ['connect.waits', 'ladder.three-rungs', 'ledger.expected', 'outcome.expected'],
  },
  {
    name: 'climbs-in-equal-steps',
    does: {
      en: 'Waits 10 s before every rung, instead of 10, 30 and 60 s (C-7).',
      zh: '每级阶梯都只等 10 秒，而非 10、30、60 秒（C-7）。',
    },
    changes: [{ file: ladder, from: rung, to: 'rungsUsed < ladderMs.length ? (ladderMs[0] ?? null) : null;' }],
    convictedBy: ['connect.waits', 'ladder.waits'],
  },
  {
    name: 'polls-hastily',
    does: {
      en: 'Polls an accepted order before three seconds have passed (C-10).',
      zh: '受理不足三秒就轮询（C-10）。',
    },
    changes: [{ file: polling, from: '? settings.pollFirstMs :', to: '? settings.pollFirstMs / 4 :' }],
    convictedBy: ['poll.pauses'],
  },
  {
    name: 'shrinks-its-pauses',
    does: { en: 'Begins anew with short pauses between polls (C-10).', zh: '轮询间隔又从短的重新开始（C-10）。' },
    changes: [
      {
        file: polling,
        from: 'Math.round(polling.pauseMs * growth)',
        to: 'polling.pauseMs > 20_000 ? settings.pollFirstMs : Math.round(polling.pauseMs * growth)',
      },
    ],
    convictedBy: ['poll.pauses'],
  },
];
