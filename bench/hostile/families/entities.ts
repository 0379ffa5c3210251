// XML that wants to read files, reach hosts or fill the memory: external entities, billion laughs, foreign DTDs.
import { attack, type Dice, type Family, hex, pick, under } from '../attack.ts';
import { genuine, messageWith, pathOf, post } from '../messages.ts';

const path = pathOf('invoice.issue');
const targets = [
  'file:///etc/passwd',
  'http://127.0.0.1:1/x',
  'ftp://127.0.0.1/',
  'expect://id',
  'php://filter/x',
  'jar:file:///x!/y',
  'netdoc:///etc',
];

const external = (dice: Dice): string => `[<!ENTITY x SYSTEM "${pick(dice, targets)}">]`;
const parameter = (dice: Dice): string => `[<!ENTITY % d SYSTEM "${pick(dice, targets)}"> %d; %e;]`;
const laughs = (dice: Dice): string => {
  const levels = 3 + under(dice, 10);
  const lines = Array.from({ length: levels }, (_, at) => `<!ENTITY x${at + 1} "${`&x${at};`.repeat(10)}">`);
  return `[<!ENTITY x0 "ha"><!ENTITY x "&x${levels};">${lines.join('')}]`;
};
const quadratic = (dice: Dice): string => `[<!ENTITY x "${'a'.repeat(1000 + under(dice, 20_000))}">]`;
const foreignDtd = (dice: Dice): string => `SYSTEM "${pick(dice, targets)}"`;
const publicDtd = (dice: Dice): string => `PUBLIC "-//W3C//DTD XHTML 1.0//EN" "${pick(dice, targets)}"`;

const subsets: readonly (readonly [string, (dice: Dice) => string])[] = [
  ['an external entity', external],
  ['a parameter entity', parameter],
  ['a billion laughs', laughs],
  ['a quadratic blow-up', quadratic],
  ['a foreign DTD', foreignDtd],
  ['a public DTD', publicDtd],
];

const document = (root: string, subset: string, content: string): string =>
  `<?xml version="1.0"?><!DOCTYPE ${root} ${subset}><${root}>${content}</${root}>`;

export const entities: Family = {
  name: 'XXE',
  share: 10,
  kinds: [
    ...subsets.flatMap(([name, write]) => [
      {
        name,
        make: (dice: Dice) =>
          attack(post(path, document('request', write(dice), `<appId>&x;${hex(dice, 2)}</appId>`), 'application/xml')),
      },
      {
        name: `${name} in a payload`,
        make: (dice: Dice) =>
          attack(
            genuine(
              dice,
              'invoice.issue',
              document('payload', write(dice), `<orderNo>${'&x;'.repeat(1 + under(dice, 50))}</orderNo>`),
              'xml',
            ),
          ),
      },
    ]),
    {
      name: 'an entity or a declaration for a value',
      make: (dice) =>
        attack(
          messageWith(
            dice,
            pick(dice, [
              '&xxe;',
              '&lt',
              '%x;',
              '<!DOCTYPE a>',
              '<!ENTITY a "b">',
              '<?xml version="1.0"?>',
              '<xi:include href="file:///etc/passwd"/>',
              '<?xml-stylesheet href="x"?>',
              '<![CDATA[<!DOCTYPE a>]]>',
              '<![INCLUDE[x]]>',
            ]),
            'xml',
          ),
        ),
    },
    { name: 'ampersands', make: (dice) => attack(messageWith(dice, '&'.repeat(1 + under(dice, 30_000)), 'xml')) },
    {
      name: 'references without end',
      make: (dice) => attack(messageWith(dice, '&#65;'.repeat(1 + under(dice, 20_000)), 'xml')),
    },
    {
      name: 'comments and CDATA without end',
      make: (dice) =>
        attack(
          messageWith(dice, pick(dice, ['<!---->', '<![CDATA[]]>', '<?a?>']).repeat(1 + under(dice, 10_000)), 'xml'),
        ),
    },
    {
      name: 'attributes and namespaces',
      make: (dice) =>
        attack(
          post(
            path,
            `<request ${Array.from({ length: 1 + under(dice, 3000) }, (_, at) => `a${at}="&x;"`).join(' ')} xmlns:x="file:///"/>`,
            'application/xml',
          ),
        ),
    },
    {
      name: 'another encoding declared',
      make: (dice) =>
        attack(
          post(
            path,
            `<?xml version="1.0" encoding="${pick(dice, ['UTF-16', 'UTF-7', 'GBK', 'x'.repeat(9000)])}"?><request/>`,
            'application/xml',
          ),
        ),
    },
  ],
};
