// What a seller may still invoice this month (section P, `quota.query`; B-7).
import type { Static } from 'typebox';
import { Type } from '../schema.ts';

export const QuotaQuery = Type.Object(
  {},
  { description: "Nothing is asked for: the application's first seller is meant." },
);

export const QuotaQueryAnswer = Type.Object(
  {
    period: Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$' }),
    total: Type.String(),
    used: Type.String(),
    available: Type.String(),
    filed: Type.Union([Type.Boolean(), Type.Literal('true'), Type.Literal('false')]),
  },
  {
    description:
      'Amounts have two decimals, `period` is `yyyy-MM`. In XML a boolean is the text `true` or `false` (T-5).',
  },
);
export type QuotaQueryAnswer = Static<typeof QuotaQueryAnswer>;
