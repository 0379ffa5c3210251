// The bounds of a soak: what a script may ask of a client, so that every lawful one survives it (C-6 to C-11, V-5).
import { readInstant } from '../wire/instant.ts';
import { type Command, commandOf, type Plot, type Rule } from './script.ts';
import { type Family, familyOf, heldBackMs, mostHits, patientMs } from './toll.ts';

/** C-7: so many unknown outcomes leave a rung that settles the order. */
export const rungs = 3;
/** C-6: giving up is allowed after eight waits, that is at the ninth busy answer in a row. */
const mostBusy = 8;
/** R: once. */
const mostResigned = 1;
/** A resend each; more would only take longer. */
const mostForgotten = 2;
/** Short enough for a poll of C-10 to be over long before its 30 minutes. */
const longestIssueMs = 180_000;

const shortestBusyMs = 10_000;

export const commandsIn = (plot: Plot): Command[] => plot.steps.flatMap((step) => commandOf(step) ?? []);

const placeholder = (name: string): string => `\${${name}}`;

/** Whether the rule can meet a request about the order or reversal of that name. */
export const concerns = ({ match }: Rule, name: string): boolean =>
  match?.orderNo === undefined || match.orderNo === placeholder(name);

export const rulesOn = (plot: Plot, name: string): Rule[] => (plot.faults ?? []).filter((rule) => concerns(rule, name));

export const costOf = (rules: readonly Rule[], ...families: readonly Family[]): number =>
  rules.filter((rule) => families.includes(familyOf(rule))).reduce((sum, rule) => sum + mostHits(rule), 0);

/** How often the bureau's own gates can send an order away. */
const busyByGates = ({ bureau }: Plot): number => {
  const windows = (bureau?.maintenance ?? []).map(({ announced, from, to }) => {
    const lengthMs = (readInstant(to) ?? 0) - (readInstant(from) ?? 0);
    return announced ? 1 : Math.ceil(lengthMs / shortestBusyMs) + 1;
  });
  // Who is alone and waits `retryAfter` never meets the lock-out twice in a row.
  return windows.reduce((sum, count) => sum + count, 0) + (bureau?.rateLimit ? 1 : 0);
};

/** Whether the seller may issue nothing at the beginning (2007, 2008, 4101). */
export const beginsClosed = ({ bureau }: Plot): boolean =>
  bureau?.identityConfirmed === false || bureau?.riskBlocked === true || bureau?.quota !== undefined;

export const reopens = (plot: Plot): number => plot.steps.findIndex(({ bureau }) => bureau !== undefined);

export const killsIn = (plot: Plot): boolean => plot.steps.some(({ kill }) => kill !== undefined);

/** Processed after the client has given it up: it may come true when the order has long been refused. */
const comesTooLate = (rule: Rule): boolean =>
  rule.effect.delayMs !== undefined && rule.phase !== 'after-commit' && heldBackMs(rule) >= patientMs;

/** Whether something else may have issued the order when a rule refuses it: then the refusal would be a lie. */
const mayLie = (plot: Plot, name: string): boolean => {
  const rules = rulesOn(plot, name);
  const commands = commandsIn(plot).filter(({ of }) => of === name);
  return (
    plot.bureau?.issue === 'asynchronous' ||
    commands.length > 1 ||
    rules.some((rule) => rule.phase === 'after-commit' || rule.effect.asynchronous || comesTooLate(rule))
  );
};

/** Whether a query may say that there is nothing although there is: the claim would be untrue through no fault of the client. */
const misleads = (plot: Plot, name: string): boolean =>
  rulesOn(plot, name).some(({ effect }) => effect.notFoundYet) &&
  commandsIn(plot).some(({ kind, of }) => of === name && kind !== 'issue');

/** Why no client could be blamed for what comes of it; null for a script that every lawful one survives. */
const objectTo = (plot: Plot, name: string): string | null => {
  const rules = rulesOn(plot, name);
  const refused = rules.some((rule) => familyOf(rule) === 'refused');
  const busy = costOf(rules, 'busy') + busyByGates(plot);
  if (busy > mostBusy) return `${name} is sent away ${busy} times`;
  if (costOf(rules, 'resign') > mostResigned) return `${name} is to be signed again more than once`;
  if (costOf(rules, 'forgotten') > mostForgotten) return `${name} is forgotten too often`;
  if (refused && mayLie(plot, name)) return `${name} may be issued and refused`;
  if (beginsClosed(plot) && rules.some(comesTooLate)) return `${name} may come true after its refusal`;
  if (misleads(plot, name)) return `a query of ${name} may be told what is not true`;
  return null;
};

