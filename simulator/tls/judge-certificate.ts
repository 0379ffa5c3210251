// Whether a certificate may stand for an application: its key, its issuer and its days (E-3).
import { X509Certificate } from 'node:crypto';
import { verifySm2Sm3 } from '../../protocol/sm2.ts';
import { writeInstant } from '../../protocol/timestamp.ts';
import { elementAt } from './der-element.ts';

/** Node verifies SM2 signatures of certificates without the customary user id, so it is done here. */
const isIssuedBy = (certificate: X509Certificate, rootPem: string): boolean => {
  const der = certificate.raw;
  const bodyAt = elementAt(der, 0).content;
  const body = der.subarray(bodyAt, elementAt(der, bodyAt).end);
  const algorithmEnd = elementAt(der, bodyAt + body.length).end;
  const signature = elementAt(der, algorithmEnd);
  // The first byte of a bit string counts its unused bits.
  return verifySm2Sm3(body, rootPem, der.subarray(signature.content + 1, signature.end).toString('base64'));
};

const isSm2Key = (pem: string): boolean => {
  try {
    verifySm2Sm3('', pem, '');
    return true;
  } catch {
    return false;
  }
};

/** What is wrong with its days at `now` (ms since the epoch), or null. */
export const judgeDays = (pem: string, now: number): string | null => {
  const { validFromDate, validToDate } = new X509Certificate(pem);
  if (now < validFromDate.getTime()) return `is not valid before ${writeInstant(validFromDate.getTime())}`;
  return now > validToDate.getTime() ? `expired at ${writeInstant(validToDate.getTime())}` : null;
};

/** What is wrong with a certificate that is to be bound, or null: no certificate, no SM2 key, another issuer, other days. */
export const judgeCertificate = (pem: string, rootPem: string, now: number): string | null => {
  // Views show what is bound.
  if (pem.includes('PRIVATE KEY')) return 'has a private key beside it, which stays with its owner';
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(pem);
  } catch {
    return 'is no certificate in PEM';
  }
  if (!isSm2Key(pem)) return 'has no SM2 key';
  if (!isIssuedBy(certificate, rootPem)) return 'was not issued by this bureau';
  return judgeDays(pem, now);
};
