// The keys of an application and the address it was registered at, looked over before anything is signed with them.
import { type EncryptType, isSm4Key } from '../protocol/cipher.ts';
import { signSm2Sm3, verifySm2Sm3 } from '../protocol/sm2.ts';
import { OptionsRefused } from './options-refused.ts';

export type Credentials = {
  readonly appId: string;
  readonly appSecret: string;
  /** 32 hexadecimal characters (E-4). */
  readonly sm4Key: string;
  readonly signType: 'HMAC-SM3' | 'SM2-SM3';
  readonly encryptType: EncryptType;
  /** PKCS#8 or SEC1; needed with SM2-SM3 to sign (E-3). */
  readonly privateKeyPem?: string | null;
  /** Needed with SM2-SM3 to believe an answer (E-3, C-2). */
  readonly bureauPublicKeyPem?: string | null;
};

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

const addressProblem = (baseUrl: string): string | null => {
  if (!URL.canParse(baseUrl)) return 'baseUrl is not a URL; give one that ends in /test/v1 or /production/v1 (T-2)';
  const { protocol, hostname } = new URL(baseUrl);
  if (protocol === 'https:' || (protocol === 'http:' && loopback.has(hostname))) return null;
  return 'baseUrl is not https; plain http is for loopback only (T-1)';
};

/** Both keys are tried once here: a key that cannot be used must be found before an order leaves, not after. */
const pemProblem = (privateKeyPem: string, bureauPublicKeyPem: string): string | null => {
  try {
    signSm2Sm3('', privateKeyPem);
  } catch {
    return 'credentials.privateKeyPem is not an SM2 private key in PEM (E-3)';
  }
  try {
    verifySm2Sm3('', bureauPublicKeyPem, '');
  } catch {
    return 'credentials.bureauPublicKeyPem is not an SM2 public key or certificate in PEM (E-3)';
  }
  return null;
};

const keyProblem = (credentials: Credentials): string | null => {
  if (credentials.appId === '') return 'credentials.appId is empty; it is given at registration (E)';
  if (!isSm4Key(credentials.sm4Key)) return 'credentials.sm4Key is not 32 hexadecimal characters (E-4)';
  if (!['SM4-CBC', 'SM4-ECB'].includes(credentials.encryptType))
    return 'credentials.encryptType is neither SM4-CBC nor SM4-ECB (E)';
  if (credentials.signType === 'HMAC-SM3')
    return credentials.appSecret === '' ? 'credentials.appSecret is empty; HMAC-SM3 signs with it (E-2)' : null;
  if (credentials.signType !== 'SM2-SM3') return 'credentials.signType is neither HMAC-SM3 nor SM2-SM3 (E)';
  if (!credentials.privateKeyPem) return 'credentials.privateKeyPem is missing; SM2-SM3 signs with it (E-3)';
  if (!credentials.bureauPublicKeyPem)
    return 'credentials.bureauPublicKeyPem is missing; without it no SM2 answer can be believed (C-2)';
  return pemProblem(credentials.privateKeyPem, credentials.bureauPublicKeyPem);
};

/** Throws OptionsRefused when the client could not speak with the bureau by these options. */
export const judgeOptions = (options: { readonly baseUrl: string; readonly credentials: Credentials }): void => {
  const problem = addressProblem(options.baseUrl) ?? keyProblem(options.credentials);
  if (problem !== null) throw new OptionsRefused(problem);
};
