// A profile: tolerances, limits and defaults that differ between provinces and vendors, as data.
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { type Static, Type } from 'typebox';
import { parse } from 'yaml';

const decimal = Type.String({ pattern: '^(0|[1-9][0-9]*)(\\.[0-9]+)?$' });
const count = Type.Integer({ minimum: 1 });

export const Profile = Type.Object(
  {
    name: Type.String(),
    /** Digits 3 and 4 of an invoice number, and digit 5 (B-3). */
    region: Type.String({ pattern: '^[0-9]{2}$' }),
    channel: Type.String({ pattern: '^[0-9]$' }),
    strictIdentity: Type.Boolean(),
    deliveryDelayMs: Type.Integer({ minimum: 0 }),
    issueDelayMs: Type.Integer({ minimum: 0 }),
    lineTaxTolerance: decimal,
    invoiceTaxTolerance: decimal,
    priceTolerance: decimal,
    priceDecimals: count,
    rateDecimals: count,
    mostLines: count,
    mostErrors: count,
  },
  { additionalProperties: false },
);
export type Profile = Static<typeof Profile>;

/** Reads a profile that the bureau brings along; throws with file and place when it cannot be used. */
export const readProfile = (name: string): Profile => {
  const file = new URL(`./${name}.yaml`, import.meta.url);
  const profile: unknown = parse(readFileSync(file, 'utf8'));
  const check = new Ajv({ allErrors: true }).compile(Profile);
  if (check(profile)) return profile as Profile;
  const [first] = check.errors ?? [];
  throw new Error(`${file.pathname} ${first?.instancePath || '/'} ${first?.message ?? ''}: mend the profile`);
};
