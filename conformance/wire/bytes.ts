// Bytes and texts beneath the wire: UTF-8, hexadecimal and strict base64 (E-4), without repairing anything.

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const base64Form = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export const writeUtf8 = (text: string): number[] => [...new TextEncoder().encode(text)];

/** The text, or null where the bytes are not UTF-8. */
export const readUtf8 = (bytes: ArrayLike<number>): string | null => {
  try {
    return strictUtf8.decode(Uint8Array.from(bytes));
  } catch {
    return null;
  }
};

/** Standard alphabet with padding, no line breaks, no stray bits in the last character; null otherwise. */
export const readBase64 = (text: string): number[] | null => {
  if (!base64Form.test(text)) return null;
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? [...bytes] : null;
};

export const writeBase64 = (bytes: ArrayLike<number>): string => Buffer.from(Uint8Array.from(bytes)).toString('base64');

/** Lower-case hexadecimal of the bytes. */
export const writeHex = (bytes: ArrayLike<number>): string => Buffer.from(Uint8Array.from(bytes)).toString('hex');

export const readHex = (hex: string): number[] => [...Buffer.from(hex, 'hex')];
