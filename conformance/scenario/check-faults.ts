// What a schema cannot say about fault rules: one effect each, windows in time, known placeholders, ids once.
import type { FaultFileRule } from './fault-schema.ts';
import { effectWords } from './fault-schema.ts';
import { isInstant } from './instant-form.ts';
import { suggestWord } from './nearest-word.ts';
import type { Complaint } from './refusal.ts';

const checkEffect = (rule: FaultFileRule, pointer: string): Complaint[] => {
  const { effect } = rule;
  const words = effectWords.filter((word) => word in effect);
  const at = { pointer: `${pointer}/effect`, place: 'value' } as const;
  if (words.length !== 1) {
    return [
      {
        ...at,
        message: `an effect has exactly one of ${effectWords.join(', ')}`,
        remedy: 'write one rule for each effect',
      },
    ];
  }
  const complaints: Complaint[] = [];
  if (words[0] !== 'returnCode' && ('retryAfterSeconds' in effect || 'returnMessage' in effect)) {
    complaints.push({
      ...at,
      message: 'retryAfterSeconds and returnMessage go with returnCode only',
      remedy: 'remove them',
    });
  }
  if (words[0] === 'falseCertificate' && rule.match !== undefined)
    complaints.push({
      ...at,
      message: 'falseCertificate takes no match',
      remedy: 'remove match: no request has come yet',
    });
  if (words[0] === 'listenerClosed' && (rule.match !== undefined || rule.when?.window === undefined)) {
    complaints.push({
      ...at,
      message: 'listenerClosed needs when.window and takes no match',
      remedy: 'give the window, remove match',
    });
  }
  return complaints;
};

const checkWindow = (rule: FaultFileRule, pointer: string): Complaint[] => {
  const { from, to } = rule.when?.window ?? {};
  return Object.entries({ from, to })
    .filter(([, instant]) => instant !== undefined && !isInstant(instant))
    .map(([name, instant]) => ({
      pointer: `${pointer}/when/window/${name}`,
      place: 'value' as const,
      message: `${instant} is not an instant`,
      remedy: 'write "yyyy-MM-ddTHH:mm:ss.SSS+08:00"',
    }));
};

const checkPlaceholder = (rule: FaultFileRule, pointer: string, orders: readonly string[]): Complaint[] => {
  const placeholders = [...(rule.match?.orderNo ?? '').matchAll(/\$\{([^}]*)\}/g)].map((match) => match[1] ?? '');
  return placeholders
    .filter((order) => !orders.includes(order))
    .map((order) => ({
      pointer: `${pointer}/match/orderNo`,
      place: 'value' as const,
      message: `no order is called "${order}"`,
      remedy:
        orders.length === 0 ? 'a fault file knows no orders: write the number or a glob' : suggestWord(order, orders),
    }));
};

const checkIds = (rules: readonly FaultFileRule[], pointer: string): Complaint[] =>
  rules.flatMap((rule, at) =>
    rules.findIndex((other) => other.id === rule.id) === at
      ? []
      : [
          {
            pointer: `${pointer}/${at}/id`,
            place: 'value' as const,
            message: `a second rule "${rule.id}"`,
            remedy: 'give it another id',
          },
        ],
  );

/** All complaints about rules that already have the form of the schema; `orders` are the names `${…}` may hold. */
export const checkFaults = (
  rules: readonly FaultFileRule[],
  options: { readonly pointer: string; readonly orders: readonly string[] },
): readonly Complaint[] => [
  ...checkIds(rules, options.pointer),
  ...rules.flatMap((rule, at) => [
    ...checkEffect(rule, `${options.pointer}/${at}`),
    ...checkWindow(rule, `${options.pointer}/${at}`),
    ...checkPlaceholder(rule, `${options.pointer}/${at}`, options.orders),
  ]),
];
