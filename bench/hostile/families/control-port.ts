// At the control port, by somebody who has the token and by somebody who has not.
import { attack, bytes, type Dice, type Family, hex, lastWord, pick, under } from '../attack.ts';
import { control, controlResource, controlText } from '../control-request.ts';

const at = 'control' as const;
const odd = [
  '',
  ' ',
  '{',
  '[',
  'null',
  '1',
  '"x"',
  '[]',
  '{}{}',
  '{"a":}',
  '\ufeff{}',
  'true',
  '[null]',
  '[[]]',
  '1e400',
  '{"mode":1e400}',
  '{"sellers":1e400}',
];
const deep = (dice: Dice): string => {
  const depth = 100 + under(dice, 20_000);
  return pick(dice, ['[]', '{}']) === '[]'
    ? '['.repeat(depth) + ']'.repeat(depth)
    : `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
};
const paths = [
  '/%00',
  '/..%2f..%2fetc/passwd',
  '/../../etc/passwd',
  '//',
  '/%',
  '/%c0%ae',
  '/tenants/%00',
  '/tenants/__proto__',
  '/tenants/constructor/ledger',
  '/tenants/default/documents/..%2f..%2fx.pdf',
  '/tenants/default/journal?after=-1',
  '/tenants/default/journal?after=1e400&limit=NaN',
  '/tenants/default/journal?limit=99999999999999999999',
  '/tenants/default/journal/99999999999999999999/diagnosis',
  '/tenants/default/journal/x/diagnosis',
  '/tenants/default/accounts/%F0%9F%98%80',
  '/tenants/default/snapshots/..%2fx',
  '/registrations/..%2f',
  `/${'a/'.repeat(2000)}`,
  '/tenants/default/ledger?x[__proto__]=1',
  '/root.pem%00',
];

export const controlPort: Family = {
  name: 'control port',
  share: 10,
  kinds: [
    { name: 'odd JSON', make: (dice) => attack(control(controlResource(dice), pick(dice, odd)), { at }) },
    {
      name: 'random bytes',
      make: (dice) => attack(control(controlResource(dice), bytes(dice, under(dice, 500))), { at }),
    },
    { name: 'deeply nested', make: (dice) => attack(control(controlResource(dice), deep(dice)), { at }) },
    {
      name: 'huge numbers',
      make: (dice) =>
        attack(
          control(
            controlResource(dice),
            `{"advanceMs":${'9'.repeat(400)},"count":1e400,"amount":"${'9'.repeat(400)}","from":"-1","total":-0}`,
          ),
          { at },
        ),
    },
    {
      name: 'bad UTF-8',
      make: (dice) => attack(control(controlResource(dice), Buffer.from([0x7b, 0xc0, 0xaf, 0x7d])), { at }),
    },
    {
      name: 'an oversized body',
      make: (dice) =>
        attack(control(controlResource(dice), Buffer.alloc(1024 * 1024 + 1 + under(dice, 100_000), 0x20)), { at }),
    },
    {
      name: 'other values for its members',
      make: (dice) =>
        attack(
          control(
            controlResource(dice),
            pick(dice, [
              JSON.stringify({ id: { $ne: 1 }, sellers: 'x', applications: {}, settings: [] }),
              JSON.stringify({ act: '__proto__', sheetNo: [] }),
              JSON.stringify([{ id: 1, match: null, when: [], effect: 'x' }]),
              JSON.stringify({ invoiceNo: 'x'.repeat(10_000), mark: {} }),
            ]),
          ),
          { at },
        ),
    },
    {
      name: 'another method',
      make: (dice) =>
        attack(
          controlText(
            pick(dice, ['TRACE', 'OPTIONS', 'COPY', 'PURGE', 'HEAD', 'PUT', 'LOCK']),
            `/tenants/${hex(dice, 3)}`,
          ),
          { at },
        ),
    },
    {
      name: 'a path of malice',
      make: (dice) => attack(controlText(pick(dice, ['GET', 'POST', 'PATCH']), pick(dice, paths)), { at }),
    },
    {
      name: 'without the token',
      make: (dice) =>
        attack(
          control(controlResource(dice), '{}')
            .toString()
            .replace(
              /Authorization: .*\r\n/,
              pick(dice, ['', 'Authorization: Bearer x\r\n', `Authorization: ${'y'.repeat(5000)}\r\n`]),
            ),
          { at },
        ),
    },
    {
      name: 'for another host',
      make: (dice) =>
        attack(
          control(controlResource(dice), '{}')
            .toString()
            .replace(
              'Host: 127.0.0.1',
              `Host: ${pick(dice, ['evil.example', '', '127.0.0.1.evil.example', '[::1', 'x'.repeat(3000)])}`,
            ),
          { at },
        ),
    },
    {
      name: 'truncated',
      make: (dice) => lastWord(control(controlResource(dice), '{"a":"bcdefgh"}').subarray(0, -5), { at }),
    },
    { name: 'no HTTP', make: (dice) => lastWord(bytes(dice, 1 + under(dice, 300)), { at }) },
  ],
};
