// The fault book of one tenant: the rules in force, how often each matched and acted, and which one a request meets.
import picomatch from 'picomatch';
import { callbackInterface } from '../../protocol/callback-interface.ts';
import type { Disguise, FalseCertificate } from '../doors/disguise.ts';
import { actsOnPush, type PushFault, pushFaultOf } from './callback.ts';
import type { Dice, FaultAction, PickedFault } from './effect.ts';
import { kindOf } from './effect-kinds.ts';
import { isInWindow, type Ramp, shareAt, type Window, windowOf } from './read-when.ts';
import { longestRetryAfterSeconds } from './return-code.ts';
import type { FaultRule } from './rule.ts';

/** A rule with `hits`, the number of times it really acted (for `listenerClosed`: the times the listener was closed; for `falseCertificate`: the connections that were shown it). */
export type FaultRuleView = FaultRule & { readonly hits: number };

export type PickedPushFault = PushFault & { readonly id: string; readonly acted: () => void };

/** What of a request a rule may match. */
export type FaultyRequest = {
  readonly interface: string | null;
  readonly orderNo: string | null;
  readonly appId: string | null;
};

/** A rule with its counts and window, as JSON can hold it; an open edge is null. */
export type RememberedFault = {
  readonly rule: FaultRule;
  readonly from: number | null;
  readonly to: number | null;
  readonly matched: number;
  readonly picked: number;
  readonly hits: number;
};

export type FaultBook = {
  /** Counts start anew. */
  readonly replace: (rules: readonly FaultRule[]) => void;
  /** Appends; the caller has seen to it that no id repeats (see `list`). */
  readonly add: (rules: readonly FaultRule[]) => void;
  readonly clear: () => void;
  readonly list: () => readonly FaultRuleView[];
  /**
   * The fault that this request meets: the first rule that matches and whose time has come; null for none.
   * Every matching rule counts the request. `now` is the tenant's time in epoch ms; a member that could not be read is
   * null, which only rules without that member match. `times` counts picks.
   */
  readonly pick: (request: FaultyRequest & { readonly now: number }) => PickedFault | null;
  /** The fault that a push of this order meets; only rules with a `callback` effect, which no request meets. */
  readonly pickPush: (push: {
    readonly orderNo: string;
    readonly appId: string;
    readonly now: number;
  }) => PickedPushFault | null;
  /** What a new connection is shown at `at` instead of the bureau's certificate; only rules of `falseCertificate`, which count it. */
  readonly pickDisguise: (at: number) => Disguise | null;
  /** The rules about connections: which hold at `at`, and the next instant at which that may change. */
  readonly listenerAt: (at: number) => {
    readonly closedBy: readonly { readonly id: string; readonly acted: () => void }[];
    /** Ids of the rules under which new connections may meet a false certificate. */
    readonly disguisedBy: readonly string[];
    readonly changesAt: number | null;
  };
  /** The rules in force with their counts, to be recalled later. */
  readonly remember: () => readonly RememberedFault[];
  readonly recall: (remembered: readonly RememberedFault[]) => void;
  /** Called after every change of the rules; returns the unsubscriber. */
  readonly watch: (changed: () => void) => () => void;
};

type Entry = {
  readonly rule: FaultRule;
  readonly window: Window;
  readonly matchesOrder: (orderNo: string) => boolean;
  matched: number;
  picked: number;
  hits: number;
};

const open = (rule: FaultRule, setAt: number): Entry => ({
  rule,
  window: windowOf(rule.when, setAt),
  matchesOrder: rule.match.orderNo === undefined ? () => true : picomatch(rule.match.orderNo),
  matched: 0,
  picked: 0,
  hits: 0,
});

const finiteOrNull = (edge: number): number | null => (Number.isFinite(edge) ? edge : null);

const rememberEntry = ({ rule, window, matched, picked, hits }: Entry): RememberedFault => ({
  rule,
  from: finiteOrNull(window.from),
  to: finiteOrNull(window.to),
  ...{ matched, picked, hits },
});

const recallEntry = ({ rule, from, to, matched, picked, hits }: RememberedFault): Entry => ({
  ...open(rule, 0),
  window: { from: from ?? Number.NEGATIVE_INFINITY, to: to ?? Number.POSITIVE_INFINITY },
  ...{ matched, picked, hits },
});

const closesListener = (entry: Entry): boolean => 'listenerClosed' in entry.rule.effect;

const disguises = (entry: Entry): boolean => 'falseCertificate' in entry.rule.effect;

const meetsRequests = (entry: Entry): boolean =>
  !closesListener(entry) && !disguises(entry) && !actsOnPush(entry.rule.effect);
const meetsPushes = (entry: Entry): boolean => actsOnPush(entry.rule.effect);

const matches = (entry: Entry, request: FaultyRequest): boolean => {
  const { match } = entry.rule;
  if (match.interface !== undefined && match.interface !== request.interface) return false;
  if (match.appId !== undefined && match.appId !== request.appId) return false;
  return match.orderNo === undefined || (request.orderNo !== null && entry.matchesOrder(request.orderNo));
};

