// Shrinks a failing script: leaves out and simplifies, as long as it still fails the same way.
import { objectToPlot } from './bounds.ts';
import { completeScript } from './draw.ts';
import { type Command, commandOf, type Plot, type Rule, type Script, type ScriptStep } from './script.ts';
import { familyOf } from './toll.ts';

const without = <T>(items: readonly T[], at: number): T[] => items.filter((_item, index) => index !== at);

const orderOf = (plot: Plot, step: ScriptStep): string | null => {
  const command = commandOf(step);
  return command?.kind === 'red' ? (plot.reds?.[command.of]?.original ?? null) : (command?.of ?? null);
};

/** Steps without those that `leave` names; nobody waits for a command that is gone. */
const withoutSteps = (steps: readonly ScriptStep[], leave: (step: ScriptStep) => boolean): ScriptStep[] => {
  const kept = steps.filter((step) => !leave(step));
  const given = new Set(kept.flatMap((step) => commandOf(step)?.as ?? []));
  return kept
    .map((step) => (step.await ? { await: step.await.filter((as) => given.has(as)) } : step))
    .filter((step) => step.await?.length !== 0);
};

/** Reversals and rules about what is no longer there go as well. */
const tidy = (plot: Plot): Plot => {
  const { reds: had, faults: rules, ...others } = plot;
  const commanded = new Set(plot.steps.flatMap((step) => (step.red ? [step.red.red] : [])));
  const reds = Object.entries(had ?? {}).filter(([name]) => commanded.has(name));
  const names = [...Object.keys(plot.orders), ...reds.map(([name]) => name)];
  const about = ({ match }: Rule): boolean =>
    match?.orderNo === undefined || names.some((name) => match.orderNo === `\${${name}}`);
  const faults = (rules ?? []).filter(about);
  return {
    ...others,
    ...(reds.length > 0 ? { reds: Object.fromEntries(reds) } : {}),
    ...(faults.length > 0 ? { faults } : {}),
  };
};

const dropOrders = (plot: Plot): Plot[] =>
  Object.keys(plot.orders).length < 2
    ? []
    : Object.keys(plot.orders).map((name) => {
        const { [name]: _gone, ...orders } = plot.orders;
        return { ...plot, orders, steps: withoutSteps(plot.steps, (step) => orderOf(plot, step) === name) };
      });

const dropFaults = (plot: Plot): Plot[] =>
  (plot.faults ?? []).map((_rule, at) => ({ ...plot, faults: without(plot.faults ?? [], at) }));

const dropSteps = (plot: Plot): Plot[] => [
  ...(plot.steps.some(({ kill }) => kill)
    ? [{ ...plot, steps: withoutSteps(plot.steps, (step) => step.kill !== undefined || step.reopen !== undefined) }]
    : []),
  ...plot.steps
    .filter((step) => !step.kill && !step.reopen && !step.await)
    .map((gone) => ({ ...plot, steps: withoutSteps(plot.steps, (step) => step === gone) })),
];

const dropBureau = ({ bureau, ...others }: Plot): Plot[] => (bureau ? [others] : []);
const dropSession = ({ session, ...others }: Plot): Plot[] => (session ? [others] : []);
const dropStart = ({ startAt, ...others }: Plot): Plot[] => (startAt === undefined ? [] : [others]);

const dropSettings = (plot: Plot): Plot[] => [
  ...dropBureau(plot),
  ...Object.keys(plot.bureau ?? {}).map((word) => ({
    ...plot,
    bureau: Object.fromEntries(Object.entries(plot.bureau ?? {}).filter(([name]) => name !== word)),
  })),
  ...dropSession(plot),
  ...dropStart(plot),
];

const changeFault = (plot: Plot, at: number, rule: Rule): Plot => ({
  ...plot,
  faults: (plot.faults ?? []).map((other, index) => (index === at ? rule : other)),
});

/** The plainest effect of the same family. */
const plainEffect = (rule: Rule): Rule['effect'] | null => {
  if (familyOf(rule) === 'unknown') return { returnCode: '3002' };
  return familyOf(rule) === 'busy' ? { returnCode: '3001' } : null;
};

