// A form as an enterprise hands it in, an issuer of certificates, and an office without a bureau around it.
import { createPublicKey } from 'node:crypto';
import { createSm2KeyPair, signSm2Sm3 } from '../../../protocol/sm2.ts';
import type { Controlled, OfficeAnswer, View } from '../../../simulator/control/controlled.ts';
import { createSeededBytes } from '../../../simulator/randomness.ts';
import { patchRegister, readTenantPatch } from '../../../simulator/register/read-register.ts';
import type { Register } from '../../../simulator/register/register.ts';
import { canonicalJson } from '../../../simulator/registration/canonical-json.ts';
import { createCertificateVerifier } from '../../../simulator/registration/certificate-verifier.ts';
import { createRegistrationOffice } from '../../../simulator/registration/registration-office.ts';
import { openRegistrationStore } from '../../../simulator/registration/registration-store.ts';
import { makeSm2Certificate } from '../../../simulator/tls/certificate.ts';
import { createSm2Root } from '../../../simulator/tls/sm2-root.ts';
import { application, noon, seller } from '../operations/books.ts';

export const sm2Root = createSm2Root(null);

export const form = {
  enterprise: {
    name: '新商贸有限公司',
    taxNo: '91440300MA5EW1BM6B',
    kind: 'general',
    legalRepresentative: '王五',
    address: '深圳市示范路2号',
  },
  documents: [
    { kind: 'business-licence', reference: 'licence.pdf' },
    { kind: 'legal-representative-identity', reference: 'identity.pdf' },
  ],
  types: ['81', '82'],
  limits: { '81': '100000.00' },
  quota: '500000.00',
  technical: { encryptType: 'SM4-ECB', interfaces: ['invoice.issue', 'invoice.query'] },
};

export const issuer = createSm2KeyPair();

export const certificate = {
  format: 'liandiao-certificate/1',
  client: 'erp-of-the-test',
  suiteVersion: '1.0.0',
  classes: ['core', 'restart'],
  notAfter: '2027-11-23T12:00:00.000+08:00',
};

export const signed = (content: object, privateKeyPem = issuer.privateKeyPem) => ({
  certificate: content,
  signature: signSm2Sm3(canonicalJson(content), privateKeyPem),
});

/** The office of a tenant with the usual seller and application; its clock stands at noon until it is moved. */
export const openOffice = (options: { path?: string; issuers?: readonly string[] } = {}) => {
  let register: Register = {
    settings: { issue: 'synchronous', issueDelayMs: 5000, deliveryDelayMs: 60_000 },
    sellers: new Map([[seller.taxNo, seller]]),
    applications: new Map([[application.appId, application]]),
  };
  let now = noon;
  const patch = async (body: unknown): Promise<Controlled<View>> => {
    const read = readTenantPatch(body);
    const next = read.ok ? patchRegister(register, read.value) : read;
    if (!next.ok) return next;
    register = next.value;
    return { ok: true, value: {} };
  };
  const tenant = {
    register: () => register,
    patch,
    now: () => now,
    certify: async ({ appId, publicKeyPem }: { appId: string; publicKeyPem: string }) => {
      const validity = { notBefore: now, notAfter: now + 86_400_000 };
      const holder = { appId, publicKey: createPublicKey(publicKeyPem), validity };
      return { ok: true as const, value: { certificatePem: makeSm2Certificate(holder, sm2Root().keys) } };
    },
    takenAppIds: () => new Set(register.applications.keys()),
  };
  const office = createRegistrationOffice({
    store: openRegistrationStore(options.path ?? null),
    random: createSeededBytes('office'),
    verifier: createCertificateVerifier(options.issuers ?? [issuer.publicKeyPem]),
    tenant,
  });
  /** Does the acts one after the other; the last answer. */
  const through = async (id: string, ...acts: readonly (readonly [Parameters<typeof office.act>[0], unknown?])[]) => {
    let last: OfficeAnswer = office.find(id);
    for (const [act, body = {}] of acts) last = await office.act(act, id, body);
    return last;
  };
  return {
    office,
    through,
    tenant,
    moveTo: (epochMs: number) => {
      now = epochMs;
    },
    /** Hands the form in; the id. */
    apply: (body: unknown = form) => {
      const taken = office.apply(body);
      return taken.ok ? String(taken.value['id']) : '';
    },
  };
};

export const gist = (answer: OfficeAnswer) =>
  answer.ok
    ? answer.value['state']
    : [answer.status, ...answer.problems.map(({ pointer, detail }) => `${pointer} ${detail}`)];
