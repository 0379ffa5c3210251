// What a bureau does to everybody who comes at a bad time, as a scenario asks for it: rate limit, load, maintenance calendar (B-16, B-17).
import { Type } from 'typebox';

const closed = { additionalProperties: false } as const;
const count = (description: string) => Type.Integer({ minimum: 1, description });

/** Members of `bureau`; the control port takes them as they stand. */
export const trafficWords = {
  rateLimit: Type.Optional(
    Type.Object(
      {
        requests: count('so many pass'),
        perSeconds: count('in so many seconds; the next one meets 3004'),
        lockOutSeconds: Type.Optional(count('for so long; doubles for who comes before it is over')),
        longestLockOutSeconds: Type.Optional(count('and never longer')),
      },
      closed,
    ),
  ),
  busyAbovePerSecond: Type.Optional(count('more requests than that in a second meet 3001')),
  maintenance: Type.Optional(
    Type.Array(
      Type.Object(
        {
          announced: Type.Boolean({ description: 'whether retryAfter leads to its end, or is absent (B-16)' }),
          from: Type.String({ description: 'yyyy-MM-ddTHH:mm:ss.SSS+08:00' }),
          to: Type.String({ description: 'yyyy-MM-ddTHH:mm:ss.SSS+08:00' }),
        },
        closed,
      ),
      { minItems: 1, description: 'windows in which everybody meets 3003' },
    ),
  ),
};
