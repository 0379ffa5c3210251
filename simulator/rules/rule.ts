// A rule of section P: what it looks at and how it says what is wrong.
import type { ParamError } from '../../protocol/param-error.ts';
import type { Profile } from '../profiles/profile.ts';
import type { Application, Seller } from '../registry.ts';

export type Members = Readonly<Record<string, unknown>>;
export type RuleContext = {
  readonly now: number;
  readonly profile: Profile;
  readonly sellers: ReadonlyMap<string, Seller>;
  readonly application: Application;
};

/** All that is wrong by one clause; an empty list when nothing is. Members are free of null and empty ones. */
export type Rule = (order: Members, context: RuleContext) => readonly ParamError[];

export const paramError = (field: string, rule: string, message: string): ParamError => ({ field, rule, message });
export const membersOf = (value: unknown): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
export const textOf = (members: Members, name: string): string => {
  const value = members[name];
  return typeof value === 'string' ? value : '';
};
export const linesOf = (order: Members): readonly Members[] =>
  Array.isArray(order['lines']) ? order['lines'].map(membersOf) : [];
/** `0` normal (default), `1` discount, `2` discounted. */
export const kindOf = (line: Members): string => textOf(line, 'kind') || '0';
