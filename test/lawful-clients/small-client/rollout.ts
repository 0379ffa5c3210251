// The small client's rollout: which orders are its own, by a share, and which way each has gone, in one file (G).
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Message } from './dialogue.ts';

type Kept = { salt: string; share: number | null; readonly mine: string[]; readonly theirs: string[] };

const isShare = (text: unknown): text is string =>
  typeof text === 'string' && /^(0(\.\d{1,4})?|1(\.0{1,4})?)$/.test(text);

const bucketOf = (salt: string, orderNo: string): number =>
  Number.parseInt(createHash('sm3').update(`${salt}:${orderNo}`).digest('hex').slice(0, 8), 16) % 10_000;

export const openRollout = (stateDir: string) => {
  const file = join(stateDir, 'rollout-of-the-small.json');
  const kept: Kept = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Kept)
    : { salt: '', share: null, mine: [], theirs: [] };
  const keep = (): void => writeFileSync(file, JSON.stringify(kept));
  return {
    steer: (message: Message) => {
      const { share, salt, kill } = message as Message & {
        readonly share?: unknown;
        readonly salt?: unknown;
        kill?: true;
      };
      if (!kill && !(isShare(share) && typeof salt === 'string'))
        return { outcome: 'invalid', errors: [{ field: '/share', rule: 'G-6', message: 'no share' }] };
      const from = kept.share === null ? null : String(kept.share / 10_000);
      kept.share = kill ? 0 : Math.round(Number(share) * 10_000);
      if (!kill) kept.salt = String(salt);
      keep();
      const to = String(kept.share / 10_000);
      return {
        outcome: 'done',
        share: to,
        decisions: [{ at: message['now'], from, to, reason: 'told', figures: null }],
      };
    },
    takes: (orderNo: string): boolean => {
      if (kept.mine.includes(orderNo)) return true;
      const takes =
        !kept.theirs.includes(orderNo) && (kept.share === null || bucketOf(kept.salt, orderNo) < kept.share);
      if (takes || !kept.theirs.includes(orderNo)) (takes ? kept.mine : kept.theirs).push(orderNo);
      keep();
      return takes;
    },
    /** Definitively refused: it may go either way again. */
    frees: (orderNo: string): void => {
      const at = kept.mine.indexOf(orderNo);
      if (at >= 0) kept.mine.splice(at, 1);
      keep();
    },
  };
};

export type SmallRollout = ReturnType<typeof openRollout>;
