// The judge's own small oracle: every outcome that the law allows a lawful client in a script (V-5, C-4 to C-16, D-2).
import { beginsClosed, commandsIn, costOf, killsIn, reopens, rulesOn, rungs } from './bounds.ts';
import { type Command, commandOf, type Plot, type Script } from './script.ts';
import { familyOf, mostHits } from './toll.ts';

type Outcome = Script['expect']['outcomes'][string][number];
type Expect = Script['expect'];

/** Whether so many outcomes may be unknown that the ladder ends before the order is settled (C-7, C-11). */
const mayExhaust = (plot: Plot, name: string): boolean => costOf(rulesOn(plot, name), 'unknown', 'not-sent') > rungs;

const isRefused = (plot: Plot, name: string): boolean =>
  rulesOn(plot, name).some((rule) => familyOf(rule) === 'refused');

/** Whether a query may be told nothing certain: then it may end as unknown at once. */
const isDisturbed = (plot: Plot, name: string): boolean =>
  rulesOn(plot, name).length > 0 || plot.bureau?.rateLimit !== undefined || plot.bureau?.maintenance !== undefined;

/** Nothing but refusals comes of it: a rule that stands first and always acts leaves no request to the bureau. */
const neverIssued = (plot: Plot, name: string): boolean => {
  const [first] = rulesOn(plot, name).filter(({ match }) => match?.interface !== 'invoice.query');
  return (
    first !== undefined && familyOf(first) === 'refused' && mostHits(first) === Number.POSITIVE_INFINITY && !first.when
  );
};

const placeOf = (plot: Plot, { as }: Command): number => plot.steps.findIndex((step) => commandOf(step)?.as === as);

/** The step at which the command is over for certain. */
const settledBy = (plot: Plot, command: Command): number => {
  if (command.wait === 'result') return placeOf(plot, command);
  return plot.steps.findIndex((step) => step.await?.includes(command.as));
};

/** Refused for good or handed over; a stop is told to a person, and both words are lawful (C-5, D-2). */
const stopped: readonly Outcome[] = ['rejected', 'unknown'];

/** Of an `issue`. Refused is what the bureau refuses while it is closed; afterwards the same number goes through (B-1, 2007). */
const issueOutcomes = (plot: Plot, command: Command): readonly Outcome[] => {
  if (beginsClosed(plot)) {
    const opens = reopens(plot);
    if (opens === -1 || placeOf(plot, command) < opens) return stopped;
  }
  if (neverIssued(plot, command.of)) return stopped;
  if (isRefused(plot, command.of)) return ['issued', ...stopped];
  return mayExhaust(plot, command.of) ? ['issued', 'unknown'] : ['issued'];
};

/** Whether the order is issued for certain when the step is taken. */
const surelyIssuedAt = (plot: Plot, name: string, at: number): boolean =>
  commandsIn(plot).some((command) => {
    const settled = settledBy(plot, command);
    const sure = command.kind === 'issue' && command.of === name && issueOutcomes(plot, command).join() === 'issued';
    return sure && settled !== -1 && settled < at;
  });

const queryOutcomes = (plot: Plot, command: Command): readonly Outcome[] => {
  const at = placeOf(plot, command);
  const before = plot.steps
    .slice(0, at)
    .some((step) => commandOf(step)?.kind === 'issue' && commandOf(step)?.of === command.of);
  const unsure: readonly Outcome[] = isDisturbed(plot, command.of) ? ['unknown'] : [];
  if (surelyIssuedAt(plot, command.of, at)) return ['issued', ...unsure];
  const settled = settledBy(plot, command);
  const after = plot.steps
    .slice(at, settled === -1 ? undefined : settled)
    .some((step) => commandOf(step)?.of === command.of && commandOf(step)?.kind === 'issue');
  return before || after ? ['issued', 'processing', 'rejected', 'unknown'] : ['rejected', ...unsure];
};

