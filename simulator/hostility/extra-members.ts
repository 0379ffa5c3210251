// Hostility `extra-members`: members nobody has heard of, signed in the envelope (E) and of any kind in the payload (P).
import type { Format } from '../../protocol/envelope.ts';
import { isJsonObject } from '../../protocol/strict-json.ts';
import {
  type AnswerBehaviour,
  between,
  changeEntries,
  changeMembers,
  type Dice,
  type Members,
  pick,
} from './behaviour.ts';

/** Some sort before `appId` in ASCII, some after `version`; one value is empty and so not signed, one holds what joins others (E-1). */
const further: readonly [readonly [string, string], ...(readonly [string, string])[]] = [
  ['traceId', '00-4bf92f3577b34da6a3ce929d0e0e4736-01'],
  ['Zone', 'bj-2'],
  ['reserve1', ''],
  ['bz2', '备用字段'],
  ['_node', 'a=1&b=2'],
  ['returnCodeDetail', 'E0000'],
  ['serverTime', '1795399200000'],
];

/** Numbers are whole, because no number of a payload is a float (P); what is within bears names that mean something elsewhere. */
const values: readonly [unknown, ...unknown[]] = [
  '备用',
  '',
  null,
  true,
  20261125,
  ['A', 'B'],
  { level: 'A', detail: { code: '9999', message: '测试"引号"\\' } },
  { history: [{ status: 'failed', invoiceNo: '00000000000000000000' }], amount: '0.00' },
];

/** T-5 gives arrays a name for their entries, and nobody has heard of these: texts and elements alone. */
const xmlValues: readonly [unknown, ...unknown[]] = [
  '备用',
  '',
  'a < b && c > d',
  { level: 'A', detail: { code: '9999', message: '测试' } },
  { status: 'failed', amount: '0.00' },
];

const names: readonly [string, ...string[]] = ['ext', 'reserve1', 'bz1', 'traceInfo', 'Version2', 'channelData'];

const extend = (value: unknown, format: Format, dice: Dice): unknown => {
  if (Array.isArray(value)) return changeEntries(value, (entry) => extend(entry, format, dice));
  // An object with strangers alone would be there without what it must have.
  if (!isJsonObject(value) || Object.keys(value).length === 0) return value;
  const within = changeMembers(value, (member) => extend(member, format, dice));
  const extra = Array.from({ length: between(dice, 0, 2) }, () => {
    const name = pick(dice, names);
    return [name, pick(dice, format === 'xml' ? xmlValues : values)] as const;
  });
  return extra.length === 0 ? within : { ...Object.fromEntries(extra), ...within };
};

export const extraMembers: AnswerBehaviour = {
  name: 'extra-members',
  payload: (payload, format, dice) => extend(payload, format, dice) as Members,
  furtherMembers: (dice) => Object.fromEntries(Array.from({ length: between(dice, 0, 3) }, () => pick(dice, further))),
};
