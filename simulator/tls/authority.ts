// The bureau's certificate authority (T-1): makes root and leaf at the first start, keeps them, renews them in time.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import type { FalseCertificate, ServedPair } from '../doors/disguise.ts';
import { type KeyPair, makeClientCertificate, makeLeaf, makeRoot } from './certificate.ts';
import { openKeyFolder } from './key-folder.ts';

export type Authority = {
  /** What clients are to trust. */
  readonly rootPem: string;
  /** What the doors serve with. */
  readonly leaf: ServedPair;
  /** What no client may trust (C-18), made at its first use: the right names under another root, or the right root for another host. */
  readonly falsePair: (certificate: FalseCertificate) => ServedPair;
  /** A client certificate for the TLS handshake of this application, PEM (T-6); `now` is real time. */
  readonly certifyClient: (holder: {
    readonly appId: string;
    readonly publicKey: KeyObject;
    readonly now: number;
  }) => string;
};

const dayMs = 24 * 3600 * 1000;
/** Clients whose clock is a day slow can still come in. */
const backdatedMs = dayMs;
const rootLifeMs = 3650 * dayMs;
/** Platforms refuse server certificates of more than 398 days. */
const leafLifeMs = 397 * dayMs;
const renewBeforeMs = 30 * dayMs;

type Root = { readonly keys: KeyPair; readonly pem: string; readonly notAfter: number };

const privatePem = (key: KeyObject): string => String(key.export({ type: 'pkcs8', format: 'pem' }));

const createKeys = (): KeyPair => generateKeyPairSync('ec', { namedCurve: 'prime256v1' });

/** The certificate if it belongs to the key and has time left, else null; files that are no certificates count as absent. */
const readPair = (
  pem: string | null,
  keyPem: string | null,
  now: number,
): { readonly certificate: X509Certificate; readonly privateKey: KeyObject } | null => {
  if (pem === null || keyPem === null) return null;
  try {
    const certificate = new X509Certificate(pem);
    const privateKey = createPrivateKey(keyPem);
    const lasts = certificate.validToDate.getTime() - renewBeforeMs > now;
    return lasts && certificate.checkPrivateKey(privateKey) ? { certificate, privateKey } : null;
  } catch {
    return null;
  }
};

const openRoot = (folder: ReturnType<typeof openKeyFolder>, now: number): Root => {
  const pem = folder.read('root.pem');
  const kept = readPair(pem, folder.read('root-key.pem'), now);
  if (pem !== null && kept?.certificate.ca) {
    const keys = { privateKey: kept.privateKey, publicKey: createPublicKey(kept.privateKey) };
    return { keys, pem, notAfter: kept.certificate.validToDate.getTime() };
  }
  const keys = createKeys();
  const notAfter = now + rootLifeMs;
  const made = makeRoot(keys, { notBefore: now - backdatedMs, notAfter });
  folder.write('root-key.pem', privatePem(keys.privateKey));
  folder.write('root.pem', made);
  return { keys, pem: made, notAfter };
};

const openLeaf = (folder: ReturnType<typeof openKeyFolder>, root: Root, now: number): Authority['leaf'] => {
  const [cert, key] = [folder.read('leaf.pem'), folder.read('leaf-key.pem')];
  const kept = readPair(cert, key, now);
  if (cert !== null && key !== null && kept?.certificate.verify(root.keys.publicKey)) return { cert, key };
  const keys = createKeys();
  const validity = { notBefore: now - backdatedMs, notAfter: Math.min(now + leafLifeMs, root.notAfter) };
  const made = { cert: makeLeaf(keys.publicKey, root.keys, validity), key: privatePem(keys.privateKey) };
  folder.write('leaf-key.pem', made.key);
  folder.write('leaf.pem', made.cert);
  return made;
};

/** Reserved for examples (RFC 2606): nobody asks for it. */
const anotherHost = 'another-bureau.example';

const makeFalsePair = (certificate: FalseCertificate, root: Root, now: number): ServedPair => {
  const keys = createKeys();
  const validity = { notBefore: now - backdatedMs, notAfter: Math.min(now + leafLifeMs, root.notAfter) };
  const cert =
    certificate === 'foreign-root'
      ? makeLeaf(keys.publicKey, createKeys(), validity)
      : makeLeaf(keys.publicKey, root.keys, { ...validity, host: anotherHost });
  return { cert, key: privatePem(keys.privateKey) };
};

/**
 * Opens the authority below `dataDir`/tls, or one that lives in memory for null. `now` is real time in epoch ms: clients
 * judge certificates by it. A pair that is missing, damaged or within 30 days of its end is made anew.
 * Throws the system's error when the folder cannot be written.
 */
export const openAuthority = (options: { readonly dataDir: string | null; readonly now: number }): Authority => {
  const folder = openKeyFolder(options.dataDir === null ? null : join(options.dataDir, 'tls'));
  const root = openRoot(folder, options.now);
  const falsePairs = new Map<FalseCertificate, ServedPair>();
  return {
    rootPem: root.pem,
    leaf: openLeaf(folder, root, options.now),
    falsePair: (certificate) => {
      const made = falsePairs.get(certificate) ?? makeFalsePair(certificate, root, options.now);
      falsePairs.set(certificate, made);
      return made;
    },
    certifyClient: ({ appId, publicKey, now }) => {
      const validity = { notBefore: now - backdatedMs, notAfter: Math.min(now + leafLifeMs, root.notAfter) };
      return makeClientCertificate({ appId, publicKey, validity }, root.keys);
    },
  };
};
