// Documents are checked: what is approved, and the seller and application that then stand in the register (B-8).
import type { ControlProblem } from '../control/controlled.ts';
import type { Application } from '../register/application.ts';
import type { Register } from '../register/register.ts';
import type { Seller } from '../register/seller.ts';
import type { Credentials } from './credentials.ts';
import type { Binding } from './key-in-form.ts';
import type { Approval } from './registration.ts';
import type { RegistrationForm, Technical } from './registration-form.ts';

const problem = (pointer: string, detail: string, remedy: string): ControlProblem => ({ pointer, detail, remedy });

/** A further shop of a registered company takes the company as it stands in the register (B-10). */
const judgePresent = ({ enterprise, types }: RegistrationForm, present: Seller): ControlProblem[] => [
  ...(present.name === enterprise.name
    ? []
    : [
        problem(
          '/enterprise/name',
          `${enterprise.taxNo} is registered as ${present.name}`,
          'Reject it; the name must be the registered one.',
        ),
      ]),
  ...types
    .filter((type) => !present.types.includes(type))
    .map((type) =>
      problem('/types', `${type} is not approved for ${enterprise.taxNo}`, 'Approve it for the seller first.'),
    ),
];

/** Of a new seller what the bureau grants, by default all that was asked for; of a known one what it has. */
export const approvalOf = (form: RegistrationForm, granted: Partial<Approval>, register: Register) => {
  const present = register.sellers.get(form.enterprise.taxNo);
  if (present) {
    const approval: Approval = { types: present.types, limits: present.limits ?? {}, quota: present.quota };
    return { approval, problems: judgePresent(form, present) };
  }
  const { types = form.types, limits = form.limits ?? {}, quota = form.quota } = granted;
  const problems = types
    .filter((type) => !form.types.includes(type))
    .map((type) => problem('/types', `${type} was not asked for`, `Approve of ${form.types.join(', ')}.`));
  return { approval: { types, limits, quota }, problems };
};

/** The seller as it is registered now that it is approved. */
export const sellerOf = ({ enterprise }: RegistrationForm, approval: Approval): Seller => {
  const { legalRepresentative: _person, ...seller } = enterprise;
  return { ...seller, ...approval };
};

/** An application of one environment with its own credentials (T-2). */
export const applicationOf = (
  environment: Application['environment'],
  credentials: Credentials,
  about: { readonly technical: Technical; readonly binding: Binding; readonly sellers: readonly string[] },
): Application => {
  const { signType = 'HMAC-SM3', encryptType = 'SM4-CBC', interfaces } = about.technical;
  return {
    ...credentials,
    environment,
    signType,
    encryptType,
    ...about.binding,
    ...(interfaces === undefined ? {} : { interfaces }),
    sellers: [...about.sellers],
  };
};
