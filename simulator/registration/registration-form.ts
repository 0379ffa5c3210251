// What an enterprise hands in to have its application registered: who it is, its documents, what it asks for (B-8).
import type { Static } from 'typebox';
import { Type } from '../../protocol/schema.ts';
import { isTaxNumberForm } from '../../protocol/tax-number.ts';
import type { Controlled, ControlProblem } from '../control/controlled.ts';
import { createFormReader } from '../control/read-form.ts';
import { money, strict, told, words } from '../register/schema-parts.ts';
import { judgeKeyInForm } from './key-in-form.ts';

const name = Type.String({ minLength: 1, maxLength: 100 });
export const invoiceType = words(['81', '82', '85', '86']);
export const limitsByType = Type.Partial(Type.Object({ '81': money, '82': money, '85': money, '86': money }), strict);

/** What belongs to the credentials of one environment; absent: HMAC-SM3, SM4-CBC, every interface. */
export const Technical = Type.Object(
  {
    signType: Type.Optional(words(['HMAC-SM3', 'SM2-SM3'])),
    encryptType: Type.Optional(words(['SM4-CBC', 'SM4-ECB'])),
    publicKeyPem: Type.Optional(told('Bound for SM2-SM3 (E-3).', Type.String())),
    certificatePem: Type.Optional(
      told(
        'Instead of the bare key: a certificate that it has, or a request for one (PKCS#10); the bureau issues its own for it.',
        Type.String(),
      ),
    ),
    csrPem: Type.Optional(Type.String()),
    interfaces: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
  },
  strict,
);
export type Technical = Static<typeof Technical>;

export const RegistrationForm = Type.Object(
  {
    enterprise: Type.Object(
      {
        name,
        taxNo: Type.String(),
        kind: words(['general', 'small-scale']),
        legalRepresentative: Type.String({ minLength: 1, maxLength: 50 }),
        address: Type.Optional(Type.String({ maxLength: 100 })),
        phone: Type.Optional(Type.String()),
        bank: Type.Optional(Type.String()),
        account: Type.Optional(Type.String()),
      },
      strict,
    ),
    documents: Type.Array(
      Type.Object(
        {
          kind: words(['business-licence', 'legal-representative-identity', 'authorisation', 'other']),
          reference: told('Where it can be looked at: a file name or a number.', name),
        },
        strict,
      ),
    ),
    types: Type.Array(invoiceType, { minItems: 1, uniqueItems: true }),
    limits: Type.Optional(limitsByType),
    quota: told('The monthly total asked for (B-7).', money),
    technical: Type.Optional(Technical),
  },
  strict,
);
export type RegistrationForm = Static<typeof RegistrationForm>;

const readForm = createFormReader(RegistrationForm);

/** Without these nobody can check who is asking. */
const neededDocuments = ['business-licence', 'legal-representative-identity'] as const;

const problem = (pointer: string, detail: string, remedy: string): ControlProblem => ({ pointer, detail, remedy });

const judge = (
  { enterprise, documents, types, limits = {}, technical = {} }: RegistrationForm,
  now: number,
): ControlProblem[] => [
  ...(isTaxNumberForm(enterprise.taxNo)
    ? []
    : [problem('/enterprise/taxNo', 'is no tax number (P-2)', 'Use 15, 17, 18 or 20 characters of 0-9A-Z.')]),
  ...neededDocuments
    .filter((kind) => !documents.some((document) => document.kind === kind))
    .map((kind) => problem('/documents', `lacks ${kind} (B-8)`, `Add {"kind":"${kind}","reference":…}.`)),
  ...(['81', '82', '85', '86'] as const)
    .filter((type) => limits[type] !== undefined && !types.includes(type))
    .map((type) => problem(`/limits/${type}`, 'is of a type that is not asked for', 'Name the type in "types" too.')),
  ...judgeKeyInForm(technical, '/technical', now),
];

/** A form that can be taken at `now` (ms since the epoch), or everything that is wrong with it. */
export const readRegistrationForm = (body: unknown, now: number): Controlled<RegistrationForm> => {
  const form = readForm(body);
  const problems = form.ok ? judge(form.value, now) : [];
  return problems.length > 0 ? { ok: false, problems } : form;
};
