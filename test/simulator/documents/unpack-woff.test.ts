import { describe, expect, it } from 'vitest';
import { readFontFile, sliceOf } from '../../../simulator/documents/font-files.ts';
import { unpackWoff } from '../../../simulator/documents/unpack-woff.ts';

describe('unpackWoff', () => {
  it('gives the plain font, its tables where its directory says', async () => {
    const font = await readFontFile('latin');
    const tables = Array.from({ length: font.readUInt16BE(4) }, (_, at) => {
      const entry = font.subarray(12 + at * 16);
      return { tag: entry.toString('latin1', 0, 4), offset: entry.readUInt32BE(8), length: entry.readUInt32BE(12) };
    });
    const end = Math.max(...tables.map(({ offset, length }) => offset + length));
    expect(tables.map(({ tag }) => tag)).toEqual(expect.arrayContaining(['cmap', 'glyf', 'head', 'loca']));
    expect(font.length - end).toBeLessThan(4);
    const head = tables.find(({ tag }) => tag === 'head');
    expect(font.readUInt32BE((head?.offset ?? 0) + 12).toString(16)).toBe('5f0f3cf5');
  });

  it.each([Buffer.from('not a font'), Buffer.alloc(0)])('refuses what is no WOFF', (bytes) => {
    expect(() => unpackWoff(bytes)).toThrow(RangeError);
  });
});

describe('sliceOf', () => {
  it.each([
    ['鱻', '24'],
    ['Ж', 'cyrillic'],
    ['\u{1f600}', null],
  ])('knows which slice is said to hold %s', async (character, slice) => {
    expect(await sliceOf(character.codePointAt(0) ?? 0)).toBe(slice);
  });
});
