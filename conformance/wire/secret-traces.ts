// What a secret looks like where it should not be: as itself, as a list of bytes, in hexadecimal, in base64 at any offset (C-13).
import { joinBytes, readHex, writeBase64, writeHex, writeUtf8 } from './bytes.ts';

/** Base64 packs three bytes into four characters: the characters that a neighbour could change are left out. */
const base64Traces = (bytes: Uint8Array): string[] =>
  [0, 1, 2].map((before) => {
    const text = writeBase64(joinBytes(new Uint8Array(before), bytes));
    const whole = Math.floor(((before + bytes.length) * 8) / 6);
    return text.slice(Math.ceil((before * 8) / 6), whole);
  });

const urlSafe = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_');

const tracesOfBytes = (bytes: Uint8Array): string[] => {
  const packed = base64Traces(bytes);
  return [bytes.join(','), writeHex(bytes), writeHex(bytes).toUpperCase(), ...packed, ...packed.map(urlSafe)];
};

/** Of a secret that is a text. */
export const tracesOfText = (text: string): readonly string[] => [text, ...tracesOfBytes(writeUtf8(text))];

/** Of a key that is written in hexadecimal: its text in either case, and its bytes. */
export const tracesOfHex = (hex: string): readonly string[] => [
  ...tracesOfText(hex),
  ...tracesOfText(hex.toUpperCase()),
  ...tracesOfBytes(readHex(hex)),
];
