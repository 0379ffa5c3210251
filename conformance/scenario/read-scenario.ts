// Reads one scenario file: text → form → story → the scenario as the session plays it.

import { knownCheckIds } from '../checks/registry.ts';
import type { VariationName } from '../variation/names.ts';
import { bucketOf } from '../wire/rollout-bucket.ts';
import { writeShare } from '../wire/rollout-share.ts';
import { checkForm } from './check-form.ts';
import { checkStory } from './check-story.ts';
import { fillOrders } from './fill-orders.ts';
import { readYaml } from './read-yaml.ts';
import type { ScenarioRefusal } from './refusal.ts';
import { type FaultRule, type Scenario, type Step, usualSession } from './scenario.ts';
import { type ScenarioFile, scenarioFileSchema } from './schema.ts';
import { drawSeller } from './templates/seller.ts';
import { varyAll } from './vary-all.ts';

type ScenarioReading =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly refusals: readonly ScenarioRefusal[] };

/** A Monday morning well inside a month, so that nothing but the scenario moves the quota's month or the day's table. */
export const defaultStartAt = '2026-11-23T10:00:00.000+08:00';

type RolloutStep = NonNullable<ScenarioFile['steps'][number]['rollout']>;

/** An edge is named by the order it falls at: its bucket is drawn from the seed as its number is. */
const readRollout = ({ share = '', upTo, short, salt = '', kill }: RolloutStep, orders: Scenario['orders']) => {
  if (kill) return { kill } as const;
  const edge = upTo ?? short;
  if (edge === undefined) return { share, salt };
  const bucket = bucketOf(salt, orders[edge]?.orderNo ?? '') + (upTo === undefined ? 0 : 1);
  return { share: writeShare(bucket), salt };
};

const readStep = (step: ScenarioFile['steps'][number], orders: Scenario['orders']): Step => {
  if (step.rollout)
    return {
      ...{ kind: 'rollout', as: step.rollout.as, wait: step.rollout.wait ?? 'result' },
      wish: readRollout(step.rollout, orders),
    };
  if (step.beforehand) return { kind: 'beforehand', order: step.beforehand.order };
  if (step.await) return { kind: 'await', commands: step.await };
  if (step.advance) return { kind: 'advance', milliseconds: Math.round(step.advance.seconds * 1000) };
  if (step.kill) return { kind: 'kill' };
  if (step.reopen) return { kind: 'reopen' };
  if (step.bureau) return { kind: 'bureau', patch: step.bureau };
  if (step.red)
    return { kind: 'red', red: step.red.red, as: step.red.as ?? step.red.red, wait: step.red.wait ?? 'result' };
  if (step.confirm) return { kind: 'confirm', ...step.confirm, wait: step.confirm.wait ?? 'result' };
  if (step.void) return { kind: 'void', ...step.void, wait: step.void.wait ?? 'result' };
  if (step.sync) return { kind: 'sync', ...step.sync, wait: step.sync.wait ?? 'result' };
  if (step.audit) return { kind: 'audit', ...step.audit, wait: step.audit.wait ?? 'result' };
  if (step.counterparty) return { kind: 'counterparty', ...step.counterparty };
  if (step.elsewhere) return { kind: 'elsewhere', ...step.elsewhere };
  if (step.voidElsewhere) return { kind: 'voidElsewhere', ...step.voidElsewhere };
  if (step.drift) return { kind: 'drift', grow: step.drift.grow ?? null, changes: step.drift.changes };
  const kind = step.issue ? 'issue' : 'query';
  const { order, as, wait } = step.issue ?? step.query ?? { order: '' };
  return { kind, order, as: as ?? order, wait: wait ?? 'result' };
};

/** A reversal has a number of its own, made from its original's so that it is drawn from the seed as well. */
const readReds = (file: ScenarioFile, orders: Scenario['orders']): Scenario['reds'] =>
  Object.fromEntries(
    Object.entries(file.reds ?? {}).map(([name, { original, reason, lines }]) => [
      name,
      { orderNo: `${orders[original]?.orderNo ?? ''}-${name}`, original, reason, lines: lines ?? null },
    ]),
  );

const readFaults = (
  file: ScenarioFile,
  orders: Readonly<Record<string, { readonly orderNo: string }>>,
): Scenario['faults'] =>
  (file.faults ?? []).map(({ required, ...written }) => {
    const orderNo = written.match?.orderNo?.replace(/\$\{([^}]*)\}/g, (_, name: string) => orders[name]?.orderNo ?? '');
    const match = orderNo === undefined ? written.match : { ...written.match, orderNo };
    const rule: FaultRule = match === undefined ? { ...written } : { ...written, match };
    return { rule, required: required ?? true };
  });

const isScenarioFile = (value: unknown, errors: readonly unknown[]): value is ScenarioFile =>
  errors.length === 0 && typeof value === 'object';

/** `id` is the path below the scenarios' folder without the extension; `file` is what refusals name. */
export const readScenario = (
  text: string,
  from: {
    readonly file: string;
    readonly id: string;
    readonly seed: number;
    readonly calm?: readonly VariationName[];
  },
): ScenarioReading => {
  const reading = readYaml(text, from.file);
  if (!reading.ok) return reading;
  const { yaml } = reading;
  const content = yaml.value;
  const formErrors = checkForm(scenarioFileSchema, yaml);
  if (!isScenarioFile(content, formErrors)) return { ok: false, refusals: formErrors.map(yaml.refuse) };
  const drawn = drawSeller(from.seed, from.id);
  const subject = { seed: from.seed, scenarioId: from.id, seller: drawn };
  const { orders: filled, complaints } = fillOrders(content, yaml, subject);
  const refused = [...checkStory(content, knownCheckIds), ...complaints];
  if (refused.length > 0) return { ok: false, refusals: refused.map(yaml.refuse) };
  const calm = [...new Set([...(from.calm ?? []), ...(content.steady ?? [])])];
  const { seller, orders, varied } = varyAll(content, filled, { ...subject, calm });
  const scenario: Scenario = {
    id: from.id,
    title: content.title,
    purpose: content.purpose,
    class: content.class,
    also: content.also ?? [],
    clauses: content.clauses,
    startAt: content.startAt ?? defaultStartAt,
    virtualOnly: content.clock === 'virtual',
    session: { ...usualSession, ...content.session },
    bureau: content.bureau ?? {},
    seller,
    orders,
    callbacks: Object.keys(content.orders).filter((name) => content.orders[name]?.callback),
    reds: readReds(content, orders),
    faults: readFaults(content, { ...orders, ...readReds(content, orders) }),
    steps: content.steps.map((step) => readStep(step, orders)),
    expect: content.expect,
    variation: { calm, orders: varied },
    checks: content.checks ?? [],
    watch: content.watch ?? [],
  };
  return { ok: true, scenario };
};
