// Secrets of a session blotted out wherever they stand in a text (V-3: only reports mask).
import type { Evidence } from '../../evidence.ts';

const shortestSecret = 4;

/** A function that replaces the session's secrets; whatever the client echoed, they do not reach the report. */
export const createMask = ({
  appSecret,
  sm4Key,
  privateKeyPem = '',
}: Evidence['credentials']): ((text: string) => string) => {
  const secrets = [appSecret, sm4Key, sm4Key.toUpperCase(), privateKeyPem].filter(
    ({ length }) => length >= shortestSecret,
  );
  return (text) =>
    secrets
      .reduce((masked, secret) => masked.replaceAll(secret, '••••••'), text)
      .replace(
        /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
        '•••••• (private key)',
      );
};
