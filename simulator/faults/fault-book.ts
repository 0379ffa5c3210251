// The fault book of one tenant: the rules in force, how often each matched and acted, and which one a request meets.
import picomatch from 'picomatch';
import { callbackInterface } from '../../protocol/callback-interface.ts';
import { actsOnPush, type PushFault, pushFaultOf } from './callback.ts';
import type { PickedFault } from './effect.ts';
import { kindOf } from './effect-kinds.ts';
import { isInWindow, windowOf } from './read-when.ts';
import type { FaultRule } from './rule.ts';

/** A rule with `hits`, the number of times it really acted (for `listenerClosed`: the times the listener was closed). */
export type FaultRuleView = FaultRule & { readonly hits: number };

export type PickedPushFault = PushFault & { readonly id: string; readonly acted: () => void };

export type FaultBook = {
  /** Counts start anew. */
  readonly replace: (rules: readonly FaultRule[]) => void;
  /** Appends; the caller has seen to it that no id repeats (see `list`). */
  readonly add: (rules: readonly FaultRule[]) => void;
  readonly clear: () => void;
  readonly list: () => readonly FaultRuleView[];
  /**
   * The fault that this request meets: the first rule that matches and whose time has come; null for none.
   * Every matching rule counts the request. `now` is the tenant's time in epoch ms; `interface` and `orderNo` are
   * null when they could not be read, which only rules without that member match. `times` counts picks.
   */
  readonly pick: (request: {
    readonly interface: string | null;
    readonly orderNo: string | null;
    readonly now: number;
  }) => PickedFault | null;
  /** The fault that a push of this order meets; only rules with a `callback` effect, which no request meets. */
  readonly pickPush: (push: { readonly orderNo: string; readonly now: number }) => PickedPushFault | null;
  /** The rules that close the listener: whether one holds at `now`, and the next instant at which that may change. */
  readonly listenerAt: (now: number) => {
    readonly closedBy: readonly { readonly id: string; readonly acted: () => void }[];
    readonly changesAt: number | null;
  };
  /** Called after every change of the rules; returns the unsubscriber. */
  readonly watch: (changed: () => void) => () => void;
};

type Entry = {
  readonly rule: FaultRule;
  readonly matchesOrder: (orderNo: string) => boolean;
  matched: number;
  picked: number;
  hits: number;
};

const open = (rule: FaultRule): Entry => ({
  rule,
  matchesOrder: rule.match.orderNo === undefined ? () => true : picomatch(rule.match.orderNo),
  matched: 0,
  picked: 0,
  hits: 0,
});

const closesListener = (entry: Entry): boolean => 'listenerClosed' in entry.rule.effect;

const meetsRequests = (entry: Entry): boolean => !closesListener(entry) && !actsOnPush(entry.rule.effect);
const meetsPushes = (entry: Entry): boolean => actsOnPush(entry.rule.effect);

const matches = (entry: Entry, request: { interface: string | null; orderNo: string | null }): boolean => {
  const { match } = entry.rule;
  if (match.interface !== undefined && match.interface !== request.interface) return false;
  return match.orderNo === undefined || (request.orderNo !== null && entry.matchesOrder(request.orderNo));
};

/** Judged after `matched` counted this request. */
const isDue = (entry: Entry, now: number): boolean => {
  const { when } = entry.rule;
  if (when.nth && !when.nth.includes(entry.matched)) return false;
  if (when.succeedFirst !== undefined && entry.matched <= when.succeedFirst) return false;
  if (when.times !== undefined && entry.picked >= when.times) return false;
  return isInWindow(when, now);
};

const countHit = (entry: Entry) => () => {
  entry.hits += 1;
};

const meet = (entry: Entry): PickedFault | null => {
  const { id, phase, effect } = entry.rule;
  const enacted = kindOf(effect).act(effect, phase);
  if (!enacted) return null;
  entry.picked += 1;
  const acted = countHit(entry);
  return { id, phase, action: enacted.action, acts: enacted.acts, effect, acted };
};

const meetPush = (entry: Entry): PickedPushFault => {
  entry.picked += 1;
  return { ...pushFaultOf(entry.rule.effect), id: entry.rule.id, acted: countHit(entry) };
};

/** Counts what matches, and finds the first whose time has come. */
const findDue = (matching: readonly Entry[], now: number): Entry | undefined => {
  for (const entry of matching) entry.matched += 1;
  return matching.find((entry) => isDue(entry, now));
};

/** An empty fault book. */
export const createFaultBook = (): FaultBook => {
  let entries: readonly Entry[] = [];
  const watchers = new Set<() => void>();
  const set = (next: readonly Entry[]): void => {
    entries = next;
    for (const changed of watchers) changed();
  };
  return {
    replace: (rules) => set(rules.map(open)),
    add: (rules) => set([...entries, ...rules.map(open)]),
    clear: () => set([]),
    list: () => entries.map((entry) => ({ ...entry.rule, hits: entry.hits })),
    pick: (request) => {
      const matching = entries.filter((entry) => meetsRequests(entry) && matches(entry, request));
      const first = findDue(matching, request.now);
      return first ? meet(first) : null;
    },
    pickPush: ({ orderNo, now }) => {
      const push = { interface: callbackInterface, orderNo };
      const first = findDue(
        entries.filter((entry) => meetsPushes(entry) && matches(entry, push)),
        now,
      );
      return first ? meetPush(first) : null;
    },
    listenerAt: (now) => {
      const closers = entries.filter(closesListener);
      const edges = closers
        .flatMap((entry) => Object.values(windowOf(entry.rule.when)))
        .filter((edge) => edge > now && Number.isFinite(edge));
      return {
        closedBy: closers
          .filter((entry) => isInWindow(entry.rule.when, now))
          .map((entry) => ({
            id: entry.rule.id,
            acted: countHit(entry),
          })),
        changesAt: edges.length > 0 ? Math.min(...edges) : null,
      };
    },
    watch: (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
  };
};
