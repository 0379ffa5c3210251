// The certificates that applications are to be bound to (E-3): issued by this bureau, for an SM2 key, and valid today.
import type { ControlProblem } from '../control/controlled.ts';
import { judgeCertificate } from '../tls/judge-certificate.ts';

/** `now` is the tenant's, ms since the epoch; the root is only opened when there is something to judge. */
export const judgeCertificates = (
  applications: readonly { readonly certificatePem?: string | undefined }[],
  { rootPem, now }: { readonly rootPem: () => string; readonly now: number },
): ControlProblem[] =>
  applications.flatMap(({ certificatePem }, at) => {
    const detail = certificatePem === undefined ? null : judgeCertificate(certificatePem, rootPem(), now);
    const remedy = 'Have one issued: POST /control/v1/tenants/{id}/certificates.';
    return detail === null ? [] : [{ pointer: `/applications/${at}/certificatePem`, detail, remedy }];
  });
