// How often an application may come, and how long it is locked out when it came oftener (R 3004, B-17).
import type { Static } from 'typebox';
import { Type } from '../../protocol/schema.ts';
import { strict, told } from './schema-parts.ts';

const seconds = (most: number) => Type.Integer({ minimum: 1, maximum: most });

export const RateLimit = Type.Object(
  {
    requests: told(
      'So many requests pass within `perSeconds`; the next one is refused and begins a lock-out.',
      Type.Integer({ minimum: 1, maximum: 100_000 }),
    ),
    perSeconds: seconds(86_400),
    lockOutSeconds: Type.Optional(
      told(
        'How long the first lock-out lasts; 10 where absent. Each request that comes before it is over doubles it.',
        seconds(86_400),
      ),
    ),
    longestLockOutSeconds: Type.Optional(told('No lock-out is longer; 3600 where absent.', seconds(999_999))),
  },
  strict,
);
export type RateLimit = Static<typeof RateLimit>;
