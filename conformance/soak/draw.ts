// Draws a script from its seed and number: orders, fates, faults and the bureau's mood, within what every lawful client survives.
import { isClaimed } from '../claimed-classes.ts';
import { createDice, type Dice } from '../dice.ts';
import { readInstant, writeInstant } from '../wire/instant.ts';
import { objectToPlot } from './bounds.ts';
import { drawNewsRule, drawOutage, drawReversalRule, drawRule } from './draw-faults.ts';
import { drawSteps, type Fate, killAfter, redOf } from './draw-steps.ts';
import { expectationOf, watchOf } from './oracle.ts';
import type { Plot, Rule, Script } from './script.ts';

/** A working day, and the last minutes of a month and of a year (B-3, B-7). */
const starts = [
  '2026-11-23T10:00:00.000+08:00',
  '2026-11-30T23:58:30.000+08:00',
  '2026-12-31T23:59:10.000+08:00',
] as const;
const names = ['one', 'two', 'three', 'four', 'five', 'six'];
const templates = ['software-service', 'special-invoice', 'goods', 'discounted', 'individual-buyer'] as const;

type Claims = (name: string) => boolean;
type Bureau = NonNullable<Plot['bureau']>;
type Also = NonNullable<Plot['also']>[number];

const drawFates = (dice: Dice, claims: Claims): Fate[] => {
  const count = dice.oneOf([1, 1, 1, 2, 2, 3, 4, 6]);
  return names.slice(0, count).map((name) => {
    const end = dice.chance(0.8) ? 'keep' : dice.oneOf(['void', 'red'] as const);
    return { name, end: end === 'keep' || claims(end) ? end : 'keep' };
  });
};

const drawOrder = (dice: Dice, { end }: Fate): Plot['orders'][string] =>
  end === 'void'
    ? { template: 'software-service', set: { '/invoiceType': '86' } }
    : { template: dice.oneOf([...templates]) };

/** Settings of the tenant: how it issues, and what it does to those who come at a bad time. */
const drawMood = (dice: Dice, instantAt: (seconds: number) => string): Bureau => {
  const from = dice.between(0, 90);
  return dice.oneOf<() => Bureau>([
    () => ({}),
    () => ({}),
    () => ({ issue: 'asynchronous', issueDelayMs: dice.oneOf([1, 5, 20, 60, 180]) * 1000 }),
    () => ({ issue: 'asynchronous', issueDelayMs: dice.between(1, 180) * 1000 }),
    () => ({ deliveryDelayMs: dice.between(0, 120) * 1000 }),
    () => ({
      rateLimit: {
        requests: dice.between(1, 2),
        perSeconds: dice.between(5, 30),
        lockOutSeconds: dice.between(5, 60),
      },
    }),
    () => ({ maintenance: [{ announced: true, from: instantAt(from), to: instantAt(from + dice.between(20, 3600)) }] }),
    () => ({ maintenance: [{ announced: false, from: instantAt(from), to: instantAt(from + dice.between(5, 40)) }] }),
  ])();
};

/** Words that keep the seller from issuing, with what opens the way again (2007, 2008, 4101). */
const drawClosing = (dice: Dice): { readonly shut: Bureau; readonly open: Bureau } =>
  dice.oneOf<{ readonly shut: Bureau; readonly open: Bureau }>([
    { shut: { identityConfirmed: false }, open: { identityConfirmed: true } },
    { shut: { riskBlocked: true }, open: { riskBlocked: false } },
    { shut: { quota: '0.01' }, open: { quota: '100000000.00' } },
  ]);

/** The first order is refused before everything else, and goes through under its number once the bureau is willing. */
const closeAtFirst = (plot: Plot, dice: Dice): Plot => {
  const { shut, open } = drawClosing(dice);
  const [first = 'one'] = Object.keys(plot.orders);
  const refused = { issue: { order: first, as: `${first}-refused` } };
  return { ...plot, bureau: { ...plot.bureau, ...shut }, steps: [refused, { bureau: open }, ...plot.steps] };
};

const drawSession = (dice: Dice, claims: Claims): NonNullable<Plot['session']> => ({
  ...(claims('xml') && dice.chance(0.2) ? { format: 'xml' as const } : {}),
  ...(claims('sm2') && dice.chance(0.15) ? { signType: 'SM2-SM3' as const } : {}),
  ...(dice.chance(0.2) ? { encryptType: 'SM4-ECB' as const } : {}),
});

/** The change where the bounds have room for it, else the plot as it was. */
const ifLawful = (plot: Plot, changed: Plot): Plot => (objectToPlot(changed) === null ? changed : plot);

const addRules = (plot: Plot, rules: readonly Rule[]): Plot => {
  let grown = plot;
  for (const rule of rules) grown = ifLawful(grown, { ...grown, faults: [...(grown.faults ?? []), rule] });
  return grown;
};

