// Broken in the gradual rollout: orders that go the wrong way, both ways, or no way at all (G-1 to G-7).
import type { BrokenClient } from '../mutant.ts';

const rollout = 'client/rollout/rollout.ts';
const consequences = ['ledger.expected', 'outcome.expected'];

export const rollouts: readonly BrokenClient[] = [
  {
    name: 'reads-buckets-backwards',
    does: {
      en: 'Reads the four bytes of a bucket little-endian (G-2).',
      zh: '以小端序读取桶号的四个字节（G-2）。',
    },
    changes: [{ file: 'protocol/rollout-bucket.ts', from: 'readUInt32BE(0)', to: 'readUInt32LE(0)' }],
    convictedBy: ['ledger.expected', 'outcome.expected', 'rollout.membership'],
  },
  {
    name: 'draws-without-salt',
    does: {
      en: 'Leaves the salt out of the bucket (G-2).',
      zh: '计算桶号时漏掉盐值（G-2）。',
    },
    changes: [{ file: rollout, from: 'bucketOf(state.salt, orderNo)', to: "bucketOf('', orderNo)" }],
    convictedBy: ['ledger.expected', 'outcome.expected', 'rollout.membership'],
  },
  {
    name: 'takes-one-order-too-many',
    does: {
      en: 'Compares with <= where an order must lie below the share (G-2).',
      zh: '应小于比例处用了小于等于（G-2）。',
    },
    changes: [
      {
        file: rollout,
        from: 'bucketOf(state.salt, orderNo) < state.share',
        to: 'bucketOf(state.salt, orderNo) <= state.share',
      },
    ],
    convictedBy: ['ledger.expected', 'outcome.expected', 'rollout.membership'],
  },
  {
    name: 'decides-anew-each-time',
    does: {
      en: 'Asks the bucket again at every command and forgets which way an order has gone (G-3, G-7).',
      zh: '每次指令都重新按桶号决定，忘记订单已有的去向（G-3、G-7）。',
    },
    changes: [{ file: rollout, from: "joined ? 'automatic' : await store.findPath(orderNo)", to: 'null' }],
    convictedBy: ['ledger.expected', 'outcome.expected', 'rollout.one-way'],
  },
  {
    name: 'drops-what-was-begun',
    does: {
      en: 'Calls every open order manual when the rollout is killed or rolled back (G-3).',
      zh: '触发紧急开关或退回时，把所有未了结的订单都算作人工（G-3）。',
    },
    changes: [
      {
        file: rollout,
        from: 'return await automatically();',
        to: 'return await Promise.race([automatically(), new Promise<CommandReport>((drop) => drops.push(() => { how = "refused"; drop(left); }))]);',
      },
      {
        file: rollout,
        from: 'const underWay = new Map<string, UnderWay>();',
        to: 'const underWay = new Map<string, UnderWay>();\n  const drops: (() => void)[] = [];',
      },
      {
        file: rollout,
        from: '    const before = await store.load();\n',
        to: '    const before = await store.load();\n    if (target.share === 0) for (const drop of drops) drop();\n',
      },
    ],
    // Called manual while its request is under way, and its way forgotten: a second command would else join the dropped
    // deed and end in the five real seconds of silence (D-4).
    convictedBy: [
      ...['rollout.begun-stays', 'rollout.membership', 'claim.attempts', 'claim.return-code'],
      ...consequences,
    ],
  },
  {
    name: 'forgets-the-share',
    does: {
      en: 'Keeps the share in memory alone (D-6).',
      zh: '比例只保存在内存中（D-6）。',
    },
    changes: [
      {
        file: 'client/rollout/file-rollout-store.ts',
        from: "const shares = journal.shelf('rollout', isState);",
        to: 'let state = null; const shares = { get: async () => state, put: async (_, next) => { state = next; } };',
      },
    ],
    convictedBy: ['ledger.expected', 'outcome.expected', 'rollout.membership'],
  },
  {
    name: 'issues-what-it-left',
    does: {
      en: 'Calls orders outside the share manual and issues them all the same (G-1, G-3).',
      zh: '比例之外的订单答 manual，却照样开具（G-1、G-3）。',
    },
    changes: [{ file: rollout, from: 'await oldPath(order);', to: 'await automatically().catch(() => undefined);' }],
    convictedBy: ['rollout.membership', 'claim.attempts', 'claim.return-code', 'ledger.expected'],
  },
  {
    name: 'reads-shares-as-they-come',
    does: {
      en: 'Takes any number for a share (G-6).',
      zh: '任何数字都当作比例（G-6）。',
    },
    changes: [
      {
        file: rollout,
        from: 'readShare(text) ??',
        to: 'readShare(text) ?? Math.round(Number.parseFloat(text) * 10_000) ??',
      },
    ],
    convictedBy: ['ledger.expected', 'outcome.expected', 'rollout.membership', 'rollout.share-told'],
  },
];
