// Sets Chinese text on a page: finds a font for every character, measures, wraps, aligns and shrinks.
import { readFontFile, sliceOf } from './font-files.ts';

export type Align = 'left' | 'center' | 'right';
export type Place = { readonly x: number; readonly y: number; readonly width: number };
export type Style = { readonly size: number; readonly align?: Align; readonly color?: string };
type Run = { readonly font: string; readonly text: string };

type Canvas = PDFKit.PDFDocument;

export type Typesetter = {
  readonly widthOf: (text: string, size: number) => number;
  /** As many lines as it needs; breaks between any two characters, as Chinese does. */
  readonly wrap: (text: string, width: number, size: number) => readonly string[];
  /** One line; what is too wide is set smaller. `y` is the top of the line. */
  readonly line: (text: string, place: Place, style: Style) => void;
  /** Filled outlines instead of text: to be seen, not to be read or copied. */
  readonly outline: (text: string, place: Place, style: Style) => void;
  /** Paragraphs from the top of the place, as large as the height of it and `size` allow. */
  readonly block: (paragraphs: readonly string[], place: Place & { readonly height: number }, style: Style) => void;
};

const main = 'chinese-simplified';

/** The fonts of the package that hold these characters; for what none holds there is its number to read. */
const assign = async (
  characters: ReadonlySet<string>,
  holds: (subset: string, character: string) => Promise<boolean>,
): Promise<ReadonlyMap<string, Run>> => {
  const runs = new Map<string, Run>();
  for (const character of characters) {
    const codePoint = character.codePointAt(0) ?? 0;
    const slice = (await holds(main, character)) ? main : await sliceOf(codePoint);
    const held = slice !== null && (slice === main || (await holds(slice, character)));
    const named = `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`;
    runs.set(character, held ? { font: slice, text: character } : { font: main, text: named });
  }
  return runs;
};

/** Line height of running text by its size. */
const leading = 1.3;
const smallest = 3;

/** Characters that cannot be seen are not set. */
const isShown = (character: string): boolean => !/[\p{Cc}\p{Cf}]/u.test(character);

const join = (characters: readonly string[], assigned: ReadonlyMap<string, Run>): Run[] => {
  const runs: { font: string; text: string }[] = [];
  for (const character of characters.filter(isShown)) {
    const run = assigned.get(character) ?? { font: main, text: character };
    const last = runs.at(-1);
    if (last?.font === run.font) last.text += run.text;
    else runs.push({ ...run });
  }
  return runs;
};

/** Whether a registered font has a glyph. pdfkit asks the font itself and tells nobody; a slice that cannot be read has none. */
const hasGlyph = (canvas: Canvas, font: string, codePoint: number): boolean => {
  try {
    const { _font: chosen } = canvas.font(font) as unknown as ChosenFont;
    return chosen.font.hasGlyphForCodePoint(codePoint);
  } catch {
    return false;
  }
};
type Outline = { readonly scale: (x: number, y: number) => Outline; readonly toSVG: () => string };
type ChosenFont = {
  readonly _font: {
    readonly font: {
      readonly unitsPerEm: number;
      readonly ascent: number;
      readonly hasGlyphForCodePoint: (codePoint: number) => boolean;
      readonly glyphForCodePoint: (codePoint: number) => { readonly path: Outline; readonly advanceWidth: number };
    };
  };
};

const drawOutline =
  (canvas: Canvas): Typesetter['outline'] =>
  (text, { x, y, width }, { size, align = 'left', color = 'black' }) => {
    const { font } = (canvas.font(main) as unknown as ChosenFont)._font;
    const scale = size / font.unitsPerEm;
    const glyphs = [...text].map((character) => font.glyphForCodePoint(character.codePointAt(0) ?? 0));
    const used = glyphs.reduce((sum, glyph) => sum + glyph.advanceWidth * scale, 0);
    let at = x + { left: 0, center: (width - used) / 2, right: width - used }[align];
    for (const { path, advanceWidth } of glyphs) {
      canvas.save().translate(at, y + font.ascent * scale);
      canvas.path(path.scale(scale, -scale).toSVG()).fill(color);
      canvas.restore();
      at += advanceWidth * scale;
    }
  };

/** Reads the fonts that `texts` need and registers them; nothing but `texts` can be set afterwards. */
export const createTypesetter = async (canvas: Canvas, texts: readonly string[]): Promise<Typesetter> => {
  const registered = new Set<string>();
  const holds = async (subset: string, character: string): Promise<boolean> => {
    if (!registered.has(subset)) canvas.registerFont(subset, await readFontFile(subset));
    registered.add(subset);
    return hasGlyph(canvas, subset, character.codePointAt(0) ?? 0);
  };
  const assigned = await assign(new Set(texts.flatMap((text) => [...text]).filter(isShown)), holds);
  const runWidth = ({ font, text }: Run, size: number) => canvas.font(font).fontSize(size).widthOfString(text);
  const widthOf = (text: string, size: number): number =>
    join([...text], assigned).reduce((width, run) => width + runWidth(run, size), 0);
  /** At size 1: breaking lines asks for every character, again and again. */
  const advances = new Map<string, number>();
  const advanceOf = (character: string): number => {
    const advance = advances.get(character) ?? widthOf(character, 1000) / 1000;
    advances.set(character, advance);
    return advance;
  };
  const wrap = (text: string, width: number, size: number): readonly string[] => {
    const lines: string[] = [];
    let [line, filled] = ['', 0];
    for (const character of text) {
      const advance = advanceOf(character) * size;
      if (line !== '' && filled + advance > width) {
        lines.push(line);
        [line, filled] = ['', 0];
      }
      line += character;
      filled += advance;
    }
    return [...lines, line];
  };
  const line: Typesetter['line'] = (text, { x, y, width }, { size: wanted, align = 'left', color = 'black' }) => {
    const full = widthOf(text, wanted);
    const size = full > width ? (wanted * width) / full : wanted;
    const used = Math.min(full, width);
    let at = x + { left: 0, center: (width - used) / 2, right: width - used }[align];
    for (const run of join([...text], assigned)) {
      canvas.fillColor(color).font(run.font).fontSize(size);
      canvas.text(run.text, at, y + (wanted - size) / 2, { lineBreak: false });
      at += runWidth(run, size);
    }
  };
  return {
    widthOf,
    wrap,
    line,
    outline: drawOutline(canvas),
    block: (paragraphs, { x, y, width, height }, style) => {
      let { size } = style;
      const set = () => paragraphs.flatMap((paragraph) => wrap(paragraph, width, size));
      while (size > smallest && set().length * size * leading > height) size -= 0.5;
      set().forEach((text, at) => void line(text, { x, y: y + at * size * leading, width }, { ...style, size }));
    },
  };
};
