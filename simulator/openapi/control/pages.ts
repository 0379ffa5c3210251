// Which page of a long list is asked for.
import { Type } from '../../../protocol/schema.ts';
import { largestLimit, usualLimit } from '../../control/read-page.ts';
import type { Parameter } from '../route.ts';

export const pageParameters: readonly Parameter[] = [
  {
    name: 'after',
    description: 'What comes later than this number; `next` of the page before.',
    schema: Type.Integer({ minimum: 0, default: 0 }),
  },
  {
    name: 'limit',
    description: 'At most so many.',
    schema: Type.Integer({ minimum: 1, maximum: largestLimit, default: usualLimit }),
  },
];
