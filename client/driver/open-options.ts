// The members of `open` as options of the client: address, keys, root, settings (D).
import type { Credentials } from '../credentials.ts';
import { defaultSettings, type Settings } from '../policy/settings.ts';
import type { ClientTls } from '../system-fetch.ts';
import type { TaxClientOptions } from '../tax-client-options.ts';
import { LineRefused, type OpenMessage, textOf } from './messages.ts';

type Members = Readonly<Record<string, unknown>>;

const oneOf = <const Words extends readonly string[]>(members: Members, name: string, words: Words): Words[number] => {
  const value = members[name];
  const word = words.find((known) => known === value);
  if (word !== undefined) return word;
  throw new LineRefused(`the member ${name} of open is not one of ${words.join(', ')} (D)`, null);
};

const optionalText = (members: Members, name: string): string | null => {
  const value = members[name];
  return typeof value === 'string' && value !== '' ? value : null;
};

const credentialsOf = (members: Members): Credentials => ({
  appId: textOf(members, 'appId'),
  appSecret: optionalText(members, 'appSecret') ?? '',
  sm4Key: textOf(members, 'sm4Key'),
  signType: oneOf(members, 'signType', ['HMAC-SM3', 'SM2-SM3']),
  encryptType: oneOf(members, 'encryptType', ['SM4-CBC', 'SM4-ECB']),
  privateKeyPem: optionalText(members, 'privateKeyPem'),
  bureauPublicKeyPem: optionalText(members, 'bureauPublicKeyPem'),
});

const clientTlsOf = (members: Members): ClientTls | null => {
  const given = members['clientTls'];
  if (typeof given !== 'object' || given === null) return null;
  const pair: Members = Object.fromEntries(Object.entries(given));
  return { certPem: textOf(pair, 'certPem'), keyPem: textOf(pair, 'keyPem') };
};

const settingsOf = (members: Members): Settings => {
  const given = members['settings'];
  const wishes: Members = typeof given === 'object' && given !== null ? Object.fromEntries(Object.entries(given)) : {};
  const { retryLadderMs, responseTimeoutMs, pollFirstMs, deliveryDueMs } = wishes;
  return {
    retryLadderMs: Array.isArray(retryLadderMs) ? retryLadderMs.map(Number) : defaultSettings.retryLadderMs,
    responseTimeoutMs: typeof responseTimeoutMs === 'number' ? responseTimeoutMs : defaultSettings.responseTimeoutMs,
    pollFirstMs: typeof pollFirstMs === 'number' ? pollFirstMs : defaultSettings.pollFirstMs,
    deliveryDueMs: typeof deliveryDueMs === 'number' ? deliveryDueMs : defaultSettings.deliveryDueMs,
  };
};

export type Opening = Pick<TaxClientOptions, 'baseUrl' | 'format' | 'credentials' | 'ca' | 'clientTls' | 'settings'> & {
  /** Where the session's orders survive a kill (D-6); null where the kit named no folder. */
  readonly stateDir: string | null;
};

/** Throws LineRefused for members that are missing or of another kind. */
export const readOpening = ({ members }: OpenMessage): Opening => ({
  baseUrl: textOf(members, 'baseUrl'),
  format: oneOf(members, 'format', ['json', 'xml']),
  credentials: credentialsOf(members),
  ca: optionalText(members, 'ca'),
  clientTls: clientTlsOf(members),
  settings: settingsOf(members),
  stateDir: optionalText(members, 'stateDir'),
});
