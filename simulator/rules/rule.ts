// A rule of section P: what it looks at and how it says what is wrong.
import type { ParamError } from '../../protocol/param-error.ts';
import { dateOf } from '../../protocol/timestamp.ts';
import type { Profile } from '../profiles/profile.ts';
import type { Seller } from '../register/seller.ts';
import type { TaxTable } from '../tax-codes/tax-codes.ts';

export type Members = Readonly<Record<string, unknown>>;

/** `now` in ms since the epoch: codes and rates are those of its day in UTC+8 (B-9). */
export type RuleContext = {
  readonly now: number;
  readonly profile: Profile;
  readonly taxTable: () => TaxTable;
  /** All sellers of the tenant, by tax number. */
  readonly sellers: ReadonlyMap<string, Seller>;
};

export type Overlong = { readonly name: 'lines' | 'shipments'; readonly count: number };

export type Line = { readonly at: string; readonly members: Members };

/**
 * A payload under judgement, read once for all rules. Whatever is of another type than the schema says reads as absent
 * here and is reported by the rule on form, so that every other rule can still find its own errors.
 */
export type Order = {
  readonly members: Members;
  readonly lines: readonly Line[];
  /** Lists with more entries than the profile allows: one message can bring a million, and only the lawful number is judged. */
  readonly overlong: readonly Overlong[];
  readonly seller: Members;
  readonly buyer: Members;
  /** The seller as registered; null where the payload names none that is. */
  readonly registered: Seller | null;
  readonly day: string;
  readonly profile: Profile;
  readonly taxTable: TaxTable;
};

/** All that is wrong by one clause; an empty list when nothing is. */
export type Rule = (order: Order) => readonly ParamError[];

export const membersOf = (value: unknown): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};

/** Sums are judged only where all lines are. */
export const hasAllLines = ({ overlong }: Order): boolean => !overlong.some(({ name }) => name === 'lines');

/** The text of a member, or '' when it has none. */
export const textOf = (members: Members, name: string): string => {
  const value = members[name];
  return typeof value === 'string' ? value : '';
};

/** `0` normal (default), `1` discount, `2` discounted. */
export const kindOf = (line: Line): string => textOf(line.members, 'kind') || '0';

/** Invoices that the buyer may deduct: never to an individual, never at rate 0 (P-1, P-8). */
export const isSpecial = (order: Order): boolean => ['81', '85'].includes(textOf(order.members, 'invoiceType'));

const lists = ['lines', 'shipments'] as const;

const listOf = (members: Members, name: string): readonly unknown[] => {
  const value = members[name];
  return Array.isArray(value) ? value : [];
};

/** Does not part a discounted line from its discount, which would then be missed (P-9). */
const shorten = (list: readonly unknown[], most: number): readonly unknown[] => {
  const last = membersOf(list[most - 1]);
  return list.slice(0, last['kind'] === '2' ? most - 1 : most);
};

/** `members` are free of null and empty ones (`dropEmpty`). */
export const readOrder = (sent: Members, { now, profile, taxTable, sellers }: RuleContext): Order => {
  const overlong = lists
    .map((name) => ({ name, count: listOf(sent, name).length }))
    .filter(({ count }) => count > profile.mostLines);
  const judged = overlong.map(({ name }) => [name, shorten(listOf(sent, name), profile.mostLines)] as const);
  const members = { ...sent, ...Object.fromEntries(judged) };
  const seller = membersOf(members['seller']);
  const lines = listOf(members, 'lines');
  return {
    members,
    overlong,
    lines: lines.map((line, index) => ({ at: `/lines/${index}`, members: membersOf(line) })),
    seller,
    buyer: membersOf(members['buyer']),
    registered: sellers.get(textOf(seller, 'taxNo')) ?? null,
    day: dateOf(now),
    profile,
    taxTable: taxTable(),
  };
};

const mostShown = 60;

/** A value as a message shows it: JSON, cut where it gets long. */
export const show = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > mostShown ? `${text.slice(0, mostShown)}…` : text;
};

/** `field` is a JSON pointer, `rule` a clause id. */
export const paramError = (
  field: string,
  rule: string,
  about: { readonly expected: string; readonly received: string; readonly remedy: string },
): ParamError => ({
  field,
  rule,
  message: `expected ${about.expected}; received ${about.received}; ${about.remedy}`,
});
