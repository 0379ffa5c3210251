// Fault `falseCertificate`: new connections are shown a certificate that no client may trust (C-18).
import { falseCertificates } from '../doors/disguise.ts';
import type { EffectKind } from './effect.ts';

/**
 * `{ falseCertificate: "foreign-root" }` or `"foreign-host"`, without `match`: there is no request yet; `when` counts
 * connections. Enacted by `watchListener` and the door. Who goes on all the same is served as ever, and the exchange
 * bears this fault.
 */
export const falseCertificateFault: EffectKind = {
  word: 'falseCertificate',
  companions: [],
  onlyBefore: 'no request has come yet',
  check: (effect) =>
    falseCertificates.some((certificate) => certificate === effect['falseCertificate'])
      ? null
      : { member: 'falseCertificate', detail: `is one of ${falseCertificates.join(', ')}` },
  act: () => null,
};
