import { describe, expect, it } from 'vitest';
import {
  possibleActs,
  type RegistrationAct,
  type RegistrationState,
  registrationActs,
  registrationStates,
  stateAfter,
} from '../../../simulator/registration/registration-state.ts';

/** B-8, written down anew: everything else is impossible. */
const lawful: readonly (readonly [RegistrationState, RegistrationAct, RegistrationState])[] = [
  ['applied', 'approve', 'testing'],
  ['applied', 'reject', 'rejected'],
  ['testing', 'certify', 'certified'],
  ['certified', 'certify', 'certified'],
  ['certified', 'request-cutover', 'cutover-requested'],
  ['cutover-requested', 'request-cutover', 'cutover-requested'],
  ['cutover-requested', 'cutover', 'production'],
];
const pairs = registrationStates.flatMap((state) => registrationActs.map((act) => [state, act] as const));

describe('a registration', () => {
  it.each(pairs)('that is %s meets %s', (state, act) => {
    const [, , after = null] = lawful.find(([from, word]) => from === state && word === act) ?? [];
    expect(stateAfter(state, act)).toBe(after);
    expect(possibleActs(state).includes(act)).toBe(after !== null);
  });
});