/** A time to live cuts the window, but does not make the ramp steeper. */
const shareOf = (probability: number | Ramp, { rule }: Entry, now: number): number =>
  typeof probability === 'number'
    ? probability
    : shareAt(probability, windowOf({ window: rule.when.window ?? {} }, 0), now);

/** Judged after `matched` counted this request. The dice are thrown last, and only for rules that leave it to them. */
const isDue = (entry: Entry, now: number, dice: Dice): boolean => {
  const { when } = entry.rule;
  if (when.nth && !when.nth.includes(entry.matched)) return false;
  if (when.succeedFirst !== undefined && entry.matched <= when.succeedFirst) return false;
  if (when.times !== undefined && entry.picked >= when.times) return false;
  return (
    isInWindow(entry.window, now) && (when.probability === undefined || dice() < shareOf(when.probability, entry, now))
  );
};

/** Told of the word of each effect that really acted. */
type Acted = (effect: string) => void;

const countHit = (entry: Entry, acted: Acted) => () => {
  entry.hits += 1;
  acted(kindOf(entry.rule.effect).word);
};

/** R: where nothing else is said, 3003 sends away to the end of its window. */
const untilEnd = (action: FaultAction, { to }: Window, now: number): FaultAction =>
  action.kind === 'answer' && action.returnCode === '3003' && action.retryAfterSeconds === undefined && to !== Infinity
    ? { ...action, retryAfterSeconds: Math.min(Math.ceil((to - now) / 1000), longestRetryAfterSeconds) }
    : action;

type Chance = { readonly dice: Dice; readonly acted: Acted };

const meet = (entry: Entry, now: number, { dice, acted: tell }: Chance): PickedFault | null => {
  const { id, phase, effect } = entry.rule;
  const enacted = kindOf(effect).act(effect, phase, dice);
  if (!enacted) return null;
  entry.picked += 1;
  const acted = countHit(entry, tell);
  const action = untilEnd(enacted.action, entry.window, now);
  return { id, phase, action, acts: enacted.acts, effect, acted };
};

const meetPush = (entry: Entry, acted: Acted): PickedPushFault => {
  entry.picked += 1;
  return { ...pushFaultOf(entry.rule.effect), id: entry.rule.id, acted: countHit(entry, acted) };
};

const meetConnection = (entry: Entry, acted: Acted): Disguise => {
  const { id, effect } = entry.rule;
  entry.picked += 1;
  countHit(entry, acted)();
  return {
    certificate: effect['falseCertificate'] as FalseCertificate,
    fault: { id, phase: 'before', effect },
  };
};

/** Counts what matches, and finds the first whose time has come. */
const findDue = (matching: readonly Entry[], now: number, dice: Dice): Entry | undefined => {
  for (const entry of matching) entry.matched += 1;
  return matching.find((entry) => isDue(entry, now, dice));
};

export type FaultBookOptions = {
  /** The tenant's time in epoch ms, for rules that lapse. */
  readonly now: () => number;
  readonly dice: Dice;
  readonly acted?: Acted;
};

/** An empty fault book. */
export const createFaultBook = ({ now, dice, acted = () => undefined }: FaultBookOptions): FaultBook => {
  const openNow = (rules: readonly FaultRule[]): Entry[] => rules.map((rule) => open(rule, now()));
  let entries: readonly Entry[] = [];
  const watchers = new Set<() => void>();
  const set = (next: readonly Entry[]): void => {
    entries = next;
    for (const changed of watchers) changed();
  };
  return {
    replace: (rules) => set(openNow(rules)),
    add: (rules) => set([...entries, ...openNow(rules)]),
    clear: () => set([]),
    list: () => entries.map((entry) => ({ ...entry.rule, hits: entry.hits })),
    pick: (request) => {
      const matching = entries.filter((entry) => meetsRequests(entry) && matches(entry, request));
      const first = findDue(matching, request.now, dice);
      return first ? meet(first, request.now, { dice, acted }) : null;
    },
    pickPush: ({ orderNo, appId, now: at }) => {
      const push = { interface: callbackInterface, orderNo, appId };
      const first = findDue(
        entries.filter((entry) => meetsPushes(entry) && matches(entry, push)),
        at,
        dice,
      );
      return first ? meetPush(first, acted) : null;
    },
    pickDisguise: (at) => {
      const first = findDue(entries.filter(disguises), at, dice);
      return first ? meetConnection(first, acted) : null;
    },
    listenerAt: (at) => {
      const closers = entries.filter(closesListener);
      const disguisers = entries.filter(disguises);
      const edges = [...closers, ...disguisers]
        .flatMap((entry) => Object.values(entry.window))
        .filter((edge) => edge > at && Number.isFinite(edge));
      return {
        closedBy: closers
          .filter((entry) => isInWindow(entry.window, at))
          .map((entry) => ({
            id: entry.rule.id,
            acted: countHit(entry, acted),
          })),
        disguisedBy: disguisers.filter(({ window }) => isInWindow(window, at)).map(({ rule }) => rule.id),
        changesAt: edges.length > 0 ? Math.min(...edges) : null,
      };
    },
    remember: () => entries.map(rememberEntry),
    recall: (remembered) => set(remembered.map(recallEntry)),
    watch: (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
  };
};
