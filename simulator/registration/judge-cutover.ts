// Whether an application may go over to production: a certificate that holds, and the settings it was tested with (B-8).
import type { ControlProblem } from '../control/controlled.ts';
import type { Register } from '../register/register.ts';
import type { CertificateVerifier } from './certificate-verifier.ts';
import { type ComparedSettings, compareSettings } from './compare-settings.ts';
import { judgeKeyInForm } from './key-in-form.ts';
import type { Registration } from './registration.ts';
import type { Technical } from './registration-form.ts';

/** What is asked for in production: what was approved, but for what the request for the cutover says otherwise. */
export const wantedOf = ({ form, approval, cutover }: Registration) => {
  const asked = cutover ?? {};
  const { publicKeyPem: _key, certificatePem: _certificate, csrPem: _request, ...tested } = form.technical ?? {};
  const { sellers = [form.enterprise.taxNo], types, limits, ...technical } = asked;
  return {
    technical: { ...tested, ...technical } satisfies Technical,
    sellers,
    types: types ?? approval?.types ?? [],
    limits: limits ?? approval?.limits ?? {},
  };
};

/** As the register has the test application now, not as it once was registered. */
const testedSettings = (registration: Registration, register: Register): ComparedSettings | null => {
  const application = register.applications.get(registration.test?.appId ?? '');
  const sellers = application?.sellers.flatMap((taxNo) => register.sellers.get(taxNo) ?? []) ?? [];
  if (!application) return null;
  return {
    signType: application.signType,
    encryptType: application.encryptType,
    interfaces: application.interfaces ?? null,
    sellers: application.sellers,
    types: [...new Set(sellers.flatMap(({ types }) => types))],
    limits: Object.assign({}, ...sellers.map(({ limits }) => limits ?? {})) as ComparedSettings['limits'],
  };
};

const wantedSettings = ({ technical, ...wanted }: ReturnType<typeof wantedOf>): ComparedSettings => ({
  signType: technical.signType ?? 'HMAC-SM3',
  encryptType: technical.encryptType ?? 'SM4-CBC',
  interfaces: technical.interfaces ?? null,
  ...wanted,
});

export const judgeCertificate = (file: unknown, verifier: CertificateVerifier, now: number): ControlProblem[] => {
  const finding = verifier(file, now);
  if (finding.ok) return [];
  return finding.reasons.map((detail) => ({
    pointer: '/certificate',
    detail: `the certificate of conformance does not hold: ${detail} (B-8)`,
    remedy: 'Certify the client, and hand in the certificate that an issuer trusted here has signed.',
  }));
};

const judgeSettings = (registration: Registration, register: Register): ControlProblem[] => {
  const tested = testedSettings(registration, register);
  if (!tested)
    return [{ pointer: '', detail: 'the test application is no longer registered', remedy: 'Apply and test again.' }];
  return compareSettings(tested, wantedSettings(wantedOf(registration))).map(({ member, test, production }) => ({
    pointer: `/${member}`,
    detail: `${member} in test: ${test}; asked for in production: ${production} (B-8)`,
    remedy: 'Request the cutover with the settings of the test, or change the test and certify anew.',
  }));
};

/** Everything that stands in the way. */
export const judgeCutover = (
  registration: Registration,
  at: { readonly register: Register; readonly verifier: CertificateVerifier; readonly now: number },
): ControlProblem[] => [
  ...judgeCertificate(registration.certificate, at.verifier, at.now),
  ...judgeSettings(registration, at.register),
  ...judgeKeyInForm(wantedOf(registration).technical, '', at.now).map(({ detail, ...rest }) => ({
    ...rest,
    detail: `${detail} for production`,
  })),
];
