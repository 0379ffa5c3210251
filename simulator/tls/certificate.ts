// Makes the two kinds of certificates of the bureau (T-1): its root, and the leaf with which it serves.
import { createHash, type KeyObject, randomBytes, sign } from 'node:crypto';
import { bits, integer, objectId, octets, sequence, set, tagged, taggedBare, text, time, yes } from './der.ts';

export type KeyPair = { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
export type Validity = { readonly notBefore: number; readonly notAfter: number };

const ecdsaWithSha256 = sequence(objectId('1.2.840.10045.4.3.2'));

const nameOf = (commonName: string): Buffer => sequence(set(sequence(objectId('2.5.4.3'), text(commonName))));

/** RFC 5280 4.2.1.2, method 1: SHA-1 over the key's bits, which are the last 65 bytes of a P-256 SPKI. */
const keyIdentifier = (key: KeyObject): Buffer =>
  createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }).subarray(-65))
    .digest();

const critical = (id: string, value: Uint8Array): Buffer => sequence(objectId(id), yes(), octets(value));
const extension = (id: string, value: Uint8Array): Buffer => sequence(objectId(id), octets(value));
const subjectKeyIdentifier = (key: KeyObject): Buffer => extension('2.5.29.14', octets(keyIdentifier(key)));
const authorityKeyIdentifier = (key: KeyObject): Buffer =>
  extension('2.5.29.35', sequence(taggedBare(0, keyIdentifier(key))));

const issue = (certificate: {
  readonly issuer: { readonly name: string; readonly privateKey: KeyObject };
  readonly subject: { readonly name: string; readonly publicKey: KeyObject };
  readonly validity: Validity;
  readonly extensions: readonly Uint8Array[];
}): string => {
  const { issuer, subject, validity, extensions } = certificate;
  const body = sequence(
    tagged(0, integer(Buffer.from([2]))),
    integer(randomBytes(16)),
    ecdsaWithSha256,
    nameOf(issuer.name),
    sequence(time(validity.notBefore), time(validity.notAfter)),
    nameOf(subject.name),
    subject.publicKey.export({ type: 'spki', format: 'der' }),
    tagged(3, sequence(...extensions)),
  );
  const der = sequence(body, ecdsaWithSha256, bits(sign('sha256', body, issuer.privateKey)));
  const lines = der.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
};

/** Named by its key, so that the roots of two bureaus are not mistaken for each other. */
const rootNameOf = (key: KeyObject): string => `liandiao bureau root ${keyIdentifier(key).toString('hex', 0, 4)}`;

/** Self-signed root, PEM: critical basicConstraints CA without further CAs, critical keyUsage keyCertSign and cRLSign. */
export const makeRoot = (keys: KeyPair, validity: Validity): string => {
  const name = rootNameOf(keys.publicKey);
  return issue({
    issuer: { name, privateKey: keys.privateKey },
    subject: { name, publicKey: keys.publicKey },
    validity,
    extensions: [
      critical('2.5.29.19', sequence(yes(), integer(Buffer.from([0])))),
      critical('2.5.29.15', bits(Buffer.from([0b0000_0110]), 1)),
      subjectKeyIdentifier(keys.publicKey),
      authorityKeyIdentifier(keys.publicKey),
    ],
  });
};

const loopbackNames = sequence(
  taggedBare(2, Buffer.from('localhost')),
  taggedBare(7, Buffer.from([127, 0, 0, 1])),
  taggedBare(7, Buffer.from([...new Uint8Array(15), 1])),
);

/** Server certificate for localhost, 127.0.0.1 and ::1, PEM. */
export const makeLeaf = (leafKey: KeyObject, root: KeyPair, validity: Validity): string =>
  issue({
    issuer: { name: rootNameOf(root.publicKey), privateKey: root.privateKey },
    subject: { name: 'localhost', publicKey: leafKey },
    validity,
    extensions: [
      critical('2.5.29.19', sequence()),
      critical('2.5.29.15', bits(Buffer.from([0b1000_0000]), 7)),
      extension('2.5.29.37', sequence(objectId('1.3.6.1.5.5.7.3.1'))),
      extension('2.5.29.17', loopbackNames),
      subjectKeyIdentifier(leafKey),
      authorityKeyIdentifier(root.publicKey),
    ],
  });
