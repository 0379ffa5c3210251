// The form of a profile (tolerances and habits that differ between provinces and vendors) and the reader of one from outside.
import { Ajv } from 'ajv';
import { type Static, Type } from 'typebox';
import { parse } from 'yaml';

const decimal = Type.String({ pattern: '^(0|[1-9][0-9]*)(\\.[0-9]+)?$' });
const places = Type.Integer({ minimum: 0 });
const waitMs = Type.Integer({ minimum: 0 });

const Profile = Type.Object(
  {
    name: Type.String(),
    region: Type.String({ pattern: '^[0-9]{2}$' }),
    channel: Type.String({ pattern: '^[0-9]$' }),
    strictIdentity: Type.Boolean(),
    knownTaxNumbers: Type.Array(Type.String()),
    deliveryDelayMs: waitMs,
    issueDelayMs: waitMs,
    /** B-7: last month's return, while it is not filed, holds the quota back. */
    filingGate: Type.Optional(Type.Boolean()),
    /** Tolerances are in yuan. */
    lineTaxTolerance: decimal,
    invoiceTaxTolerance: decimal,
    priceTolerance: decimal,
    priceDecimals: places,
    rateDecimals: places,
  },
  { additionalProperties: false },
);
export type Profile = Static<typeof Profile>;

/** Reads the text of a profile; throws a sentence with `place` and JSON pointer when it cannot be used. */
export const parseProfile = (text: string, place: string): Profile => {
  const profile: unknown = parse(text);
  const check = new Ajv({ strict: false }).compile<Profile>(Profile);
  if (check(profile)) return profile;
  const [first] = check.errors ?? [];
  const extra: unknown = first?.params['additionalProperty'];
  const pointer = `${first?.instancePath ?? ''}${typeof extra === 'string' ? `/${extra}` : ''}`;
  throw new Error(
    `${place}: ${pointer || '/'} ${first?.message ?? 'is not a profile'}; see simulator/profiles/standard.yaml`,
  );
};
