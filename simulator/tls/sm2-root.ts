// The root under which the certificates of SM2 applications stand (E-3): made at its first use, kept with the bureau's keys.
import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { createSm2KeyPair } from '../../protocol/sm2.ts';
import { type KeyPair, makeSm2Root } from './certificate.ts';
import { openKeyFolder } from './key-folder.ts';

export type Sm2Root = { readonly keys: KeyPair; readonly pem: string };

/** Tenants set their clocks where they like: it holds longer than one of them may stand. */
const validity = { notBefore: Date.UTC(2000, 0, 1), notAfter: Date.UTC(2099, 11, 31) };

const pairOf = (privateKeyPem: string): KeyPair => {
  const privateKey = createPrivateKey(privateKeyPem);
  return { privateKey, publicKey: createPublicKey(privateKey) };
};

const isPair = (pem: string, keys: KeyPair): boolean => {
  const spki = { type: 'spki', format: 'pem' } as const;
  return new X509Certificate(pem).publicKey.export(spki) === keys.publicKey.export(spki);
};

const readKept = (pem: string | null, keyPem: string | null): Sm2Root | null => {
  if (pem === null || keyPem === null) return null;
  try {
    const keys = pairOf(keyPem);
    return isPair(pem, keys) ? { keys, pem } : null;
  } catch {
    return null;
  }
};

const openSm2Root = (dataDir: string | null): Sm2Root => {
  const folder = openKeyFolder(dataDir === null ? null : join(dataDir, 'tls'));
  const kept = readKept(folder.read('sm2-root.pem'), folder.read('sm2-root-key.pem'));
  if (kept) return kept;
  const { privateKeyPem } = createSm2KeyPair();
  const keys = pairOf(privateKeyPem);
  const pem = makeSm2Root(keys, validity);
  folder.write('sm2-root-key.pem', privateKeyPem);
  folder.write('sm2-root.pem', pem);
  return { keys, pem };
};

/** The root below `dataDir`/tls, or one in memory for null; a pair that is missing or damaged is made anew. */
export const createSm2Root = (dataDir: string | null): (() => Sm2Root) => {
  let root: Sm2Root | null = null;
  return () => {
    root ??= openSm2Root(dataDir);
    return root;
  };
};
