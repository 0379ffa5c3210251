// The SM2 key of an application as its form brings it: bare, in a certificate of anybody's, or in a request for one (E-3, B-8).
import { X509Certificate } from 'node:crypto';
import type { Controlled, ControlProblem, View } from '../control/controlled.ts';
import type { Application } from '../register/application.ts';
import { judgeKey } from '../register/register.ts';
import { readSm2Request } from '../tls/certificate-request.ts';
import { judgeDays } from '../tls/judge-certificate.ts';

export type KeyInForm = {
  readonly signType?: Application['signType'] | undefined;
  readonly publicKeyPem?: string | undefined;
  readonly certificatePem?: string | undefined;
  readonly csrPem?: string | undefined;
};

const waysIn = ['publicKeyPem', 'certificatePem', 'csrPem'] as const;

export const keyRemedy = 'Bring the SM2 public key, its certificate or a request for one (PKCS#10), as PEM.';

/** The certificate may be anybody's: what binds is the bureau's own, issued for its key. */
const judgeCertificate = (pem: string, now: number): string | null => {
  try {
    const certificate = new X509Certificate(pem);
    const key = String(certificate.publicKey.export({ type: 'spki', format: 'pem' }));
    return judgeKey({ publicKeyPem: key }).length > 0 ? 'has no SM2 key (E-3)' : judgeDays(pem, now);
  } catch {
    return 'is no certificate in PEM';
  }
};

const judgeEach = (technical: KeyInForm, now: number): readonly (readonly [string, string | null])[] => {
  const { certificatePem, csrPem, ...rest } = technical;
  const reading = csrPem === undefined ? null : readSm2Request(csrPem);
  const hasOther = certificatePem !== undefined || csrPem !== undefined;
  const bare = hasOther && rest.publicKeyPem === undefined ? [] : judgeKey(rest);
  return [
    ...bare.map((detail) => ['publicKeyPem', detail] as const),
    ['certificatePem', certificatePem === undefined ? null : judgeCertificate(certificatePem, now)],
    ['csrPem', reading === null || reading.ok ? null : reading.detail],
  ];
};

/** `at` is the pointer above the members, `now` the bureau's time in ms since the epoch. */
export const judgeKeyInForm = (technical: KeyInForm, at: string, now: number): ControlProblem[] => {
  const given = waysIn.filter((name) => technical[name] !== undefined);
  if (given.length > 1)
    return [
      { pointer: at, detail: `has ${given.join(' and ')}: one of them binds (E-3)`, remedy: 'Leave one of them.' },
    ];
  return judgeEach(technical, now).flatMap(([name, detail]) =>
    detail === null ? [] : [{ pointer: `${at}/${name}`, detail, remedy: keyRemedy }],
  );
};

export type Certify = (request: { readonly appId: string; readonly publicKeyPem: string }) => Promise<Controlled<View>>;
/** What of its key stands in the register. */
export type Binding = Pick<Application, 'publicKeyPem' | 'certificatePem'>;

const keyOf = ({ certificatePem, csrPem }: KeyInForm): string | null => {
  const reading = csrPem === undefined ? null : readSm2Request(csrPem);
  return certificatePem ?? (reading?.ok ? reading.publicKeyPem : null);
};

/** A bare key is bound bare; for a certificate or a request the bureau issues one of its own, which names the application. */
export const bindKey = async (technical: KeyInForm, appId: string, certify: Certify): Promise<Controlled<Binding>> => {
  const { publicKeyPem } = technical;
  const certified = keyOf(technical);
  if (certified === null) return { ok: true, value: publicKeyPem === undefined ? {} : { publicKeyPem } };
  const issued = await certify({ appId, publicKeyPem: certified });
  return issued.ok ? { ok: true, value: { certificatePem: String(issued.value['certificatePem']) } } : issued;
};
