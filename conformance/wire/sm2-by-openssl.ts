// SM2-SM3 by the OpenSSL below Node, twelve times as fast as in JavaScript: the first of the judge's two opinions (E-3).
import { createHash, createPublicKey, createVerify, type KeyObject } from 'node:crypto';
import { readBase64, readHex, writeUtf8 } from './bytes.ts';

/** ENTL (128 bits) and the user id 1234567812345678, then a, b, xG and yG of GB/T 32918.5: what Z covers before the key. */
const beforeKey = readHex(
  '008031323334353637383132333435363738' +
    'fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc' +
    '28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93' +
    '32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7' +
    'bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0',
);
const pointBytes = 64;

type Verifier = { readonly key: KeyObject; readonly z: Uint8Array };

/** Reading a key costs more than half of a verification; a session has two. */
const verifiers = new Map<string, Verifier>();
const mostVerifiers = 256;

const readVerifier = (publicKeyPem: string): Verifier => {
  const key = createPublicKey(publicKeyPem);
  const point = key.export({ type: 'spki', format: 'der' }).subarray(-pointBytes);
  return { key, z: createHash('sm3').update(beforeKey).update(point).digest() };
};

const verifierOf = (publicKeyPem: string): Verifier => {
  const known = verifiers.get(publicKeyPem);
  if (known) return known;
  if (verifiers.size >= mostVerifiers) verifiers.clear();
  const made = readVerifier(publicKeyPem);
  verifiers.set(publicKeyPem, made);
  return made;
};

/** Named its digest, OpenSSL adds no Z of its own: it goes before the text. False for whatever it cannot read or take. */
export const verifySm2ByOpenssl = (text: string, publicKeyPem: string, signature: string): boolean => {
  const der = readBase64(signature);
  if (!der || der.length === 0) return false;
  try {
    const { key, z } = verifierOf(publicKeyPem);
    return createVerify('sm3').update(z).update(writeUtf8(text)).verify(key, der);
  } catch {
    return false;
  }
};