/** Whether a reversal comes to its end for certain: its ladder is not exhausted, and neither the look before it (C-16). */
const isSureReversal = (plot: Plot, { kind, of }: Command): boolean => {
  const original = kind === 'red' ? (plot.reds?.[of]?.original ?? '') : of;
  const own = (plot.faults ?? []).filter(({ match }) => match?.interface === `invoice.${kind}`);
  const others = rulesOn(plot, original).filter((rule) => !own.includes(rule));
  return (
    others.length === 0 && !isDisturbed({ ...plot, faults: [] }, original) && costOf(own, 'unknown', 'not-sent') < rungs
  );
};

const reversalOutcomes = (plot: Plot, command: Command): readonly Outcome[] => {
  const done = command.kind === 'void' ? 'done' : 'issued';
  return isSureReversal(plot, command) ? [done] : [done, 'unknown'];
};

const outcomesOf = (plot: Plot, command: Command): readonly Outcome[] => {
  switch (command.kind) {
    case 'issue':
      return issueOutcomes(plot, command);
    case 'query':
      return queryOutcomes(plot, command);
    case 'audit':
      return ['done'];
    default:
      return reversalOutcomes(plot, command);
  }
};

/** What the books may hold of an order (B-1). */
const invoicesOf = (plot: Plot, name: string): number | number[] => {
  const issues = commandsIn(plot).filter(({ kind, of }) => kind === 'issue' && of === name);
  if (surelyIssuedAt(plot, name, plot.steps.length)) return 1;
  const refused = issues.every((command) => issueOutcomes(plot, command) === stopped);
  return refused ? 0 : [0, 1];
};

const reversalsOf = (plot: Plot): Pick<Expect, 'reds' | 'statuses'> => {
  const commanded = commandsIn(plot).filter(({ kind }) => kind === 'red');
  const booked = (name: string): number | number[] => {
    const command = commanded.find(({ of }) => of === name);
    if (!command) return 0;
    return isSureReversal(plot, command) ? 1 : [0, 1];
  };
  const voids = commandsIn(plot).filter((command) => command.kind === 'void' && isSureReversal(plot, command));
  return {
    ...(plot.reds ? { reds: Object.fromEntries(Object.keys(plot.reds).map((name) => [name, booked(name)])) } : {}),
    ...(voids.length > 0 ? { statuses: Object.fromEntries(voids.map(({ of }) => [of, 'void' as const])) } : {}),
  };
};

/** All that may come of the script at a lawful client: what is left open is left open, never guessed. */
export const expectationOf = (plot: Plot): Expect => ({
  outcomes: Object.fromEntries(commandsIn(plot).map((command) => [command.as, [...outcomesOf(plot, command)]])),
  invoices: Object.fromEntries(Object.keys(plot.orders).map((name) => [name, invoicesOf(plot, name)])),
  ...reversalsOf(plot),
});

const always = [
  ...['ladder.waits', 'ladder.three-rungs', 'connect.waits'],
  ...['busy.waits', 'busy.retry-after', 'busy.patience'],
  ...['unknown.query-first', 'unknown.not-rejected', 'unknown.resends-after-not-found'],
  ...['answer.bad-signature-disbelieved', 'answer.altered-code-disbelieved', 'answer.foreign-nonce-disbelieved'],
  ...['answer.unsigned-success-disbelieved', 'answer.unsigned-refusal-disbelieved', 'answer.replay-disbelieved'],
  ...['answer.undecryptable-disbelieved', 'answer.ill-formed-disbelieved'],
  ...['duplicate.adopted', 'duplicate.handed-over'],
  ...['param.not-resent', 'stop.not-resent', 'resign.once-fresh', 'conflict.stops'],
  ...['reversal.looks-first', 'reversal.settled-by-query'],
];
/** C-10 and D-4 do not say whether a restarted client goes on with its pauses, or which of two commands it resumes first. */
const withoutKill = ['poll.pauses', 'single-flight.second-joins'];
const withKill = ['restart.queries-first', 'restart.result-owed', 'restart.one-invoice'];

/** The scenario checks that apply to the script, beside the universal ones. */
export const watchOf = (plot: Plot): readonly string[] => [...always, ...(killsIn(plot) ? withKill : withoutKill)];
