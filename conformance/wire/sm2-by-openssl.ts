// SM2-SM3 by the OpenSSL below Node, twelve times as fast as in JavaScript: the first of the judge's two opinions (E-3).
import { createHash, createPublicKey, createVerify } from 'node:crypto';
import { readBase64, readHex, writeUtf8 } from './bytes.ts';
import { createMemo } from './memo.ts';

/** ENTL (128 bits) and the user id 1234567812345678, then a, b, xG and yG of GB/T 32918.5: what Z covers before the key. */
const beforeKey = readHex(
  '008031323334353637383132333435363738' +
    'fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc' +
    '28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93' +
    '32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7' +
    'bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0',
);
const pointBytes = 64;

/** Reading a key costs more than half of a verification. */
const verifierOf = createMemo((publicKeyPem) => {
  const key = createPublicKey(publicKeyPem);
  const point = key.export({ type: 'spki', format: 'der' }).subarray(-pointBytes);
  return { key, z: createHash('sm3').update(beforeKey).update(point).digest() };
});

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
