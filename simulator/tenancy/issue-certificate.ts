// The bureau's authority certifies the key of an application: for its SM2 signatures (E-3), valid by the tenant's clock.
import { createPublicKey } from 'node:crypto';
import { type Static, Type } from 'typebox';
import { verifySm2Sm3 } from '../../protocol/sm2.ts';
import { writeInstant } from '../../protocol/timestamp.ts';
import type { Controlled, View } from '../control/controlled.ts';
import { createFormReader } from '../control/read-form.ts';
import { strict } from '../register/schema-parts.ts';
import { makeSm2Certificate } from '../tls/certificate.ts';
import type { World } from './world.ts';

const CertificateRequest = Type.Object(
  {
    /** Whom it names; the application need not be registered yet. */
    appId: Type.String({ pattern: '^[0-9A-Za-z_-]{1,64}$' }),
    publicKeyPem: Type.String(),
    /** From today on; 397 unless told otherwise. */
    validDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })),
  },
  strict,
);
type CertificateRequest = Static<typeof CertificateRequest>;
const readCertificateRequest = createFormReader(CertificateRequest);

const dayMs = 24 * 3600 * 1000;
const usualDays = 397;

const isSm2 = ({ publicKeyPem }: CertificateRequest): boolean => {
  try {
    verifySm2Sm3('', publicKeyPem, '');
    return true;
  } catch {
    return false;
  }
};

const notSm2: Controlled<View> = {
  ok: false,
  problems: [
    {
      pointer: '/publicKeyPem',
      detail: 'is no SM2 public key (E-3)',
      remedy: 'Send the public half of an SM2 pair as PEM, e.g. of `openssl ecparam -name SM2 -genkey`.',
    },
  ],
};

/** A certificate with the root above it, PEM; refused for a key that is not SM2. The bureau never sees the private key. */
export const issueCertificate = ({ options, clock }: World, body: unknown): Controlled<View> => {
  const request = readCertificateRequest(body);
  if (!request.ok) return request;
  if (!isSm2(request.value)) return notSm2;
  const { appId, publicKeyPem, validDays = usualDays } = request.value;
  const root = options.sm2Root();
  // Certificates know whole seconds only.
  const notBefore = Math.floor(clock.now() / 1000) * 1000;
  const validity = { notBefore, notAfter: notBefore + validDays * dayMs };
  const certificatePem = makeSm2Certificate({ appId, publicKey: createPublicKey(publicKeyPem), validity }, root.keys);
  return {
    ok: true,
    value: {
      appId,
      certificatePem,
      rootPem: root.pem,
      notBefore: writeInstant(validity.notBefore),
      notAfter: writeInstant(validity.notAfter),
    },
  };
};
