// Which orders are issued here and which are left to the old path, while the share grows, shrinks or is killed (G-1 to G-3).
import { bucketOf } from '../../protocol/rollout-bucket.ts';
import { writeInstant } from '../../protocol/timestamp.ts';
import type { CommandReport } from '../deeds/report.ts';
import { createInTurn } from '../in-turn.ts';
import { OptionsRefused } from '../options-refused.ts';
import { RefusedLocally, RepairOrder, StopAndTellPerson } from '../outcome-errors.ts';
import { createMemoryRolloutStore, type Decision, type Path, type RolloutStore } from './rollout-store.ts';
import { readShare, writeShare } from './share.ts';

type Order = Readonly<Record<string, unknown>>;

export type RolloutOptions = {
  /** Where share and paths survive; the default forgets them with the process. Given from the first order on, or it knows too little (G-3). */
  readonly store?: RolloutStore;
  /**
   * Takes an order that stays on the old path, each time it is commanded, as it did before there was a rollout. Where
   * absent, the outcome `manual` tells the caller to.
   */
  readonly oldPath?: (order: Order) => Promise<void> | void;
};

/** `share` is 10 % where absent, the first step (G-1); `kill` is share 0 at once, for orders not yet begun (G-4). */
export type RolloutWish =
  | { readonly salt: string; readonly share?: string; readonly kill?: undefined }
  | { readonly kill: true };

export type RolloutReport = CommandReport & { readonly share: string; readonly decisions: readonly Decision[] };

export type Rollout = {
  /** Throws RefusedLocally for what is no share, and leaves the one in force as it was (G-6). */
  readonly direct: (wish: RolloutWish) => Promise<RolloutReport>;
  /** Issues it by `automatically`, or leaves it to the old path. */
  readonly carry: (order: Order, automatically: () => Promise<CommandReport>) => Promise<CommandReport>;
};

const firstStep = '0.1';
const orderNoForm = /^[0-9A-Za-z_-]{1,64}$/;
const nothingAsked = { invoice: null, returnCode: null, attempts: 0 } as const;

const left: CommandReport = { ...nothingAsked, outcome: 'manual', message: 'left to the old path (G-1)' };

const refuse = (field: string, message: string): never => {
  throw new RefusedLocally([{ field, rule: 'G-6', message }], null);
};

type Target = Pick<Decision, 'reason'> & { readonly share: number; readonly salt: string | null };

const targetOf = (wish: RolloutWish): Target => {
  if (wish.kill) return { share: 0, salt: null, reason: 'killed' };
  const { salt, share: text = firstStep } = wish;
  const share = readShare(text) ?? refuse('/share', 'not 0, 1 or a decimal between with at most four decimals (G-1)');
  return { share, salt: typeof salt === 'string' ? salt : refuse('/salt', 'not a text'), reason: 'commanded' };
};

/** Nothing came of it, and nothing will: it is free to go either way again (G-7). */
const isRefused = (error: unknown): boolean =>
  error instanceof RefusedLocally || error instanceof RepairOrder || error instanceof StopAndTellPerson;

/** Commands of one order under way; `undecided` while every one so far was refused and none went before them. */
type UnderWay = { commands: number; undecided: boolean };

export const createRollout = (
  { store = createMemoryRolloutStore(), oldPath = () => undefined }: RolloutOptions,
  now: () => number,
): Rollout => {
  /** Shares and paths are decided one after the other, in the order of the commands. */
  const inTurn = createInTurn();
  const underWay = new Map<string, UnderWay>();

  const choose = async (orderNo: string): Promise<Path> => {
    const state = await store.load();
    return state === null || bucketOf(state.salt, orderNo) < state.share ? 'automatic' : 'old';
  };

  /** Written down before anything happens to the order: a kill in between cannot send it both ways (G-3). */
  const enter = async (orderNo: string): Promise<Path> => {
    const joined = underWay.get(orderNo);
    const known = joined ? 'automatic' : await store.findPath(orderNo);
    const path = known ?? (await choose(orderNo));
    if (known === null) await store.savePath(orderNo, path);
    if (joined) joined.commands += 1;
    else if (path === 'automatic') underWay.set(orderNo, { commands: 1, undecided: known === null });
    return path;
  };

  const leave = async (orderNo: string, how: 'refused' | 'otherwise'): Promise<void> => {
    const order = underWay.get(orderNo);
    if (!order) return;
    order.commands -= 1;
    order.undecided &&= how === 'refused';
    if (order.commands > 0) return;
    underWay.delete(orderNo);
    if (order.undecided) await store.forgetPath(orderNo);
  };

  const issue = async (orderNo: string, automatically: () => Promise<CommandReport>): Promise<CommandReport> => {
    let how: 'refused' | 'otherwise' = 'otherwise';
    try {
      return await automatically();
    } catch (error) {
      if (isRefused(error)) how = 'refused';
      throw error;
    } finally {
      await inTurn(() => leave(orderNo, how));
    }
  };

  const change = async (wish: RolloutWish): Promise<RolloutReport> => {
    const target = targetOf(wish);
    const before = await store.load();
    const to = writeShare(target.share);
    const from = before && writeShare(before.share);
    const decision = { at: writeInstant(now()), from, to, reason: target.reason, figures: null };
    const decisions = [...(before?.decisions ?? []), decision];
    await store.save({ share: target.share, salt: target.salt ?? before?.salt ?? '', decisions });
    return { ...nothingAsked, outcome: 'done', message: `share ${to}`, share: to, decisions };
  };

  return {
    direct: (wish) => inTurn(() => change(wish)),
    carry: async (order, automatically) => {
      const { orderNo } = order;
      // No order number at all: the pre-check says so.
      if (typeof orderNo !== 'string' || !orderNoForm.test(orderNo)) return automatically();
      if ((await inTurn(() => enter(orderNo))) === 'automatic') return issue(orderNo, automatically);
      await oldPath(order);
      return left;
    },
  };
};

/** Of a client that was not given the option: every order is its own. */
export const noRollout: Rollout = {
  direct: async () => {
    throw new OptionsRefused('a rollout needs the option rollout, from the first order on (G-3)');
  },
  carry: (_order, automatically) => automatically(),
};
