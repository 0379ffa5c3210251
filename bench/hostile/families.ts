// All families of malice, and the order in which their attacks come: each kind once, then by the dice.
import type { Attack, Dice, Family } from './attack.ts';
import { pick } from './attack.ts';
import { badUtf8 } from './families/bad-utf8.ts';
import { controlPort } from './families/control-port.ts';
import { entities } from './families/entities.ts';
import { hugeNumbers } from './families/huge-numbers.ts';
import { malformed } from './families/malformed.ts';
import { nested } from './families/nested.ts';
import { oversized } from './families/oversized.ts';
import { pipelined } from './families/pipelined.ts';
import { prototypes } from './families/prototype.ts';
import { slow } from './families/slow.ts';
import { smuggled } from './families/smuggled.ts';
import { tlsDoor } from './families/tls.ts';
import { truncated } from './families/truncated.ts';

export const families: readonly Family[] = [
  malformed,
  truncated,
  oversized,
  nested,
  hugeNumbers,
  badUtf8,
  entities,
  prototypes,
  slow,
  pipelined,
  smuggled,
  tlsDoor,
  controlPort,
];

export type Drawn = { readonly family: string; readonly kind: string; readonly attack: Attack };

const everyKind = families.flatMap((family) => family.kinds.map((kind) => ({ family, kind })));
const shares = families.reduce((sum, { share }) => sum + share, 0);

const drawFamily = (dice: Dice): Family => {
  let left = dice() * shares;
  for (const family of families) {
    left -= family.share;
    if (left < 0) return family;
  }
  return malformed;
};

/** The attack number `at`, from 0. */
export const drawAttack = (dice: Dice, at: number): Drawn => {
  const family = drawFamily(dice);
  const chosen = everyKind[at] ?? { family, kind: pick(dice, family.kinds) };
  return { family: chosen.family.name, kind: chosen.kind.name, attack: chosen.kind.make(dice) };
};
