// A request for a certificate (PKCS#10, RFC 2986) with an SM2 key: whose key it is, shown by its own signature (E-3).
import { createPublicKey } from 'node:crypto';
import { verifySm2Sm3, verifyStraySm2 } from '../../protocol/sm2.ts';
import { elementAt } from './der-element.ts';

export type RequestReading =
  | { readonly ok: true; readonly publicKeyPem: string }
  | { readonly ok: false; readonly detail: string };

/** `NEW` is what some tools write before it. */
const form =
  /^\s*-----BEGIN (NEW )?CERTIFICATE REQUEST-----([0-9A-Za-z+/=\s]+)-----END (NEW )?CERTIFICATE REQUEST-----\s*$/;
const longestRequest = 20_000;

/** SEQUENCE{ SEQUENCE{version, subject, key, attributes}, algorithm, BIT STRING }. */
const partsOf = (der: Buffer) => {
  const whole = elementAt(der, 0);
  const body = elementAt(der, whole.content);
  const version = elementAt(der, body.content);
  const subject = elementAt(der, version.end);
  const key = elementAt(der, subject.end);
  const algorithm = elementAt(der, body.end);
  const signature = elementAt(der, algorithm.end);
  if (whole.end !== der.length || signature.end !== whole.end || signature.tag !== 0x03)
    throw new RangeError('not the three parts of a request');
  return {
    body: der.subarray(body.start, body.end),
    key: der.subarray(key.start, key.end),
    // The first byte of a bit string counts its unused bits.
    signature: der.subarray(signature.content + 1, signature.end),
  };
};

/** With the customary user id, or with the empty one that `openssl req` takes unless told otherwise: both show who holds the key. */
const isSignedBy = (publicKeyPem: string, body: Uint8Array, signature: string): boolean =>
  verifySm2Sm3(body, publicKeyPem, signature) || verifyStraySm2(body, { publicKeyPem, userId: '' }, signature);

/** The key of a request that can be trusted to come from who holds it, or what is wrong with it. */
export const readSm2Request = (pem: string): RequestReading => {
  const base64 = pem.length > longestRequest ? undefined : form.exec(pem)?.[2];
  if (base64 === undefined) return { ok: false, detail: 'is no certificate request in PEM (PKCS#10)' };
  try {
    const { body, key, signature } = partsOf(Buffer.from(base64, 'base64'));
    const publicKeyPem = String(
      createPublicKey({ key, format: 'der', type: 'spki' }).export({ type: 'spki', format: 'pem' }),
    );
    const holds = isSignedBy(publicKeyPem, body, signature.toString('base64'));
    return holds ? { ok: true, publicKeyPem } : { ok: false, detail: 'is not signed by the key that it names' };
  } catch (error) {
    const isKey = error instanceof TypeError;
    return { ok: false, detail: isKey ? 'has no SM2 key (E-3)' : 'is no request that can be read (PKCS#10)' };
  }
};