const drawRules = (dice: Dice, fates: readonly Fate[], instantAt: (seconds: number) => string): Rule[] => {
  const outage = dice.chance(0.25) ? [drawOutage(dice, 'outage', instantAt)] : [];
  const own = fates.flatMap(({ name, end }) => [
    ...Array.from({ length: dice.oneOf([0, 1, 1, 2, 3, 4]) }, (_, at) =>
      drawRule(dice, { id: `${name}-${at + 1}`, name }),
    ),
    ...(end !== 'keep' && dice.chance(0.5)
      ? [drawReversalRule(dice, { id: `${name}-${end}`, name: end === 'red' ? redOf(name) : name }, end)]
      : []),
  ]);
  return dice.chance(0.5) ? [...outage, ...own] : [...own, ...outage];
};

const alsoOf = ({ session, steps }: Plot): Also[] => [
  ...(session?.format === 'xml' ? (['xml'] as const) : []),
  ...(session?.signType === 'SM2-SM3' ? (['sm2'] as const) : []),
  ...(steps.some(({ kill }) => kill) ? (['restart'] as const) : []),
  ...(steps.some(({ red }) => red) ? (['red'] as const) : []),
  ...(steps.some((step) => step.void) ? (['void'] as const) : []),
  ...(steps.some(({ audit }) => audit) ? (['audit'] as const) : []),
];

/** Some of the orders are to be told of, and what they are told meets faults of its own. */
const addNews = (dice: Dice, plot: Plot, fates: readonly Fate[]): Plot => {
  const told = fates.filter(({ end }) => end === 'keep' && dice.chance(0.7)).map(({ name }) => name);
  if (told.length === 0) return plot;
  const orders = Object.entries(plot.orders).map(([name, order]) =>
    told.includes(name) ? [name, { ...order, callback: true }] : [name, order],
  );
  const rules = told.flatMap((name) =>
    Array.from({ length: dice.oneOf([0, 1, 1, 2]) }, (_, at) =>
      drawNewsRule(dice, { id: `${name}-news-${at + 1}`, name }),
    ),
  );
  return addRules({ ...plot, class: 'callback', orders: Object.fromEntries(orders) }, rules);
};

/** The classes, the oracle's word and the checks that follow from the plot. */
export const completeScript = ({ also: _also, ...plot }: Plot): Script => {
  const also = alsoOf(plot);
  return { ...plot, ...(also.length > 0 ? { also } : {}), expect: expectationOf(plot), watch: [...watchOf(plot)] };
};

/** The script of that number; only classes that `capabilities` claim come into it. */
export const drawScript = (seed: number, number: number, capabilities: readonly string[]): Script => {
  const dice = createDice(seed, `soak ${number}`);
  const claims: Claims = (name) => isClaimed(name, capabilities);
  const fates = drawFates(dice, claims);
  const startAt = fates.some(({ end }) => end === 'void') || dice.chance(0.8) ? starts[0] : dice.oneOf([...starts]);
  const startMs = readInstant(startAt) ?? 0;
  const instantAt = (seconds: number) => writeInstant(startMs + seconds * 1000);
  const session = drawSession(dice, claims);
  const bare: Plot = {
    title: { en: `Soak ${number} of seed ${seed}`, zh: `种子 ${seed} 的第 ${number} 个随机剧本` },
    purpose: {
      en: 'Drawn at random within what every lawful client survives.',
      zh: '在任何守规客户端均能承受的范围内随机生成。',
    },
    class: 'core',
    clauses: ['C-6', 'C-7', 'C-8'],
    startAt,
    clock: 'virtual',
    ...(Object.keys(session).length > 0 ? { session } : {}),
    ...(fates.some(({ end }) => end === 'void') ? { bureau: { types: ['81', '82', '85', '86'], paper: '86' } } : {}),
    orders: Object.fromEntries(fates.map((fate) => [fate.name, drawOrder(dice, fate)])),
    ...(fates.some(({ end }) => end === 'red')
      ? {
          reds: Object.fromEntries(
            fates
              .filter(({ end }) => end === 'red')
              .map(({ name }) => [redOf(name), { original: name, reason: '02' as const }]),
          ),
        }
      : {}),
    steps: drawSteps(dice, fates),
  };
  const moody = ifLawful(bare, { ...bare, bureau: { ...bare.bureau, ...drawMood(dice, instantAt) } });
  const closed = dice.chance(0.12) ? ifLawful(moody, closeAtFirst(moody, dice)) : moody;
  const faulty = addRules(closed, drawRules(dice, fates, instantAt));
  const killed =
    claims('restart') && dice.chance(0.35)
      ? ifLawful(faulty, { ...faulty, steps: killAfter(faulty.steps, dice.between(0, faulty.steps.length - 1)) })
      : faulty;
  const audited =
    claims('audit') && dice.chance(0.25) ? { ...killed, steps: [...killed.steps, { audit: { as: 'log' } }] } : killed;
  return completeScript(claims('callback') && dice.chance(0.3) ? addNews(dice, audited, fates) : audited);
};
