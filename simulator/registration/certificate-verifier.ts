// The door of the cutover: whether a certificate of conformance holds, by the issuers this bureau was told to trust (B-8, V-3).
import type { Static } from 'typebox';
import { Type } from '../../protocol/schema.ts';
import { verifySm2Sm3 } from '../../protocol/sm2.ts';
import { readInstant } from '../../protocol/timestamp.ts';
import { createFormReader } from '../control/read-form.ts';
import { canonicalJson } from './canonical-json.ts';

/** What the cutover looks at; `certify` names more in one, and all of it is signed. */
const Certificate = Type.Object({
  format: Type.Literal('liandiao-certificate/1'),
  client: Type.String({ minLength: 1 }),
  suiteVersion: Type.String({ minLength: 1 }),
  /** Classes of V-1 in which the client is conformant. */
  classes: Type.Array(Type.String()),
  /** `yyyy-MM-ddTHH:mm:ss.SSS+08:00`; at this instant it no longer holds. */
  notAfter: Type.String(),
});
export type Certificate = Static<typeof Certificate>;

/** The file: `signature` is SM2-SM3 (E-3) over the canonical JSON of `certificate`. */
const SignedCertificate = Type.Object(
  { certificate: Certificate, signature: Type.String() },
  { additionalProperties: false },
);

export type CertificateFinding =
  | { readonly ok: true; readonly certificate: Certificate }
  | { readonly ok: false; readonly reasons: readonly string[] };

/** `file` is the parsed JSON of the certificate; `now` in ms since the epoch. Everything that speaks against it is told. */
export type CertificateVerifier = (file: unknown, now: number) => CertificateFinding;

const readSigned = createFormReader(SignedCertificate);

const judgeContent = ({ classes, notAfter }: Certificate, now: number): string[] => {
  const end = readInstant(notAfter);
  return [
    ...(end === null ? [`notAfter is ${JSON.stringify(notAfter)}, no instant yyyy-MM-ddTHH:mm:ss.SSS+08:00`] : []),
    ...(end !== null && end <= now ? [`it ended at ${notAfter}`] : []),
    ...(classes.includes('core') ? [] : ['it does not name the class core, which every client must hold (V-1)']),
  ];
};

/** `issuers`: SM2 public keys as PEM. With none, no certificate holds. */
export const createCertificateVerifier = (issuers: readonly string[]): CertificateVerifier => {
  const isSigned = (text: string, signature: string) => issuers.some((pem) => verifySm2Sm3(text, pem, signature));
  return (file, now) => {
    if (issuers.length === 0)
      return { ok: false, reasons: ['this bureau trusts no issuer; start it with --certificate-issuers FILE'] };
    const signed = readSigned(file);
    if (!signed.ok)
      return { ok: false, reasons: signed.problems.map(({ pointer, detail }) => `${pointer || 'the file'} ${detail}`) };
    const { certificate, signature } = signed.value;
    const reasons = [
      ...(isSigned(canonicalJson(certificate), signature) ? [] : ['no trusted issuer has signed it']),
      ...judgeContent(certificate, now),
    ];
    return reasons.length > 0 ? { ok: false, reasons } : { ok: true, certificate };
  };
};
