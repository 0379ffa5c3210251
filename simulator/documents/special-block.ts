// The particulars of construction, carriage and letting as an invoice prints them: a label, a table, and remarks (P-11).
type Members = Readonly<Record<string, unknown>>;

export type SpecialBlock = {
  /** Beside the title, as the real form has it. */
  readonly label: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What the real form leaves to the remarks. */
  readonly remarks: readonly string[];
};

type Field = readonly [member: string, heading: string];
type Kind = {
  readonly member: 'construction' | 'shipments' | 'realEstateRental';
  readonly label: string;
  readonly table: readonly Field[];
  readonly remarks: (entry: Members) => readonly (readonly [string, string])[];
};

const textOf = (members: Members, name: string): string => {
  const value = members[name];
  return typeof value === 'string' ? value : '';
};

const crossCityOf = (entry: Members): readonly [string, string] => [
  '跨地（市）标志',
  textOf(entry, 'crossCity') === 'Y' ? '是' : '否',
];

const kinds: readonly Kind[] = [
  {
    member: 'construction',
    label: '建筑服务',
    table: [
      ['place', '建筑服务发生地'],
      ['projectName', '建筑项目名称'],
    ],
    remarks: (entry) => [
      ['土地增值税项目编号', textOf(entry, 'landTaxProjectNo')],
      ['跨区域涉税事项报验管理编号', textOf(entry, 'crossRegionNo')],
      crossCityOf(entry),
    ],
  },
  {
    member: 'shipments',
    label: '货物运输服务',
    table: [
      ['vehicleKind', '运输工具种类'],
      ['vehicleNo', '运输工具牌号'],
      ['from', '起运地'],
      ['to', '到达地'],
      ['goods', '运输货物名称'],
    ],
    remarks: () => [],
  },
  {
    member: 'realEstateRental',
    label: '不动产经营租赁服务',
    table: [
      ['certificateNo', '产权证书/不动产权证号'],
      ['areaUnit', '面积单位'],
    ],
    remarks: (entry) => [
      ['不动产地址', textOf(entry, 'address')],
      ['租赁期起止', `${textOf(entry, 'leaseFrom')} ${textOf(entry, 'leaseTo')}`],
      crossCityOf(entry),
    ],
  },
];

const membersOf = (value: unknown): readonly Members[] =>
  (Array.isArray(value) ? value : [value]).flatMap((one: unknown) =>
    typeof one === 'object' && one !== null ? [one as Members] : [],
  );

/** One for each kind that the invoice has; an order has lawfully one, and nothing that was sent is lost. */
export const readBlocks = (content: Members): readonly SpecialBlock[] =>
  kinds.flatMap(({ member, label, table, remarks }) => {
    const entries = membersOf(content[member]);
    if (entries.length === 0) return [];
    return [
      {
        label,
        headings: table.map(([, heading]) => heading),
        rows: entries.map((entry) => table.map(([name]) => textOf(entry, name))),
        remarks: entries.flatMap((entry) =>
          remarks(entry).flatMap(([what, value]) => (value === '' ? [] : [`${what}：${value}`])),
        ),
      },
    ];
  });
