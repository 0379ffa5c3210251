// A registration on its way: what was handed in, what was approved, the credentials given, and who did what when (B-8).
import type { Static } from 'typebox';
import { Type } from '../../protocol/schema.ts';
import { Application } from '../register/application.ts';
import { money, strict, words } from '../register/schema-parts.ts';
import { invoiceType, limitsByType, RegistrationForm, Technical } from './registration-form.ts';
import { registrationActs, registrationStates } from './registration-state.ts';

/** What the bureau approved of what was asked for. */
export const Approval = Type.Object(
  { types: Type.Array(invoiceType, { minItems: 1, uniqueItems: true }), limits: limitsByType, quota: money },
  strict,
);
export type Approval = Static<typeof Approval>;

/** The settings asked for in production; what is absent is asked for as it was in test. */
export const CutoverSettings = Type.Object(
  {
    ...Technical.properties,
    sellers: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    types: Type.Optional(Type.Array(invoiceType)),
    limits: Type.Optional(limitsByType),
  },
  strict,
);
export type CutoverSettings = Static<typeof CutoverSettings>;

export const Registration = Type.Object(
  {
    id: Type.String(),
    state: words(registrationStates),
    form: RegistrationForm,
    approval: Type.Union([Approval, Type.Null()]),
    /** The certificate as it was handed in: it is verified again at the cutover. */
    certificate: Type.Unknown(),
    cutover: Type.Union([CutoverSettings, Type.Null()]),
    /** With their secrets: the bureau verifies by them. */
    test: Type.Union([Application, Type.Null()]),
    production: Type.Union([Application, Type.Null()]),
    history: Type.Array(
      Type.Object({ at: Type.String(), act: words(['apply', ...registrationActs]), note: Type.String() }, strict),
    ),
  },
  strict,
);
export type Registration = Static<typeof Registration>;

const mask = (application: Application | null) =>
  application === null ? null : { ...application, appSecret: '***', sm4Key: '***' };

/** As the control port shows it: without secrets. */
export const viewRegistration = ({ test, production, ...rest }: Registration): Readonly<Record<string, unknown>> => ({
  ...rest,
  test: mask(test),
  production: mask(production),
});
