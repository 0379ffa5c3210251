// P-11: the particulars (特定要素) that construction, carriage of goods and letting of real estate need on their invoice.
import type { ParamError } from '../../protocol/param-error.ts';
import { isDay } from '../tax-codes/days.ts';
import { judgeText } from './judge-text.ts';
import { type Line, type Members, membersOf, type Order, paramError, type Rule, show, textOf } from './rule.ts';
import { lengthOf, unitOf } from './text-length.ts';

type Member = { readonly name: string; readonly most: number; readonly asked: 'required' | 'optional' };
type Block = { readonly member: string; readonly of: string; readonly members: readonly Member[] };

const required = (name: string, most: number): Member => ({ name, most, asked: 'required' });
const optional = (name: string, most: number): Member => ({ name, most, asked: 'optional' });

/** By element code; lengths are in what the profile counts. */
const blocks: ReadonlyMap<string, Block> = new Map([
  [
    '03',
    {
      member: 'construction',
      of: '建筑服务',
      members: [
        required('place', 120),
        required('projectName', 80),
        optional('landTaxProjectNo', 18),
        required('crossCity', 1),
        optional('crossRegionNo', 60),
      ],
    },
  ],
  [
    '04',
    {
      member: 'shipments',
      of: '货物运输服务',
      members: [
        required('from', 80),
        required('to', 80),
        required('vehicleKind', 40),
        required('vehicleNo', 40),
        required('goods', 80),
      ],
    },
  ],
  [
    '06',
    {
      member: 'realEstateRental',
      of: '不动产经营租赁',
      members: [
        required('address', 120),
        required('certificateNo', 40),
        required('areaUnit', 20),
        required('leaseFrom', 10),
        required('leaseTo', 10),
        required('crossCity', 1),
      ],
    },
  ],
]);

/** Of a list every entry is a block of its own. */
const entriesOf = (value: unknown, at: string): { readonly at: string; readonly members: Members }[] =>
  Array.isArray(value)
    ? value.map((entry, index) => ({ at: `${at}/${index}`, members: membersOf(entry) }))
    : [{ at, members: membersOf(value) }];

const judgeMember = (members: Members, field: string, about: { member: Member; order: Order }): ParamError[] => {
  const { member, order } = about;
  const refuse = (expected: string, received: string, remedy: string) => [
    paramError(field, 'P-11', { expected, received, remedy }),
  ];
  const text = textOf(members, member.name);
  if (text === '')
    return member.asked === 'optional' || members[member.name] !== undefined
      ? []
      : refuse('a value: this member of the block is required', 'nothing', 'send it');
  const { textCount } = order.profile;
  const length = lengthOf(text, textCount);
  return [
    ...judgeText(field, text),
    ...(length > member.most ? refuse(`at most ${member.most} ${unitOf(textCount)}`, `${length}`, 'shorten it') : []),
  ];
};

const judgeLease = (members: Members, at: string): ParamError[] => {
  const [from, to] = [textOf(members, 'leaseFrom'), textOf(members, 'leaseTo')];
  const refuse = (name: string, expected: string) =>
    paramError(`${at}/${name}`, 'P-11', {
      expected,
      received: show(members[name]),
      remedy: 'write it like 2026-01-31',
    });
  const wrong = [
    { name: 'leaseFrom', day: from },
    { name: 'leaseTo', day: to },
  ].filter(({ day }) => day !== '' && !isDay(day));
  if (wrong.length > 0) return wrong.map(({ name }) => refuse(name, 'a day, yyyy-MM-dd'));
  return from !== '' && to !== '' && to < from ? [refuse('leaseTo', `a day not before ${from}, leaseFrom`)] : [];
};

const judgeBlock = ({ member, members }: Block, order: Order): ParamError[] =>
  entriesOf(order.members[member], `/${member}`).flatMap((entry) => [
    ...members.flatMap((each) => judgeMember(entry.members, `${entry.at}/${each.name}`, { member: each, order })),
    ...judgeLease(entry.members, entry.at),
  ]);

/** The element of a line's code on the day, or null. */
const elementOf = ({ members }: Line, { day, taxTable }: Order): string | null => {
  const found = taxTable.find(textOf(members, 'taxCode'), day);
  return found.kind === 'in-force' ? found.taxCode.element : null;
};

const judgeSimulated = (line: Line, order: Order): ParamError[] => {
  const element = elementOf(line, order);
  if (element === null || blocks.has(element)) return [];
  return [
    paramError(`${line.at}/taxCode`, 'P-11', {
      expected: `a code without element ${element}, which this bureau does not simulate`,
      received: show(line.members['taxCode']),
      remedy: 'try this sale with another code',
    }),
  ];
};

const isSent = (value: unknown): boolean => value !== undefined && !(Array.isArray(value) && value.length === 0);

/** A block is judged wherever it is sent, and missed where a line needs it. */
export const judgeElements: Rule = (order) => {
  const needed = new Set(order.lines.map((line) => elementOf(line, order)));
  const ofBlocks = [...blocks].flatMap(([element, block]) => {
    if (isSent(order.members[block.member])) return judgeBlock(block, order);
    if (!needed.has(element)) return [];
    return [
      paramError(`/${block.member}`, 'P-11', {
        expected: `the block of element ${element} ${block.of}, which the code of a line needs`,
        received: 'nothing',
        remedy: `send ${block.member} with ${block.members.map(({ name }) => name).join(', ')}`,
      }),
    ];
  });
  return [...order.lines.flatMap((line) => judgeSimulated(line, order)), ...ofBlocks];
};
