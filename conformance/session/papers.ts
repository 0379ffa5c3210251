// What an application shows beside its keys: the certificate it signs under and the pair for the TLS handshake (E-3, T-6).
import { createECDH, createPrivateKey, createPublicKey } from 'node:crypto';
import type { Control } from '../bureau/control.ts';
import type { SessionForm } from '../scenario/scenario.ts';
import type { SeededRandom } from '../seeded-random.ts';
import type { SessionKeys } from './tenant-of.ts';

export type Papers = {
  readonly certificatePem: string | null;
  readonly clientTls: { readonly certPem: string; readonly keyPem: string } | null;
};

export const noPapers: Papers = { certificatePem: null, clientTls: null };

/** A pair on P-256, repeatable from the seed; the first bit is cleared so that the number is below the order. */
const drawTlsPair = (random: SeededRandom) => {
  const number = random.bytes(32);
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(Buffer.from([(number[0] ?? 0) & 0x7f, ...number.subarray(1)]));
  const point = curve.getPublicKey();
  const jwk = {
    ...{ kty: 'EC', crv: 'P-256', d: curve.getPrivateKey('base64url') },
    ...{ x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') },
  };
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  return {
    keyPem: String(key.export({ type: 'pkcs8', format: 'pem' })),
    publicKeyPem: String(createPublicKey(key).export({ type: 'spki', format: 'pem' })),
  };
};

/** Has the bureau certify the session's keys, and binds the certificate of an SM2 application in its register. */
export const drawPapers = async (
  control: Control,
  form: SessionForm,
  about: { readonly tenant: string; readonly keys: SessionKeys; readonly random: SeededRandom },
): Promise<Papers> => {
  const { appId, clientPublicKeyPem } = about.keys;
  const bind = async (publicKeyPem: string): Promise<string> => {
    const certificatePem = await control.certify(about.tenant, { appId, publicKeyPem, use: 'signature' });
    await control.patchTenant(about.tenant, { applications: [{ appId, certificatePem }] });
    return certificatePem;
  };
  const certifyTls = async () => {
    const { keyPem, publicKeyPem } = drawTlsPair(about.random);
    return { certPem: await control.certify(about.tenant, { appId, publicKeyPem, use: 'client' }), keyPem };
  };
  return {
    certificatePem: clientPublicKeyPem === undefined ? null : await bind(clientPublicKeyPem),
    clientTls: form.clientTls ? await certifyTls() : null,
  };
};
