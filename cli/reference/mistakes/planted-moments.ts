// Planted mistakes about time: the right moment in the wrong spelling, zone or count, and the wrong moment (E, E-5).
import { writeTimestamp } from '../../../protocol/timestamp.ts';
import { sentAt } from './cast.ts';
import type { Planted } from './plant-message.ts';

const hourMs = 3_600_000;

const at = (timestamp: string): Planted['steps'] => ({ members: { timestamp } });

export const plantedMoments: readonly Planted[] = [
  {
    name: 'timestamp-seconds',
    en: 'seconds since 1970',
    zh: '自1970年起的秒数',
    steps: at(String(sentAt / 1000)),
  },
  {
    name: 'timestamp-milliseconds',
    en: 'milliseconds since 1970',
    zh: '自1970年起的毫秒数',
    steps: at(String(sentAt)),
  },
  {
    name: 'timestamp-separators',
    en: '2026-11-23 14:00:00',
    zh: '2026-11-23 14:00:00',
    steps: at('2026-11-23 14:00:00'),
  },
  {
    name: 'timestamp-separators',
    en: 'ISO 8601 with Z',
    zh: '带 Z 的 ISO 8601',
    steps: at('2026-11-23T06:00:00Z'),
  },
  {
    name: 'timestamp-impossible',
    en: '31 November',
    zh: '11月31日',
    steps: at('20261131140000'),
  },
  {
    name: 'timestamp-utc',
    en: '14:00 in China written as 06:00 (UTC)',
    zh: '北京时间14:00写成06:00（UTC）',
    steps: at(writeTimestamp(sentAt - 8 * hourMs)),
  },
  {
    name: 'timestamp-12-hour',
    en: '14:00 written as 02:00 (hh for HH)',
    zh: '14:00写成02:00（用 hh 代替 HH）',
    steps: at(writeTimestamp(sentAt - 12 * hourMs)),
  },
  {
    name: 'timestamp-stale',
    en: 'a request of an hour ago',
    zh: '一小时前的请求',
    steps: at(writeTimestamp(sentAt - hourMs)),
  },
  {
    name: 'timestamp-stale',
    en: 'a clock ten minutes ahead',
    zh: '时钟快十分钟',
    steps: at(writeTimestamp(sentAt + hourMs / 6)),
  },
];
