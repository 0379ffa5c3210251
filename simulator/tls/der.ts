// Writes the few ASN.1 values (DER, X.690) that the bureau's own certificates are made of.
// By hand, because the usual library costs 130 to 190 ms at a first start, and the bureau is to be ready in 300.

const element = (tag: number, content: Uint8Array): Buffer => {
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const digits = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  if (length > 0xffff) throw new RangeError(`a DER element of ${length} bytes has no place in a certificate`);
  return Buffer.concat([Buffer.from([tag, ...digits]), content]);
};

export const sequence = (...parts: readonly Uint8Array[]): Buffer => element(0x30, Buffer.concat(parts));
export const set = (...parts: readonly Uint8Array[]): Buffer => element(0x31, Buffer.concat(parts));
export const octets = (content: Uint8Array): Buffer => element(0x04, content);
export const text = (value: string): Buffer => element(0x0c, Buffer.from(value));
export const yes = (): Buffer => element(0x01, Buffer.from([0xff]));

/** A non-negative integer from its big-endian bytes. */
export const integer = (bytes: Uint8Array): Buffer => {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = first < 0 ? Buffer.from([0]) : Buffer.from(bytes.subarray(first));
  return element(0x02, (digits[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), digits]) : digits);
};

/** `unusedBits` of the last byte belong to no bit. */
export const bits = (content: Uint8Array, unusedBits = 0): Buffer =>
  element(0x03, Buffer.concat([Buffer.from([unusedBits]), content]));

/** From the dotted form, e.g. `2.5.29.19`. */
export const objectId = (dotted: string): Buffer => {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = rest.flatMap((arc) => {
    const septets = [arc & 0x7f];
    for (let left = arc >> 7; left > 0; left >>= 7) septets.unshift((left & 0x7f) | 0x80);
    return septets;
  });
  return element(0x06, Buffer.from([first * 40 + second, ...bytes]));
};

/** RFC 5280 4.1.2.5: UTCTime through 2049, GeneralizedTime from 2050; seconds, in UTC. */
export const time = (epochMs: number): Buffer => {
  const digits = new Date(epochMs).toISOString().replace(/[-:T]|\.\d+/g, '');
  return digits < '2050' ? element(0x17, Buffer.from(digits.slice(2))) : element(0x18, Buffer.from(digits));
};

/** Context tag `[number]`, holding other elements or, primitive, bare content. */
export const tagged = (number: number, content: Uint8Array): Buffer => element(0xa0 | number, content);
export const taggedBare = (number: number, content: Uint8Array): Buffer => element(0x80 | number, content);
