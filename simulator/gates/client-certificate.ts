// An application registered for mutual TLS shows its client certificate in the handshake (T-6).
import type { ClientCertificate } from '../doors/client-certificate.ts';
import type { GateVerdict } from '../operations/decision.ts';
import type { Application } from '../register/application.ts';
import { verdictOf } from './verdict.ts';

const judged = (shown: ClientCertificate | null, appId: string): string | null => {
  if (!shown) return 'none';
  if (shown.distrust !== null) return `one that does not hold (${shown.distrust})`;
  return shown.commonName === appId ? null : `one of ${shown.commonName.slice(0, 64)}`;
};

/** 2001 without a valid one of its own; null for applications that are not registered so: no gate stands in their way. */
export const judgeClientCertificate = (
  application: Application,
  shown: () => ClientCertificate | null,
): GateVerdict | null => {
  if (application.clientTls !== true) return null;
  const received = judged(shown(), application.appId);
  const expected = `HTTPS with a client certificate of this bureau for ${application.appId}`;
  return verdictOf('client-certificate', 'T-6', received === null ? null : { returnCode: '2001', expected, received });
};
