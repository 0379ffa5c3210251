// Draws the fault rules of a script, of every effect, at each phase, place and window that the bounds leave room for.
import type { Dice } from '../dice.ts';
import type { Rule } from './script.ts';

type Effect = Rule['effect'];
type Phased = { readonly effect: Effect; readonly phase?: 'before' | 'after-commit' };

/** What leaves the client without a believed answer (C-8). */
const drawUnknown = (dice: Dice): Phased => {
  const effect = dice.oneOf<() => Effect>([
    () => ({ returnCode: '3002' }),
    () => ({ returnCode: '9999' }),
    () => ({ hold: true }),
    () => ({ reset: dice.oneOf(['before-answer', 'mid-answer']) }),
    () => ({ httpStatus: dice.oneOf([500, 502, 503, 504]) }),
    () =>
      dice.oneOf<Effect>([{ emptyReply: true }, { truncatedBody: true }, { malformedChunk: true }, { garbage: true }]),
    () =>
      dice.oneOf<Effect>([
        ...([{ badSignature: true }, { unsigned: true }, { wrongNonce: true }] as const),
        // A code that section R does not have: the true one is never altered to itself.
        ...([{ wrongKey: true }, { staleAnswer: true }, { alteredCode: '9998' }, { strayRefusal: '2006' }] as const),
      ]),
    () => ({ delayMs: dice.between(31, 90) * 1000 }),
    () => ({ dribble: { pieces: dice.between(4, 9), everyMs: 12_000 } }),
  ])();
  return { effect, phase: dice.oneOf(['before', 'after-commit']) };
};

const drawBusy = (dice: Dice): Phased => ({
  effect: {
    returnCode: dice.oneOf(['3001', '3003', '3004']),
    ...(dice.chance(0.7) ? { retryAfterSeconds: dice.between(0, 90) } : {}),
  },
});

/** Codes after the order look-up, and those that stop an order at the door (E-6). */
const drawRefusal = (dice: Dice): Phased => ({
  effect: { returnCode: dice.oneOf(['1001', '1002', '2001', '2002', '2005', '2007', '2008', '4101', '4102', '4103']) },
});

/** Slow, but in time. */
const drawPatience = (dice: Dice): Phased =>
  dice.chance(0.6)
    ? { effect: { delayMs: dice.between(1, 25) * 1000 }, phase: dice.oneOf(['before', 'after-commit']) }
    : { effect: { dribble: { pieces: dice.between(2, 9), everyMs: dice.between(100, 3000) } } };

/** No probabilities: a script must fail the same way whenever it is played. */
const drawWhen = (dice: Dice): NonNullable<Rule['when']> => {
  const first = dice.between(1, 5);
  return dice.oneOf<() => NonNullable<Rule['when']>>([
    () => ({ nth: [first] }),
    () => ({
      nth: [...new Set([first, first + dice.between(1, 2), first + dice.between(1, 4)])].toSorted((a, b) => a - b),
    }),
    () => ({ times: dice.between(1, 3) }),
    () => ({ succeedFirst: dice.between(1, 3), times: dice.between(1, 2) }),
  ])();
};

/** Rules that have a meaning for an issue alone. */
const drawOfIssue = (dice: Dice): Phased =>
  dice.oneOf<() => Phased>([
    () => ({ effect: { asynchronous: true } }),
    () => ({ effect: { returnCode: dice.oneOf(['0001', '4003']) } }),
    () => drawRefusal(dice),
  ])();

type Named = Pick<Rule, 'id'> & { readonly name: string };

const onOrder = (name: string, interfaceName?: string): NonNullable<Rule['match']> => ({
  ...(interfaceName === undefined ? {} : { interface: interfaceName }),
  orderNo: `\${${name}}`,
});

/** One rule for an order; what never fires is no fault of anybody. */
export const drawRule = (dice: Dice, { id, name }: Named): Rule => {
  const form = dice.between(1, 100);
  const required = false;
  if (form <= 8) {
    const effect = { notFoundYet: true } as const;
    return { id, match: onOrder(name, 'invoice.query'), when: { times: dice.between(1, 2) }, effect, required };
  }
  if (form <= 26) {
    const { effect } = drawOfIssue(dice);
    const when = dice.chance(0.5) ? { when: drawWhen(dice) } : {};
    return { id, match: onOrder(name, 'invoice.issue'), ...when, effect, required };
  }
  const phased =
    form <= 62
      ? drawUnknown(dice)
      : form <= 84
        ? drawBusy(dice)
        : form <= 92
          ? { effect: { returnCode: dice.oneOf(['2003', '2004']) } }
          : drawPatience(dice);
  const narrow = dice.chance(0.2) ? dice.oneOf(['invoice.issue', 'invoice.query']) : undefined;
  // Rarely without an end: then the ladder runs out, and the order goes to a person (C-7).
  const when = dice.chance(0.04) ? {} : { when: drawWhen(dice) };
  return { id, match: onOrder(name, narrow), ...when, ...phased, required };
};

/** One rule for a reversal or for the voiding of an invoice (C-16). */
export const drawReversalRule = (dice: Dice, { id, name }: Named, kind: 'red' | 'void'): Rule => {
  const { effect, phase } = dice.chance(0.8)
    ? { ...drawUnknown(dice) }
    : { effect: { returnCode: '3001', retryAfterSeconds: dice.between(1, 30) }, phase: 'before' as const };
  const match = kind === 'red' ? onOrder(name, 'invoice.red') : { interface: 'invoice.void' };
  return { id, match, when: { nth: [1] }, ...(phase ? { phase } : {}), effect, required: false };
};

/** What becomes of the news of an order: lost, twice, late, behind newer ones, or a stranger's (C-12). */
export const drawNewsRule = (dice: Dice, { id, name }: Named): Rule => {
  const how = dice.oneOf(['lost', 'duplicate', 'late', 'reordered', 'forged'] as const);
  const late = how === 'late' ? { lateMs: dice.between(1, 300) * 1000 } : {};
  return {
    id,
    match: onOrder(name),
    when: { nth: [dice.between(1, 2)] },
    effect: { callback: how, ...late },
    required: false,
  };
};

/** An outage for everybody: nobody listens, the bureau is busy, under maintenance or slow for a while. */
export const drawOutage = (dice: Dice, id: string, instantAt: (seconds: number) => string): Rule => {
  const from = dice.between(0, 60);
  const windowOf = (seconds: number) => ({
    when: { window: { from: instantAt(from), to: instantAt(from + seconds) } },
  });
  const required = false;
  return dice.oneOf<() => Rule>([
    () => ({ id, ...windowOf(dice.between(5, 90)), effect: { listenerClosed: true }, required }),
    () => ({
      id,
      ...windowOf(dice.between(5, 50)),
      effect: { returnCode: '3001', retryAfterSeconds: dice.between(1, 60) },
      required,
    }),
    () => ({
      id,
      ...windowOf(dice.between(30, 600)),
      when: { ...windowOf(300).when, times: 6 },
      effect: { returnCode: '3003' },
      required,
    }),
    () => ({ id, ...windowOf(dice.between(10, 600)), effect: { delayMs: dice.between(1, 12) * 1000 }, required }),
    () => ({
      id,
      ...windowOf(dice.between(5, 15)),
      effect: dice.oneOf<Effect>([{ httpStatus: 503 }, { returnCode: '3002' }]),
      required,
    }),
  ])();
};
