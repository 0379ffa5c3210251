// The seller and the orders of a scenario as the seed varies them; what the file puts in or takes out stays as it is there.
import { createDice } from '../dice.ts';
import type { VariationName } from '../variation/names.ts';
import { varyText } from '../variation/texts.ts';
import { varyOrder } from '../variation/vary-order.ts';
import { changePayload } from './fill-orders.ts';
import { putAt } from './json-pointer.ts';
import { usualSession } from './scenario.ts';
import type { ScenarioFile } from './schema.ts';
import type { OrderPayload } from './templates/order.ts';
import type { ScenarioSeller } from './templates/seller.ts';

type Subject = {
  readonly seed: number;
  readonly scenarioId: string;
  readonly seller: ScenarioSeller;
  readonly calm: readonly VariationName[];
};
type Orders = Readonly<Record<string, OrderPayload>>;

const longestNumber = 64;

const varySeller = ({ seller, seed, scenarioId, calm }: Subject): ScenarioSeller => {
  const dice = createDice(seed, `variation\n${scenarioId}\nseller`);
  if (calm.includes('texts') || !dice.chance(0.35)) return seller;
  return { ...seller, name: varyText(seller.name, 100, dice) };
};

/** Pointers that the file sets or takes out of an order; of its copies too, which say what differs from it. */
const keptOf = (file: ScenarioFile, name: string): string[] => {
  const { set = {}, unset = [], bucket } = file.orders[name] ?? {};
  const copies = Object.keys(file.orders).filter((other) => file.orders[other]?.copyOf === name);
  // A number in a bucket was sought for it (G-2).
  const sought = bucket === undefined ? [] : ['/orderNo'];
  return [...sought, ...Object.keys(set), ...unset, ...copies.flatMap((copy) => keptOf(file, copy))];
};

/** Reversals append a dash and their name. */
const roomFor = (file: ScenarioFile, name: string): number => {
  const reds = Object.entries(file.reds ?? {}).filter(([, { original }]) => original === name);
  return longestNumber - Math.max(0, ...reds.map(([red]) => red.length + 1));
};

/** Equal arguments give the same bytes; `varied` says what was changed, by order. */
export const varyAll = (
  file: ScenarioFile,
  filled: Orders,
  subject: Subject,
): {
  readonly seller: ScenarioSeller;
  readonly orders: Orders;
  readonly varied: Readonly<Record<string, readonly string[]>>;
} => {
  const seller = varySeller(subject);
  const orders: Record<string, OrderPayload> = {};
  const varied: Record<string, readonly string[]> = {};
  if (seller.name !== subject.seller.name) varied['seller'] = ['texts /seller/name'];
  for (const [name, drawn] of Object.entries(filled)) {
    const wish = file.orders[name] ?? {};
    const original = wish.copyOf === undefined ? undefined : orders[wish.copyOf];
    if (original) {
      // A copy is its original, varied alike, and then changed: two contents that are equal stay equal (B-1).
      const copy = changePayload(name, wish, original).payload;
      orders[name] = wish.bucket === undefined ? copy : { ...copy, orderNo: drawn.orderNo };
      continue;
    }
    const kept = keptOf(file, name);
    const renamed = kept.some((pointer) => pointer.startsWith('/seller'))
      ? drawn
      : (putAt(drawn, '/seller/name', seller.name) as OrderPayload);
    const { order, varied: parts } = varyOrder(renamed, {
      ...{ seed: subject.seed, calm: subject.calm, kept, seller },
      subject: `${subject.scenarioId}\norder\n${name}`,
      format: file.session?.format ?? usualSession.format,
      longestOrderNo: roomFor(file, name),
    });
    orders[name] = order as OrderPayload;
    if (parts.length > 0) varied[name] = parts;
  }
  return { seller, orders, varied };
};
