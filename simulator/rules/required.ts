// P-1: what must be there, in the order the profile lists it, and whom a special invoice may go to.
import type { ParamError } from '../../protocol/param-error.ts';
import { fillFromRegister } from '../operations/filled-content.ts';
import type { Profile } from '../profiles/profile.ts';
import { isSpecial, kindOf, type Members, membersOf, type Order, paramError, type Rule, show, textOf } from './rule.ts';

type Field = { readonly parent: string; readonly name: string; readonly when: 'always' | 'identified-buyer' };
/** Members of one parent that stand together in the profile's list: of lines, all of one line are reported together. */
type Group = { readonly parent: string; readonly fields: readonly Field[] };

const fieldOf = (entry: Profile['required'][number]): Field => {
  const { field, when = 'always' } = typeof entry === 'string' ? { field: entry } : entry;
  const at = field.lastIndexOf('/');
  return { parent: field.slice(0, at), name: field.slice(at + 1), when };
};

const plans = new WeakMap<Profile, readonly Group[]>();

const planOf = (profile: Profile): readonly Group[] => {
  const known = plans.get(profile);
  if (known) return known;
  const groups: { parent: string; fields: Field[] }[] = [];
  for (const field of profile.required.map(fieldOf)) {
    const last = groups.at(-1);
    if (last?.parent === field.parent) last.fields.push(field);
    else groups.push({ parent: field.parent, fields: [field] });
  }
  plans.set(profile, groups);
  return groups;
};

/** P-9 forbids these on a discount line. */
const bare = ['spec', 'unit'];

/** P-1: the buyer of a special invoice, and every enterprise. */
const isIdentifiedBuyer = (order: Order): boolean => isSpecial(order) || textOf(order.buyer, 'kind') === 'enterprise';

const missing = (field: string, { when }: Field): ParamError =>
  paramError(field, 'P-1', {
    expected:
      when === 'always'
        ? 'a value: this member is required'
        : `the ${field.slice(field.lastIndexOf('/') + 1)} of the buyer: invoices of type 81 and 85 and every enterprise need it`,
    received: 'nothing',
    remedy: when === 'always' ? 'send it; empty and null count as missing' : 'ask the buyer for it',
  });

/** What the register has of the seller need not be sent (P-1). */
const sellerAsFilled = ({ members, registered }: Order): Members =>
  membersOf(fillFromRegister(members, registered ?? undefined)['seller']);

const judgeGroup = ({ parent, fields }: Group, order: Order): ParamError[] => {
  const lacking = (members: Members, at: string, asked = fields): ParamError[] =>
    asked.filter(({ name }) => members[name] === undefined).map((field) => missing(`${at}/${field.name}`, field));
  if (parent !== '/lines/*') {
    const members = { '': order.members, '/seller': sellerAsFilled(order), '/buyer': order.buyer }[parent] ?? {};
    return lacking(
      members,
      parent,
      fields.filter(({ when }) => when === 'always' || isIdentifiedBuyer(order)),
    );
  }
  const ofDiscounts = fields.filter(({ name }) => !bare.includes(name));
  return order.lines.flatMap((line) => lacking(line.members, line.at, kindOf(line) === '1' ? ofDiscounts : fields));
};

const judgeBuyer = (order: Order): ParamError[] => {
  const kind = textOf(order.buyer, 'kind');
  if (!isSpecial(order) || kind !== 'individual') return [];
  return [
    paramError('/buyer/kind', 'P-1', {
      expected: 'a buyer who is no individual, for an invoice of type 81 or 85',
      received: show(kind),
      remedy: 'issue type 82 or 86 to an individual',
    }),
  ];
};

const judgeSeller = ({ seller, registered }: Order): ParamError[] => {
  const name = textOf(seller, 'name');
  if (registered === null || name === '' || name === registered.name) return [];
  return [
    paramError('/seller/name', 'P-1', {
      expected: `the name as registered, ${show(registered.name)}`,
      received: show(name),
      remedy: 'send the registered name, character by character',
    }),
  ];
};

export const judgeRequired: Rule = (order) => [
  ...planOf(order.profile).flatMap((group) => judgeGroup(group, order)),
  ...judgeSeller(order),
  ...judgeBuyer(order),
];
