// The register of one tenant: sellers, applications and settings, as the control port brings them.
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { type Static, type TSchema, Type } from 'typebox';
import { verifySm2Sm3 } from '../protocol/sm2.ts';
import { isTaxNumberForm } from '../protocol/tax-number.ts';
import type { ControlProblem } from './control/controlled.ts';

const words = <const Words extends readonly string[]>(list: Words) =>
  Type.Unsafe<Words[number]>({ type: 'string', enum: list });
const strict = { additionalProperties: false };
const money = Type.String({ pattern: '^(0|[1-9][0-9]{0,15})\\.[0-9]{2}$' });
const waitMs = Type.Integer({ minimum: 0, maximum: 31_536_000_000 });

export const Seller = Type.Object(
  {
    taxNo: Type.String(),
    name: Type.String({ minLength: 1, maxLength: 100 }),
    kind: words(['general', 'small-scale']),
    address: Type.Optional(Type.String()),
    phone: Type.Optional(Type.String()),
    bank: Type.Optional(Type.String()),
    account: Type.Optional(Type.String()),
    types: Type.Array(words(['81', '82', '85', '86']), { minItems: 1 }),
    /** Monthly total without tax (B-7). */
    quota: money,
    /** Largest amount of one invoice by type (4102); absent: none. */
    limits: Type.Optional(Type.Record(Type.String(), money)),
    state: Type.Optional(words(['active', 'suspended'])),
    identityConfirmed: Type.Optional(Type.Boolean()),
    riskBlocked: Type.Optional(Type.Boolean()),
  },
  strict,
);
export type Seller = Static<typeof Seller>;

export const Application = Type.Object(
  {
    appId: Type.String({ pattern: '^[0-9A-Za-z_-]{1,64}$' }),
    appSecret: Type.String({ minLength: 16 }),
    sm4Key: Type.String({ pattern: '^[0-9A-Fa-f]{32}$' }),
    environment: words(['test', 'production']),
    signType: words(['HMAC-SM3', 'SM2-SM3']),
    encryptType: words(['SM4-CBC', 'SM4-ECB']),
    publicKeyPem: Type.Optional(Type.String()),
    certified: Type.Optional(Type.Boolean()),
    interfaces: Type.Optional(Type.Array(Type.String())),
    sellers: Type.Array(Type.String(), { minItems: 1 }),
  },
  strict,
);
export type Application = Static<typeof Application>;

export const TenantSettings = Type.Object(
  { issue: words(['synchronous', 'asynchronous']), issueDelayMs: waitMs, deliveryDelayMs: waitMs },
  strict,
);
export type TenantSettings = Static<typeof TenantSettings>;

export const TenantRequest = Type.Object(
  {
    id: Type.Optional(Type.String({ pattern: '^[0-9A-Za-z_-]{1,64}$' })),
    ownPort: Type.Optional(Type.Boolean()),
    seed: Type.Optional(Type.Integer({ minimum: 0, maximum: 0xffffffff })),
    profile: Type.Optional(Type.String()),
    clock: Type.Optional(Type.Object({ mode: words(['real', 'frozen']), now: Type.Optional(Type.String()) }, strict)),
    settings: Type.Optional(Type.Partial(TenantSettings, strict)),
    sellers: Type.Array(Seller, { minItems: 1 }),
    applications: Type.Array(Application, { minItems: 1 }),
  },
  strict,
);
export type TenantRequest = Static<typeof TenantRequest>;

export const TenantPatch = Type.Object(
  {
    settings: Type.Optional(Type.Partial(TenantSettings, strict)),
    sellers: Type.Optional(Type.Array(Type.Intersect([Type.Object({ taxNo: Type.String() }), Type.Partial(Seller)]))),
    applications: Type.Optional(
      Type.Array(Type.Intersect([Type.Object({ appId: Type.String() }), Type.Partial(Application)])),
    ),
  },
  strict,
);
export type TenantPatch = Static<typeof TenantPatch>;

/** The part of a tenant that people set: by number and by id. */
export type Register = {
  readonly settings: TenantSettings;
  readonly sellers: ReadonlyMap<string, Seller>;
  readonly applications: ReadonlyMap<string, Application>;
};

const ajv = new Ajv({ allErrors: true, strict: false });