/** Simpler forms of one rule, the simplest first. */
const simplerRules = (rule: Rule): Rule[] => {
  const { phase, when, match, ...bare } = rule;
  const kept = { ...bare, ...(match ? { match } : {}) };
  const timed = { ...kept, ...(when ? { when } : {}) };
  const plain = plainEffect(rule);
  const { interface: narrow, ...wide } = match ?? {};
  return [
    ...(plain && JSON.stringify(plain) !== JSON.stringify(rule.effect) ? [{ ...rule, effect: plain }] : []),
    ...(phase === undefined ? [] : [timed]),
    ...(when && JSON.stringify(when) !== '{"nth":[1]}' && !rule.effect.listenerClosed
      ? [{ ...rule, when: { nth: [1] } }]
      : []),
    ...(when?.nth && when.nth.length > 1
      ? when.nth.map((_n, at) => ({ ...rule, when: { nth: without(when.nth ?? [], at) } }))
      : []),
    ...(narrow === undefined || rule.effect.notFoundYet ? [] : [{ ...rule, match: wide }]),
  ];
};

const simplifyFaults = (plot: Plot): Plot[] =>
  (plot.faults ?? []).flatMap((rule, at) => simplerRules(rule).map((simpler) => changeFault(plot, at, simpler)));

const isWaiting = (command: Command | null): boolean => command !== null && command.wait !== 'result';

/** One command after the other instead of several at once. */
const simplifyWaits = (plot: Plot): Plot[] =>
  plot.steps.flatMap((step, at) => {
    const command = commandOf(step);
    if (!command || !isWaiting(command)) return [];
    const [plain] = Object.entries(step).map(([kind, facts]) => {
      const { wait: _wait, ...others } = facts as Readonly<Record<string, unknown>>;
      return { [kind]: others } as ScriptStep;
    });
    const steps = plot.steps.map((other, index) => (index === at && plain ? plain : other));
    const freed = steps
      .map((other) => (other.await ? { await: other.await.filter((as) => as !== command.as) } : other))
      .filter((other) => other.await?.length !== 0);
    return [{ ...plot, steps: freed }];
  });

const simplifyOrders = (plot: Plot): Plot[] =>
  Object.entries(plot.orders)
    .filter(([, { template }]) => template !== 'software-service')
    .map(([name, order]) => ({
      ...plot,
      orders: { ...plot.orders, [name]: { ...order, template: 'software-service' } },
    }));

const plotOf = ({ expect: _expect, ...plot }: Script): Plot => plot;

/** How much there is of a script, in characters. */
export const sizeOf = (script: Script): number => JSON.stringify(plotOf(script)).length;

/** All scripts that are one thing simpler and still within the bounds, the greatest leap first. */
export const simplerScripts = (script: Script): Script[] => {
  const plot = plotOf(script);
  const changed = [
    dropOrders,
    dropFaults,
    dropSteps,
    dropSettings,
    simplifyFaults,
    simplifyWaits,
    simplifyOrders,
  ].flatMap((change) => change(plot));
  return changed
    .map(tidy)
    .filter((simpler) => simpler.steps.some((step) => commandOf(step)) && objectToPlot(simpler) === null)
    .map(completeScript);
};

/** Told of each round: how many runs are spent, and how large the smallest failing script is. */
export type Round = { readonly runs: number; readonly size: number };

/**
 * Goes on with the first simpler script that still fails, until none does or `mostRuns` are spent. `failing` runs several
 * at once and says of each whether it fails as the first one did; pure but for that.
 */
export const shrinkScript = async (
  script: Script,
  options: {
    readonly failing: (candidates: readonly Script[]) => Promise<readonly boolean[]>;
    readonly mostRuns: number;
    readonly atOnce: number;
    readonly onRound?: (round: Round) => void;
  },
): Promise<{ readonly script: Script; readonly runs: number }> => {
  let smallest = script;
  let runs = 0;
  let candidates = simplerScripts(smallest);
  while (candidates.length > 0 && runs < options.mostRuns) {
    const tried = candidates.splice(0, Math.min(options.atOnce, options.mostRuns - runs));
    const verdicts = await options.failing(tried);
    runs += tried.length;
    const found = tried.find((_candidate, at) => verdicts[at]);
    if (found) {
      smallest = found;
      candidates = simplerScripts(smallest);
    }
    options.onRound?.({ runs, size: sizeOf(smallest) });
  }
  return { script: smallest, runs };
};
