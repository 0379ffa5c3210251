// The office where applications are registered: it takes forms, checks, gives credentials and decides on the cutover (B-8).
import type { RandomBytes } from '../../protocol/randomness.ts';
import { writeInstant } from '../../protocol/timestamp.ts';
import type { Controlled, ControlProblem, OfficeAnswer, RegistrationOffice, View } from '../control/controlled.ts';
import { createFormReader } from '../control/read-form.ts';
import type { Application } from '../register/application.ts';
import type { Register } from '../register/register.ts';
import { UnusableData } from '../unusable-data.ts';
import { GrantedApproval, HandedInCertificate, Rejection } from './act-requests.ts';
import { applicationOf, approvalOf, sellerOf } from './approve.ts';
import type { CertificateVerifier } from './certificate-verifier.ts';
import { drawCredentials } from './credentials.ts';
import { judgeCertificate, judgeCutover, wantedOf } from './judge-cutover.ts';
import { bindKey, type Certify } from './key-in-form.ts';
import { CutoverSettings, type Registration, viewRegistration } from './registration.ts';
import { readRegistrationForm, type Technical } from './registration-form.ts';
import { possibleActs, type RegistrationAct, stateAfter } from './registration-state.ts';
import type { RegistrationStore } from './registration-store.ts';

/** The tenant whose register the office keeps. */
export type OfficeTenant = {
  readonly register: () => Register;
  readonly patch: (body: unknown) => Promise<Controlled<View>>;
  /** A certificate of this bureau for an application's SM2 key (E-3). */
  readonly certify: Certify;
  /** Ms since the epoch. */
  readonly now: () => number;
  /** Every appId of the bureau. */
  readonly takenAppIds: () => ReadonlySet<string>;
};
export type OfficeOptions = {
  readonly store: RegistrationStore;
  readonly tenant: OfficeTenant;
  readonly random: RandomBytes;
  readonly verifier: CertificateVerifier;
};
export type OpenedOffice = RegistrationOffice & {
  /** Enters into the register what was approved before the bureau was stopped. */
  readonly takeUp: () => Promise<void>;
};

const refused = (status: 400 | 404 | 409, problems: readonly ControlProblem[]): OfficeAnswer => ({
  ok: false,
  status,
  problems,
});

/** What an act makes of a registration; `given` are new credentials, to be shown once. */
type Deed = Controlled<{
  readonly changed: Partial<Registration>;
  readonly note: string;
  readonly given?: Application;
}>;
type Acting = { readonly registration: Registration; readonly body: unknown } & OfficeOptions;

const readApproval = createFormReader(GrantedApproval);
const readReason = createFormReader(Rejection);
const readCertificate = createFormReader(HandedInCertificate);
const readCutover = createFormReader(CutoverSettings);

/** With credentials drawn for it, and a certificate where it brought one or asked for one. */
const makeApplication = async (
  environment: Application['environment'],
  { random, tenant }: Acting,
  about: { readonly technical: Technical; readonly sellers: readonly string[] },
): Promise<Controlled<Application>> => {
  const credentials = drawCredentials(random, tenant.takenAppIds());
  const binding = await bindKey(about.technical, credentials.appId, tenant.certify);
  if (!binding.ok) return binding;
  return { ok: true, value: applicationOf(environment, credentials, { ...about, binding: binding.value }) };
};

const approve = async (acting: Acting): Promise<Deed> => {
  const { registration, tenant, body } = acting;
  const { form } = registration;
  const granted = readApproval(body);
  if (!granted.ok) return granted;
  const { approval, problems } = approvalOf(form, granted.value, tenant.register());
  if (problems.length > 0) return { ok: false, problems };
  const test = await makeApplication('test', acting, {
    technical: form.technical ?? {},
    sellers: [form.enterprise.taxNo],
  });
  if (!test.ok) return test;
  const isKnown = tenant.register().sellers.has(form.enterprise.taxNo);
  const sellers = isKnown ? [] : [sellerOf(form, approval)];
  const entered = await tenant.patch({ sellers, applications: [test.value] });
  if (!entered.ok) return entered;
  const changed = { approval, test: test.value };
  return { ok: true, value: { changed, note: 'documents checked', given: test.value } };
};

const reject = async ({ body }: Acting): Promise<Deed> => {
  const reason = readReason(body);
  return reason.ok ? { ok: true, value: { changed: {}, note: reason.value.reason } } : reason;
};

const certify = async ({ body, verifier, tenant }: Acting): Promise<Deed> => {
  const file = readCertificate(body);
  if (!file.ok) return file;
  const { certificate } = file.value;
  const problems = judgeCertificate(certificate, verifier, tenant.now());
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: { changed: { certificate }, note: 'the certificate of conformance holds' } };
};

const requestCutover = async ({ body }: Acting): Promise<Deed> => {
  const cutover = readCutover(body);
  if (!cutover.ok) return cutover;
  return { ok: true, value: { changed: { cutover: cutover.value }, note: 'production asked for' } };
};

