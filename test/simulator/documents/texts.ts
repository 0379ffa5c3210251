// Reads a PDF of the bureau back with poppler: its text, its pages as pictures, and the QR code on them.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jsQR from 'jsqr';

const keep = (pdf: Uint8Array): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'pdf-')), 'invoice.pdf');
  writeFileSync(file, pdf);
  return file;
};

/** The text of each page, blanks between characters left out: the form spaces its words for the eye. */
export const readPages = (pdf: Uint8Array): readonly string[] => {
  const text = execFileSync('pdftotext', ['-layout', keep(pdf), '-'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return text
    .split('\f')
    .slice(0, -1)
    .map((page) => page.replace(/[^\S\n]+/g, ''));
};

/** A page as poppler writes it: `P6`, width, height, 255, then three bytes a pixel. */
const readPicture = (ppm: Buffer) => {
  const [head = '', width = '', height = ''] = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(ppm.toString('latin1', 0, 40)) ?? [];
  const pixels = ppm.subarray(head.length);
  const data = new Uint8ClampedArray(Number(width) * Number(height) * 4).fill(255);
  for (let at = 0; at * 4 < data.length; at += 1) data.set(pixels.subarray(at * 3, at * 3 + 3), at * 4);
  return { data, width: Number(width), height: Number(height) };
};

/** What the QR code on the first page says. */
export const readQr = (pdf: Uint8Array): string | undefined => {
  const ppm = execFileSync('pdftoppm', ['-r', '150', '-f', '1', '-l', '1', keep(pdf)], { maxBuffer: 64 * 1024 * 1024 });
  const { data, width, height } = readPicture(ppm);
  return jsQR.default(data, width, height)?.data;
};

/** Names of all fonts and whether each is embedded. */
export const readFonts = (pdf: Uint8Array): string => execFileSync('pdffonts', [keep(pdf)], { encoding: 'utf8' });
