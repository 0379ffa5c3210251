// A commanded order in another lawful form of itself: what P leaves open, never what the scenario sets on purpose.

import { createDice, type Dice } from '../dice.ts';
import type { Members } from '../members.ts';
import type { ScenarioSeller } from '../scenario/templates/seller.ts';
import { type Draft, partsOf } from './draft.ts';
import type { VariationName } from './names.ts';
import { addStrangers, shuffleMembers } from './objects.ts';
import { varyOptionalMembers } from './optional-members.ts';
import { varyOrderNo, varyRemark, varyText } from './texts.ts';

export type OrderAbout = {
  readonly seed: number;
  /** Scenario and order. */
  readonly subject: string;
  readonly calm: readonly VariationName[];
  /** JSON pointers that the scenario sets or takes out. */
  readonly kept: readonly string[];
  readonly format: 'json' | 'xml';
  readonly seller: ScenarioSeller;
  /** Where reversals make their numbers from it, fewer than 64. */
  readonly longestOrderNo: number;
};

type Payload = Members & { readonly orderNo: string };

type Change = (text: string, most: number, dice: Dice) => string;

const varyOne = (
  draft: Draft,
  at: string,
  how: { readonly name: string; readonly most: number; readonly vary: Change },
) => {
  const part = partsOf(draft.order).find(([pointer]) => pointer === at)?.[1];
  const text = part?.[how.name];
  const pointer = `${at}/${how.name}`;
  if (!part || typeof text !== 'string' || !draft.isFree(pointer) || !draft.dice.chance(0.35)) return;
  part[how.name] = how.vary(text, how.most, draft.dice);
  if (part[how.name] !== text) draft.note(pointer);
};

/** A discount line has name and rate of the line above it (P-9), and whether rates are compared as numbers there is not said. */
const follow = (order: Members, name: 'name' | 'rate'): void => {
  let above: unknown;
  for (const [at, part] of partsOf(order)) {
    if (at.startsWith('/lines/') && part['kind'] === '1') part[name] = above;
    above = part[name];
  }
};

const areFree = ({ order, isFree }: Draft, name: string): boolean =>
  partsOf(order).every(([at]) => !at.startsWith('/lines/') || isFree(`${at}/${name}`));

const varyTexts = (draft: Draft, { longestOrderNo }: OrderAbout): void => {
  varyOne(draft, '', { name: 'orderNo', most: longestOrderNo, vary: varyOrderNo });
  varyOne(draft, '', { name: 'remark', most: 200, vary: varyRemark });
  varyOne(draft, '', { name: 'clerk', most: 20, vary: varyText });
  varyOne(draft, '/buyer', { name: 'name', most: 100, vary: varyText });
  varyOne(draft, '/buyer', { name: 'address', most: 100, vary: varyText });
  const lines = partsOf(draft.order).filter(([at]) => at.startsWith('/lines/'));
  if (!areFree(draft, 'name')) return;
  for (const [at, line] of lines.filter(([, { kind }]) => kind !== '1')) {
    varyOne(draft, at, { name: 'name', most: 90, vary: varyText });
    if (line['unit'] !== '') varyOne(draft, at, { name: 'unit', most: 20, vary: varyText });
  }
  follow(draft.order, 'name');
};

/** Equal as numbers (B-1): zeros at the end of quantity, price and rate. */
const varyDecimals = (draft: Draft): void => {
  const { order, dice, isFree, note } = draft;
  const names = ['quantity', 'unitPrice', ...(areFree(draft, 'rate') ? ['rate'] : [])];
  for (const [at, part] of partsOf(order))
    for (const name of names) {
      const text = part[name];
      if (!at.startsWith('/lines/') || part['kind'] === '1' || typeof text !== 'string') continue;
      if (!isFree(`${at}/${name}`) || !dice.chance(0.3)) continue;
      part[name] = text.includes('.') ? `${text}0` : `${text}.0`;
      note(`${at}/${name}`);
    }
  if (areFree(draft, 'rate')) follow(order, 'rate');
};

const extend = ({ order, dice, note }: Draft, format: 'json' | 'xml'): void => {
  for (const [at, part] of partsOf(order).toReversed()) {
    const before = { ...part };
    const after = dice.chance(0.4) ? addStrangers(before, dice, { format, count: 2 }) : before;
    if (Object.keys(after).length > Object.keys(before).length) note(at === '' ? '/' : at);
    Object.assign(part, after);
  }
};

/** The order, and what of it was varied; equal arguments give the same bytes. */
export const varyOrder = (
  payload: Payload,
  about: OrderAbout,
): { readonly order: Payload; readonly varied: readonly string[] } => {
  const order = structuredClone(payload) as Record<string, unknown>;
  const varied: string[] = [];
  const isFree = (pointer: string): boolean =>
    !about.kept.some((kept) => `${kept}/`.startsWith(`${pointer}/`) || `${pointer}/`.startsWith(`${kept}/`));
  const vary = (name: VariationName, change: (draft: Draft) => void): void => {
    if (about.calm.includes(name)) return;
    const dice = createDice(about.seed, `variation\n${about.subject}\n${name}`);
    change({ order, dice, isFree, note: (pointer) => varied.push(`${name} ${pointer}`) });
  };
  vary('optional-members', (draft) => varyOptionalMembers(draft, about.seller));
  vary('texts', (draft) => varyTexts(draft, about));
  vary('spelling', varyDecimals);
  vary('empty-members', ({ dice, note }) => {
    for (const name of ['remark', 'deductionMode']) {
      if (order[name] !== undefined || !isFree(`/${name}`) || !dice.chance(0.4)) continue;
      order[name] = dice.oneOf(['', null]);
      note(`/${name}`);
    }
  });
  vary('extra-members', (draft) => extend(draft, about.format));
  let members: Members = order;
  vary('member-order', ({ dice, note }) => {
    if (!dice.chance(0.7)) return;
    members = shuffleMembers(order, dice) as Members;
    note('/');
  });
  return { order: members as Payload, varied };
};
