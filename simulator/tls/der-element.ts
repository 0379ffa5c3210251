// Reads where the elements of a DER file (X.690) lie: certificates and requests for them that others wrote.

/** The element that begins at `start`; throws RangeError where the bytes end before it does. */
export type DerElement = {
  readonly tag: number;
  readonly start: number;
  readonly content: number;
  readonly end: number;
};

export const elementAt = (der: Buffer, start: number): DerElement => {
  const first = der.readUInt8(start + 1);
  const digits = first < 0x80 ? 0 : first & 0x7f;
  const content = start + 2 + digits;
  const end = content + (digits === 0 ? first : der.readUIntBE(start + 2, digits));
  if (end > der.length) throw new RangeError(`a DER element ends ${end - der.length} bytes behind its file`);
  return { tag: der.readUInt8(start), start, content, end };
};
