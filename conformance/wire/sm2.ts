// SM2-SM3 signatures (E-3) with the customary user id, DER in base64, keys in PEM.
import { createECDH } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import { readBase64, readHex, writeBase64, writeHex, writeUtf8 } from './bytes.ts';
import { verifySm2ByOpenssl } from './sm2-by-openssl.ts';

const userId = '1234567812345678';
const uncompressedPointBytes = 65;
const privateKeyBytes = 32;

const derOf = (pem: string): Uint8Array =>
  readBase64(pem.replace(/-----(BEGIN|END) [A-Z ]+-----/g, '').replace(/\s+/g, '')) ?? new Uint8Array();

/** The point of an SPKI key stands last in it; its algorithm is known by registration. Hexadecimal, beginning with 04. */
const publicPointOf = (publicKeyPem: string): string => writeHex(derOf(publicKeyPem).slice(-uncompressedPointBytes));

/** In SEC1 and PKCS#8 alike the number is an OCTET STRING of 32 bytes behind the version INTEGER 1. */
export const privateNumberOf = (privateKeyPem: string): string => {
  const hex = writeHex(derOf(privateKeyPem));
  const marker = '0201010420';
  const at = hex.indexOf(marker);
  return at < 0 ? '' : hex.slice(at + marker.length, at + marker.length + privateKeyBytes * 2);
};

/** The curve's object identifier 1.2.156.10197.1.301, as DER. */
const curveId = '06082a811ccf5501822d';

/** A number alone could be of another curve. */
export const isSm2PrivateKey = (pem: string): boolean =>
  privateNumberOf(pem) !== '' && writeHex(derOf(pem)).includes(curveId);

const privateKeyHead = '308187020100301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420';
const publicKeyHead = '3059301306072a8648ce3d020106082a811ccf5501822d034200';

const pemOf = (hex: string, kind: string): string => {
  const lines = writeBase64(readHex(hex)).match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${kind}-----\n${lines.join('\n')}\n-----END ${kind}-----\n`;
};

/** PKCS#8 and SPKI of the pair whose private number is `bytes` (32), its first bit cleared so that it is below the order. */
export const sm2KeyPairOf = (bytes: Uint8Array): { readonly privateKeyPem: string; readonly publicKeyPem: string } => {
  const number = writeHex(Uint8Array.of((bytes[0] ?? 0) & 0x7f, ...bytes.subarray(1)));
  const curve = createECDH('SM2');
  curve.setPrivateKey(number, 'hex');
  const point = curve.getPublicKey('hex');
  return {
    privateKeyPem: pemOf(`${privateKeyHead}${number}a144034200${point}`, 'PRIVATE KEY'),
    publicKeyPem: pemOf(`${publicKeyHead}${point}`, 'PUBLIC KEY'),
  };
};

/** base64 of DER `SEQUENCE{r,s}`; `privateKeyPem` is SEC1 or PKCS#8. */
export const signSm2Sm3 = (text: string, privateKeyPem: string): string =>
  writeBase64(
    readHex(sm2.doSignature(writeUtf8(text), privateNumberOf(privateKeyPem), { der: true, hash: true, userId })),
  );

/** Milliseconds a signature. */
const verifyInJavaScript = (text: string, publicKeyPem: string, signature: string): boolean => {
  const der = readBase64(signature);
  if (!der || der.length === 0) return false;
  try {
    const options = { der: true, hash: true, userId };
    return sm2.doVerifySignature(writeUtf8(text), writeHex(der), publicPointOf(publicKeyPem), options);
  } catch {
    return false;
  }
};

/**
 * Whether `signature` is one of `text` by the owner of the SPKI key; anything ill-formed is false. What OpenSSL refuses,
 * which is below bureau and reference client too, is asked again of the other library: nobody is convicted by one alone.
 */
export const verifySm2Sm3 = (text: string, publicKeyPem: string, signature: string): boolean =>
  verifySm2ByOpenssl(text, publicKeyPem, signature) || verifyInJavaScript(text, publicKeyPem, signature);
