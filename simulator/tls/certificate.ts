// Makes the certificates of the bureau: its roots, the leaf with which it serves (T-1), and those of applications (E-3).
import { createHash, type KeyObject, randomBytes, sign } from 'node:crypto';
import { signSm2Sm3 } from '../../protocol/sm2.ts';
import { bits, integer, objectId, octets, sequence, set, tagged, taggedBare, text, time, yes } from './der.ts';

export type KeyPair = { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
export type Validity = { readonly notBefore: number; readonly notAfter: number };

/** How an issuer signs: the algorithm's DER identifier, and the signature of a body. */
type Signing = { readonly algorithm: Uint8Array; readonly sign: (body: Uint8Array, key: KeyObject) => Uint8Array };

const ecdsaWithSha256: Signing = {
  algorithm: sequence(objectId('1.2.840.10045.4.3.2')),
  sign: (body, key) => sign('sha256', body, key),
};
/** GM/T 0006: the issuer's Z has the customary user id (`-vfyopt distid:1234567812345678` for OpenSSL). */
const sm2WithSm3: Signing = {
  algorithm: sequence(objectId('1.2.156.10197.1.501')),
  sign: (body, key) => Buffer.from(signSm2Sm3(body, String(key.export({ type: 'pkcs8', format: 'pem' }))), 'base64'),
};

const nameOf = (commonName: string): Buffer => sequence(set(sequence(objectId('2.5.4.3'), text(commonName))));

/** RFC 5280 4.2.1.2, method 1: SHA-1 over the key's bits, which are the last 65 bytes of an SPKI of either curve. */
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
  readonly signing: Signing;
  readonly subject: { readonly name: string; readonly publicKey: KeyObject };
  readonly validity: Validity;
  readonly extensions: readonly Uint8Array[];
}): string => {
  const { issuer, signing, subject, validity, extensions } = certificate;
  const body = sequence(
    tagged(0, integer(Buffer.from([2]))),
    integer(randomBytes(16)),
    signing.algorithm,
    nameOf(issuer.name),
    sequence(time(validity.notBefore), time(validity.notAfter)),
    nameOf(subject.name),
    subject.publicKey.export({ type: 'spki', format: 'der' }),
    tagged(3, sequence(...extensions)),
  );
  const der = sequence(body, signing.algorithm, bits(signing.sign(body, issuer.privateKey)));
  const lines = der.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
};

/** Named by its key, so that the roots of two bureaus are not mistaken for each other. */
const rootNameOf = (key: KeyObject): string => `liandiao bureau root ${keyIdentifier(key).toString('hex', 0, 4)}`;

const selfSigned = (keys: KeyPair, validity: Validity, signing: Signing): string => {
  const name = rootNameOf(keys.publicKey);
  return issue({
    issuer: { name, privateKey: keys.privateKey },
    signing,
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

/** Self-signed root, PEM: critical basicConstraints CA without further CAs, critical keyUsage keyCertSign and cRLSign. */
export const makeRoot = (keys: KeyPair, validity: Validity): string => selfSigned(keys, validity, ecdsaWithSha256);

/** As `makeRoot`, for a pair of SM2: what the certificates of applications are signed with. */
export const makeSm2Root = (keys: KeyPair, validity: Validity): string => selfSigned(keys, validity, sm2WithSm3);

const dnsName = (name: string): Buffer => taggedBare(2, Buffer.from(name));
const loopbackNames = sequence(
  dnsName('localhost'),
  taggedBare(7, Buffer.from([127, 0, 0, 1])),
  taggedBare(7, Buffer.from([...new Uint8Array(15), 1])),
);

/** Server certificate for localhost, 127.0.0.1 and ::1, or for another host alone; PEM. */
export const makeLeaf = (
  leafKey: KeyObject,
  root: KeyPair,
  { host, ...validity }: Validity & { host?: string },
): string =>
  issue({
    issuer: { name: rootNameOf(root.publicKey), privateKey: root.privateKey },
    signing: ecdsaWithSha256,
    subject: { name: host ?? 'localhost', publicKey: leafKey },
    validity,
    extensions: [
      critical('2.5.29.19', sequence()),
      critical('2.5.29.15', bits(Buffer.from([0b1000_0000]), 7)),
      extension('2.5.29.37', sequence(objectId('1.3.6.1.5.5.7.3.1'))),
      extension('2.5.29.17', host === undefined ? loopbackNames : sequence(dnsName(host))),
      subjectKeyIdentifier(leafKey),
      authorityKeyIdentifier(root.publicKey),
    ],
  });

/** Whom a certificate names, and for how long. */
export type Holder = { readonly appId: string; readonly publicKey: KeyObject; readonly validity: Validity };

const certify = (holder: Holder, root: KeyPair, kind: { readonly signing: Signing; readonly usage: Uint8Array[] }) =>
  issue({
    issuer: { name: rootNameOf(root.publicKey), privateKey: root.privateKey },
    signing: kind.signing,
    subject: { name: holder.appId, publicKey: holder.publicKey },
    validity: holder.validity,
    extensions: [
      critical('2.5.29.19', sequence()),
      ...kind.usage,
      subjectKeyIdentifier(holder.publicKey),
      authorityKeyIdentifier(root.publicKey),
    ],
  });

/** Certificate for an application's SM2 signatures, PEM: keyUsage digitalSignature and nonRepudiation (E-3). */
export const makeSm2Certificate = (holder: Holder, root: KeyPair): string =>
  certify(holder, root, { signing: sm2WithSm3, usage: [critical('2.5.29.15', bits(Buffer.from([0b1100_0000]), 6))] });

/** Certificate with which an application shows itself in the TLS handshake, PEM: extendedKeyUsage clientAuth. */
export const makeClientCertificate = (holder: Holder, root: KeyPair): string =>
  certify(holder, root, {
    signing: ecdsaWithSha256,
    usage: [
      critical('2.5.29.15', bits(Buffer.from([0b1000_0000]), 7)),
      extension('2.5.29.37', sequence(objectId('1.3.6.1.5.5.7.3.2'))),
    ],
  });
