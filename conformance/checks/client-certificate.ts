// transport.client-certificate: who was given a certificate for the TLS handshake shows it (T-6).
import type { Check, Finding } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import { readAttempts } from './attempt.ts';
import { attemptName, fail, listed, pass, say } from './finding.ts';

const judge = (evidence: Evidence): Finding | null => {
  const met = readAttempts(evidence).flatMap((attempt) => {
    const gate = attempt.exchange?.gates.find((one) => one.gate === 'client-certificate');
    return gate ? [{ attempt, gate }] : [];
  });
  if (met.length === 0) return null;
  const bare = met.flatMap(({ attempt, gate }) => (gate.verdict === 'refused' ? [attempt] : []));
  if (bare.length === 0) return pass(say('the certificate was shown each time', '每次握手均出示了证书'));
  return fail(say('the certificate it was given was not shown in the handshake', '握手时未出示所持证书'), {
    expected: say('the certificate of `clientTls` in every handshake', '每次握手出示 clientTls 的证书'),
    actual: listed(bare.map(attemptName)),
    attempts: bare,
  });
};

export const clientCertificate: Check = {
  id: 'transport.client-certificate',
  clauses: ['T-6'],
  level: 'must',
  scope: 'scenario',
  requirement: say(
    'A client that was given a certificate for the TLS handshake shows it.',
    '持有 TLS 客户端证书的，握手时须出示。',
  ),
  judge,
};