const cutover = async (acting: Acting): Promise<Deed> => {
  const { registration, tenant, verifier } = acting;
  const problems = judgeCutover(registration, { register: tenant.register(), verifier, now: tenant.now() });
  if (problems.length > 0) return { ok: false, problems };
  const production = await makeApplication('production', acting, wantedOf(registration));
  if (!production.ok) return production;
  const entered = await tenant.patch({ applications: [production.value] });
  if (!entered.ok) return entered;
  const changed = { production: production.value };
  return { ok: true, value: { changed, note: 'in production', given: production.value } };
};

const acts: Readonly<Record<RegistrationAct, (acting: Acting) => Promise<Deed>>> = {
  approve,
  reject,
  certify,
  'request-cutover': requestCutover,
  cutover,
};

/** The refusals of these acts are about clauses, not about the form of the body. */
const conflicts: ReadonlySet<RegistrationAct> = new Set(['approve', 'certify', 'cutover']);

const unknown = (id: string): OfficeAnswer =>
  refused(404, [
    {
      pointer: '',
      detail: `there is no registration ${JSON.stringify(id)}`,
      remedy: 'GET /control/v1/registrations lists them.',
    },
  ]);

const impossible = (act: RegistrationAct, { state }: Registration): OfficeAnswer =>
  refused(409, [
    {
      pointer: '',
      detail: `${act} is not possible: the registration is ${state} (B-8)`,
      remedy: `Possible now: ${possibleActs(state).join(', ') || 'nothing'}.`,
    },
  ]);

const credentialsOf = ({ environment, appId, appSecret, sm4Key, certificatePem }: Application): View => ({
  ...{ environment, appId, appSecret, sm4Key },
  ...(certificatePem === undefined ? {} : { certificatePem }),
});

const enact = async (act: RegistrationAct, id: string, about: OfficeOptions & { readonly body: unknown }) => {
  const registration = about.store.find(id);
  if (!registration) return unknown(id);
  const state = stateAfter(registration.state, act);
  if (state === null) return impossible(act, registration);
  const deed = await acts[act]({ ...about, registration });
  if (!deed.ok) return refused(conflicts.has(act) ? 409 : 400, deed.problems);
  const { changed, note, given } = deed.value;
  const history = [...registration.history, { at: writeInstant(about.tenant.now()), act, note }];
  const next: Registration = { ...registration, ...changed, state, history };
  about.store.put(next);
  const value = { ...viewRegistration(next), ...(given ? { credentials: credentialsOf(given) } : {}) };
  return { ok: true, value } as const;
};

const take = (body: unknown, { store, tenant, random }: OfficeOptions): OfficeAnswer => {
  const form = readRegistrationForm(body, tenant.now());
  if (!form.ok) return refused(400, form.problems);
  const registration: Registration = {
    id: `REG-${Buffer.from(random(6)).toString('hex')}`,
    state: 'applied',
    form: form.value,
    ...{ approval: null, certificate: null, cutover: null, test: null, production: null },
    history: [{ at: writeInstant(tenant.now()), act: 'apply', note: 'handed in' }],
  };
  store.put(registration);
  return { ok: true, value: viewRegistration(registration) };
};

/** A certificate of a bureau whose root was lost, or of other days, is issued anew for the same key. */
const renew = async (application: Application, { certify }: OfficeTenant): Promise<Application> => {
  const { appId, certificatePem } = application;
  const issued = certificatePem === undefined ? null : await certify({ appId, publicKeyPem: certificatePem });
  return issued?.ok ? { ...application, certificatePem: String(issued.value['certificatePem']) } : application;
};

/** A seller of the demonstration, or one changed since by hand, is left as it stands. */
const enter = async ({ id, form, approval, test, production }: Registration, tenant: OfficeTenant): Promise<void> => {
  const applications = [test, production].filter((application) => application !== null);
  if (approval === null || applications.length === 0) return;
  const isKnown = tenant.register().sellers.has(form.enterprise.taxNo);
  const sellers = isKnown ? [] : [sellerOf(form, approval)];
  const asKept = await tenant.patch({ sellers, applications });
  const entered = asKept.ok
    ? asKept
    : await tenant.patch({ sellers, applications: await Promise.all(applications.map((one) => renew(one, tenant))) });
  if (!entered.ok) {
    const [first] = entered.problems;
    throw new UnusableData(
      `registrations.json: what was approved as ${id} cannot be entered: ${first?.pointer} ${first?.detail}`,
      'Mend it there, or move the file away to begin without registrations.',
    );
  }
};

export const createRegistrationOffice = (options: OfficeOptions): OpenedOffice => {
  const { store, tenant } = options;
  let last: Promise<unknown> = Promise.resolve();
  return {
    list: () => store.all().map(viewRegistration),
    find: (id) => {
      const found = store.find(id);
      return found ? { ok: true, value: viewRegistration(found) } : unknown(id);
    },
    apply: (body) => take(body, options),
    act: (act, id, body) => {
      const turn = last.then(() => enact(act, id, { ...options, body }));
      last = turn.catch(() => undefined);
      return turn;
    },
    takeUp: async () => {
      for (const registration of store.all()) await enter(registration, tenant);
    },
  };
};
