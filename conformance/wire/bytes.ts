// Bytes and texts beneath the wire: UTF-8, hexadecimal and strict base64 (E-4), without repairing anything.

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const utf8 = new TextEncoder();

export const writeUtf8 = (text: string): Uint8Array => utf8.encode(text);

/** The text, or null where the bytes are not UTF-8. */
export const readUtf8 = (bytes: Uint8Array): string | null => {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return null;
  }
};

/** Standard alphabet with padding, no line breaks, no stray bits in the last character; null otherwise: it is what is written again. */
export const readBase64 = (text: string): Uint8Array | null => {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
};

export const writeBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** Lower-case hexadecimal of the bytes. */
export const writeHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

export const readHex = (hex: string): Uint8Array => Buffer.from(hex, 'hex');

export const joinBytes = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);
