// Which failures of the network prove that nothing was sent (C-11); every other one leaves the outcome unknown (C-8).

/** No connection came about: refused, no such name, no road, no certificate we trust, or a host with another name. */
const connectionNeverStood: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_SIGNATURE_FAILURE',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'CERT_CHAIN_TOO_LONG',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_NO_PROTOCOLS_AVAILABLE',
  'ERR_SSL_UNSUPPORTED_PROTOCOL',
  'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
  'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
  'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE',
]);

/** Node's words for a connection that was reset during the TLS handshake: its code alone (ECONNRESET) would not tell. */
const beforeHandshake = 'before secure TLS connection was established';

const deepestCause = 5;

const memberOf = (error: object, name: string): unknown => Reflect.get(error, name);

/** Whether `error`, thrown by a fetch, or something it was caused by, proves that no byte of the request left. */
export const provesNothingSent = (error: unknown): boolean => {
  let cause = error;
  for (let depth = 0; depth < deepestCause && typeof cause === 'object' && cause !== null; depth += 1) {
    const code = memberOf(cause, 'code');
    if (typeof code === 'string' && connectionNeverStood.has(code)) return true;
    if (memberOf(cause, 'syscall') === 'connect') return true;
    const message = memberOf(cause, 'message');
    if (typeof message === 'string' && message.includes(beforeHandshake)) return true;
    cause = memberOf(cause, 'cause');
  }
  return false;
};

/** What a fetch's error says, its cause included, for people: never the request itself. */
export const describeFailure = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `: ${error.cause.message || memberOf(error.cause, 'code')}` : '';
  return `${error.message}${cause}`;
};
