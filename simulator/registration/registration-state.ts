// The way of a registration from application to production, and which act is possible where (B-8).

export const registrationStates = [
  'applied',
  'rejected',
  'testing',
  'certified',
  'cutover-requested',
  'production',
] as const;
export type RegistrationState = (typeof registrationStates)[number];

export const registrationActs = ['approve', 'reject', 'certify', 'request-cutover', 'cutover'] as const;
export type RegistrationAct = (typeof registrationActs)[number];

type Step = { readonly from: readonly RegistrationState[]; readonly to: RegistrationState };

/** A new certificate or other settings may be handed in until the cutover is done. */
const steps: Readonly<Record<RegistrationAct, Step>> = {
  approve: { from: ['applied'], to: 'testing' },
  reject: { from: ['applied'], to: 'rejected' },
  certify: { from: ['testing', 'certified'], to: 'certified' },
  'request-cutover': { from: ['certified', 'cutover-requested'], to: 'cutover-requested' },
  cutover: { from: ['cutover-requested'], to: 'production' },
};

/** The state after the act; null where the act is not possible. */
export const stateAfter = (state: RegistrationState, act: RegistrationAct): RegistrationState | null =>
  steps[act].from.includes(state) ? steps[act].to : null;

/** What can be done now. */
export const possibleActs = (state: RegistrationState): RegistrationAct[] =>
  registrationActs.filter((act) => stateAfter(state, act) !== null);