const openAt = (plot: Plot, at: number): Command[] => {
  const before = plot.steps.slice(0, at);
  const awaited = new Set(before.flatMap((step) => step.await ?? []));
  return before.flatMap((step) => {
    const command = commandOf(step);
    return command && command.wait !== 'result' && !awaited.has(command.as) ? [command] : [];
  });
};

/** D-6: the kit kills where all rest, orders are in flight and nothing else is; the client comes back to finish them. */
const objectToKill = (plot: Plot): string | null => {
  const at = plot.steps.findIndex(({ kill }) => kill !== undefined);
  if (at === -1) return plot.steps.some(({ reopen }) => reopen !== undefined) ? 'reopened without a kill' : null;
  if (plot.steps.filter(({ kill }) => kill !== undefined).length > 1) return 'more than one kill';
  const last = plot.steps[at - 1];
  const open = openAt(plot, at);
  if (!last || commandOf(last)?.wait !== 'rest') return 'killed while something stirs';
  if (open.length === 0 || open.some(({ kind }) => kind !== 'issue'))
    return 'nothing but orders may be in flight at a kill';
  if (plot.steps[at + 1]?.reopen === undefined) return 'killed and not started again';
  const awaited = plot.steps[at + 2]?.await ?? [];
  return open.every(({ as }) => awaited.includes(as)) ? null : 'what was interrupted is not awaited';
};

/** The bureau changes its mind when nobody is asking it. */
const objectToMending = (plot: Plot): string | null => {
  const at = reopens(plot);
  if (at === -1) return null;
  if (openAt(plot, at).length > 0) return 'the bureau changes while orders are in flight';
  return commandsIn({ ...plot, steps: plot.steps.slice(0, at) }).some(({ kind }) => kind !== 'issue')
    ? 'asked for something else before the seller may issue'
    : null;
};

/** Reversals need an invoice that is surely there, and are told apart by their own faults alone. */
const objectToReversals = (plot: Plot): string | null => {
  for (const { kind, of } of commandsIn(plot)) {
    if (kind !== 'void' && kind !== 'red') continue;
    const original = kind === 'red' ? (plot.reds?.[of]?.original ?? '') : of;
    const at = plot.steps.findIndex((step) => commandOf(step)?.kind === kind && commandOf(step)?.of === of);
    const issues = commandsIn(plot).filter((command) => command.kind === 'issue' && command.of === original);
    const issued = plot.steps.findIndex(
      (step) => commandOf(step)?.kind === 'issue' && commandOf(step)?.of === original,
    );
    if (issues.length !== 1 || issued > at) return `${original} is not issued once before ${kind}`;
    if (openAt(plot, at).some(({ of: open }) => open === original)) return `${original} is still open at ${kind}`;
    if (costOf(rulesOn(plot, original), 'unknown', 'not-sent') > rungs) return `${original} may never be issued`;
    if (rulesOn(plot, original).some((rule) => ['refused', 'forgotten'].includes(familyOf(rule))))
      return `${original} may be refused or not be found`;
  }
  return null;
};

/** Several orders that wait each for itself double a lock-out that one of them was given (3004). */
const objectToRate = ({ bureau, orders, steps }: Plot): string | null =>
  bureau?.rateLimit &&
  (Object.keys(orders).length > 1 || steps.some((step) => (commandOf(step)?.wait ?? 'result') !== 'result'))
    ? 'a rate limit for more than one thing at a time'
    : null;

/** Null when every lawful client survives the script; else why not. */
export const objectToPlot = (plot: Plot): string | null => {
  if ((plot.bureau?.issueDelayMs ?? 0) > longestIssueMs) return 'an order takes too long';
  if (beginsClosed(plot) && commandsIn(plot).some(({ kind }) => kind === 'void' || kind === 'red'))
    return 'nothing to reverse';
  const names = [...Object.keys(plot.orders), ...Object.keys(plot.reds ?? {})];
  return (
    names.flatMap((name) => objectTo(plot, name) ?? [])[0] ??
    objectToKill(plot) ??
    objectToMending(plot) ??
    objectToReversals(plot) ??
    objectToRate(plot)
  );
};
