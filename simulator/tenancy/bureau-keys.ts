// The SM2 pair with which the bureau of a tenant signs its answers (E-7): kept beside the tenant's books.
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { dirname, join } from 'node:path';
import { createSm2KeyPair } from '../../protocol/sm2.ts';
import { openKeyFolder } from '../tls/key-folder.ts';

export type BureauKeys = ReturnType<typeof createSm2KeyPair>;

const readKept = (privateKeyPem: string | null): BureauKeys | null => {
  if (privateKeyPem === null) return null;
  const publicKey = createPublicKey(createPrivateKey(privateKeyPem));
  return { privateKeyPem, publicKeyPem: String(publicKey.export({ type: 'spki', format: 'pem' })) };
};

/**
 * Made once, when the first SM2 application or view needs it; books in memory have keys in memory. Throws the system's
 * error for a kept key that cannot be read: another one would make every client disbelieve the bureau.
 */
export const createBureauKeys = (id: string, databasePath: string): (() => BureauKeys) => {
  const folder = openKeyFolder(databasePath === ':memory:' ? null : join(dirname(databasePath), 'sm2'));
  const name = `${id}-key.pem`;
  const open = (): BureauKeys => {
    const kept = readKept(folder.read(name));
    if (kept) return kept;
    const made = createSm2KeyPair();
    folder.write(name, made.privateKeyPem);
    return made;
  };
  let keys: BureauKeys | null = null;
  return () => {
    keys ??= open();
    return keys;
  };
};
