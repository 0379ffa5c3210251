// Where things stand on an invoice of the 数电 form, in points, and which lines go on which page.

const millimetre = 72 / 25.4;
export const mm = (length: number): number => length * millimetre;

export const ink = { frame: '#7d2a12', text: '#000000', sample: '#9a9a9a' } as const;

/** Left edge and width of the frame; everything hangs on it. */
export const frame = { x: mm(7), width: mm(196), top: mm(29) } as const;
export const paper = { width: mm(210), shortHeight: mm(140), longHeight: mm(297) } as const;
/** Heights of the bands of the frame, from above. */
export const bands = {
  parties: mm(19),
  header: mm(6),
  sum: mm(6.5),
  capitals: mm(7.5),
  remarks: mm(22),
  foot: mm(13),
} as const;
export const textSize = { title: 17, number: 8.5, body: 9, cell: 8, label: 9 } as const;
export const cellLeading = 1.25;

export type Column = {
  readonly member: 'name' | 'spec' | 'unit' | 'quantity' | 'unitPrice' | 'amount' | 'rate' | 'tax';
  readonly heading: string;
  readonly x: number;
  readonly width: number;
  readonly align: 'left' | 'center' | 'right';
};

const widths: readonly (readonly [Column['member'], string, number, Column['align']])[] = [
  ['name', '项目名称', 52, 'left'],
  ['spec', '规格型号', 24, 'left'],
  ['unit', '单 位', 14, 'center'],
  ['quantity', '数 量', 23, 'right'],
  ['unitPrice', '单 价', 23, 'right'],
  ['amount', '金 额', 23, 'right'],
  ['rate', '税率/征收率', 17, 'center'],
  ['tax', '税 额', 20, 'right'],
];

export const columns: readonly Column[] = widths.map(([member, heading, width, align], at) => ({
  ...{ member, heading, align },
  x: frame.x + mm(widths.slice(0, at).reduce((sum, [, , before]) => sum + before, 0)),
  width: mm(width),
}));

export const linesTop = frame.top + bands.parties + bands.header;
/** What follows the lines: their sum; on the last page the total and the remarks as well. */
const closing = bands.sum + bands.capitals + bands.remarks;

export type Page = { readonly height: number; readonly from: number; readonly to: number };

const roomOn = (height: number, below: number): number => height - bands.foot - below - linesTop;

/**
 * Pages for lines of these heights (points). What fits on the short sheet of an ordinary invoice stays on it; else long
 * sheets, of which the last has room for total and remarks.
 */
export const paginate = (heights: readonly number[]): readonly Page[] => {
  const whole = heights.reduce((sum, height) => sum + height, 0);
  if (whole <= roomOn(paper.shortHeight, closing)) return [{ height: paper.shortHeight, from: 0, to: heights.length }];
  const pages: Page[] = [];
  let [from, used] = [0, 0];
  heights.forEach((height, at) => {
    if (used + height > roomOn(paper.longHeight, bands.sum)) {
      pages.push({ height: paper.longHeight, from, to: at });
      [from, used] = [at, 0];
    }
    used += height;
  });
  if (used > roomOn(paper.longHeight, closing)) {
    pages.push({ height: paper.longHeight, from, to: heights.length - 1 });
    from = heights.length - 1;
  }
  return [...pages, { height: paper.longHeight, from, to: heights.length }];
};