/** Compiled at its first use: a bureau that nobody steers is ready sooner. */
const compileLater = (schema: TSchema) => {
  let compiled: ValidateFunction | null = null;
  return (value: unknown): readonly ErrorObject[] => {
    compiled ??= ajv.compile(schema);
    return compiled(value) ? [] : (compiled.errors ?? []);
  };
};
const judgeRequest = compileLater(TenantRequest);
const judgePatch = compileLater(TenantPatch);
const judgeSellerForm = compileLater(Seller);
const judgeApplicationForm = compileLater(Application);

const problemOf = (error: ErrorObject): ControlProblem => {
  const member = error.keyword === 'additionalProperties' ? `/${String(error.params['additionalProperty'])}` : '';
  const detail = member ? 'is not a known member' : (error.message ?? error.keyword);
  const known = error.keyword === 'enum' ? ` One of ${JSON.stringify(error.params['allowedValues'])}.` : '';
  return { pointer: `${error.instancePath}${member}`, detail, remedy: `See the control API in the README.${known}` };
};

const problem = (pointer: string, detail: string, remedy: string): ControlProblem => ({ pointer, detail, remedy });

/** A key that cannot be used would fail at the first request instead. */
const judgeKey = ({ signType, publicKeyPem }: Application): string[] => {
  if (publicKeyPem === undefined) return signType === 'SM2-SM3' ? ['is missing (E-3)'] : [];
  try {
    verifySm2Sm3('', publicKeyPem, '');
    return [];
  } catch {
    return ['is no SM2 public key (E-3)'];
  }
};

/** What no schema can say: forms of tax numbers, keys that belong together, numbers that must be known. */
export const judgeRegister = (register: Register): ControlProblem[] => [
  ...[...register.sellers.values()].flatMap((seller, at) =>
    isTaxNumberForm(seller.taxNo)
      ? []
      : [problem(`/sellers/${at}/taxNo`, 'is no tax number (P-2)', 'Use 15, 17, 18 or 20 characters of 0-9A-Z.')],
  ),
  ...[...register.applications.values()].flatMap((application, at) => [
    ...application.sellers
      .filter((taxNo) => !register.sellers.has(taxNo))
      .map((taxNo) =>
        problem(
          `/applications/${at}/sellers`,
          `names ${taxNo}, which is no seller here`,
          'Register that seller first.',
        ),
      ),
    ...judgeKey(application).map((detail) =>
      problem(`/applications/${at}/publicKeyPem`, detail, 'Bind the SM2 public key of the certificate, as PEM.'),
    ),
  ]),
];

type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly ControlProblem[] };

const readAs = <T>(body: unknown, errors: readonly ErrorObject[]): Reading<T> =>
  errors.length === 0 ? { ok: true, value: body as T } : { ok: false, problems: errors.map(problemOf) };

export const readTenantRequest = (body: unknown): Reading<TenantRequest> => readAs(body, judgeRequest(body));

export const readTenantPatch = (body: unknown): Reading<TenantPatch> => readAs(body, judgePatch(body));

const below = (pointer: string, errors: readonly ErrorObject[]): ControlProblem[] =>
  errors.map(problemOf).map((found) => ({ ...found, pointer: `${pointer}${found.pointer}` }));

/** The register after a patch, or what is wrong with it; the old one stays untouched (all or nothing). */
export const patchRegister = (register: Register, patch: TenantPatch): Reading<Register> => {
  const sellers = new Map(register.sellers);
  const applications = new Map(register.applications);
  for (const [at, change] of (patch.sellers ?? []).entries()) {
    const merged = { ...sellers.get(change.taxNo), ...change };
    const errors = judgeSellerForm(merged);
    if (errors.length > 0) return { ok: false, problems: below(`/sellers/${at}`, errors) };
    sellers.set(change.taxNo, merged as Seller);
  }
  for (const [at, change] of (patch.applications ?? []).entries()) {
    const merged = { ...applications.get(change.appId), ...change };
    const errors = judgeApplicationForm(merged);
    if (errors.length > 0) return { ok: false, problems: below(`/applications/${at}`, errors) };
    applications.set(change.appId, merged as Application);
  }
  const next = { settings: { ...register.settings, ...patch.settings }, sellers, applications };
  const problems = judgeRegister(next);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: next };
};
