// The bureau's authority certifies the key of an application: for its SM2 signatures, by the tenant's clock (E-3), or for the TLS handshake (T-6).
import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Static } from 'typebox';
import { Type } from '../../protocol/schema.ts';
import { verifySm2Sm3 } from '../../protocol/sm2.ts';
import { writeInstant } from '../../protocol/timestamp.ts';
import type { Controlled, View } from '../control/controlled.ts';
import { createFormReader } from '../control/read-form.ts';
import { strict, told, words } from '../register/schema-parts.ts';
import { makeSm2Certificate } from '../tls/certificate.ts';
import { readSm2Request } from '../tls/certificate-request.ts';
import type { World } from './world.ts';

export const CertificateRequest = Type.Object(
  {
    appId: told(
      'Whom it names; the application need not be registered yet.',
      Type.String({ pattern: '^[0-9A-Za-z_-]{1,64}$' }),
    ),
    publicKeyPem: Type.Optional(Type.String()),
    csrPem: Type.Optional(
      told('Instead of the key: a request that its holder has signed (PKCS#10, SM2).', Type.String()),
    ),
    use: Type.Optional(told('`signature` unless told otherwise.', words(['signature', 'client']))),
    validDays: Type.Optional(
      told(
        "Of a signature's certificate, from today on; 397 unless told otherwise.",
        Type.Integer({ minimum: 1, maximum: 3650 }),
      ),
    ),
  },
  strict,
);
type Certifiable = Omit<Static<typeof CertificateRequest>, 'csrPem'> & { readonly publicKeyPem: string };
const readCertificateRequest = createFormReader(CertificateRequest);

const dayMs = 24 * 3600 * 1000;
const usualDays = 397;

const isSm2 = ({ publicKeyPem }: Certifiable): boolean => {
  try {
    verifySm2Sm3('', publicKeyPem, '');
    return true;
  } catch {
    return false;
  }
};

const refuseKey = (detail: string, curve: string): Controlled<View> => ({
  ok: false,
  problems: [
    {
      pointer: '/publicKeyPem',
      detail,
      remedy: `Send the public half of such a pair as PEM, e.g. of \`openssl ecparam -name ${curve} -genkey\`.`,
    },
  ],
});

const readP256 = (pem: string): KeyObject | null => {
  // Node would take the public half out of it: whoever sends a private key should learn that it was sent.
  if (pem.includes('PRIVATE KEY')) return null;
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : null;
  } catch {
    return null;
  }
};

/** For the handshake, where real time counts: 397 days from now. */
const certifyClient = ({ options }: World, { appId, publicKeyPem }: Certifiable): Controlled<View> => {
  const key = readP256(publicKeyPem);
  if (!key) return refuseKey('is no public key on the curve P-256 (T-6)', 'prime256v1');
  return { ok: true, value: { appId, use: 'client', certificatePem: options.certifyClient(appId, key) } };
};

const certifySigner = ({ options, clock }: World, request: Certifiable): Controlled<View> => {
  if (!isSm2(request)) return refuseKey('is no SM2 public key (E-3)', 'SM2');
  const { appId, publicKeyPem, validDays = usualDays } = request;
  const root = options.sm2Root();
  // Certificates know whole seconds only.
  const notBefore = Math.floor(clock.now() / 1000) * 1000;
  const validity = { notBefore, notAfter: notBefore + validDays * dayMs };
  const certificatePem = makeSm2Certificate({ appId, publicKey: createPublicKey(publicKeyPem), validity }, root.keys);
  return {
    ok: true,
    value: {
      appId,
      use: 'signature',
      certificatePem,
      rootPem: root.pem,
      notBefore: writeInstant(validity.notBefore),
      notAfter: writeInstant(validity.notAfter),
    },
  };
};

/** The request with the key that it is about, which stands there or in a request of PKCS#10. */
const keyOf = ({ csrPem, publicKeyPem, ...rest }: Static<typeof CertificateRequest>): Controlled<Certifiable> => {
  const refuse = (pointer: string, detail: string): Controlled<Certifiable> => ({
    ok: false,
    problems: [{ pointer, detail, remedy: 'Send publicKeyPem, or csrPem as `openssl req -new -sm3` writes it.' }],
  });
  if ((csrPem === undefined) === (publicKeyPem === undefined)) return refuse('', 'has one of publicKeyPem and csrPem');
  if (csrPem === undefined) return { ok: true, value: { ...rest, publicKeyPem: publicKeyPem ?? '' } };
  if (rest.use === 'client') return refuse('/csrPem', 'is for signatures; a client certificate needs publicKeyPem');
  const reading = readSm2Request(csrPem);
  if (!reading.ok) return refuse('/csrPem', reading.detail);
  return { ok: true, value: { ...rest, publicKeyPem: reading.publicKeyPem } };
};

/** A certificate as PEM, one for signatures with the root above it; refused for a key of another kind. The bureau never sees the private key. */
export const issueCertificate = (world: World, body: unknown): Controlled<View> => {
  const asked = readCertificateRequest(body);
  if (!asked.ok) return asked;
  const request = keyOf(asked.value);
  if (!request.ok) return request;
  return request.value.use === 'client' ? certifyClient(world, request.value) : certifySigner(world, request.value);
};
