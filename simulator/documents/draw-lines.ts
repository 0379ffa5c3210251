// The lines of an invoice, the blocks of P-11 under them, and their sum on one page.
import { fenOf, writeFen } from '../../protocol/amount.ts';
import { type Pen, rule } from './draw-sheet.ts';
import type { InvoiceFace } from './invoice-face.ts';
import {
  bands,
  type Column,
  cellLeading,
  columns,
  frame,
  ink,
  linesTop,
  mm,
  type Page,
  textSize,
} from './invoice-layout.ts';
import type { PrintedLine } from './printed-line.ts';
import type { SpecialBlock } from './special-block.ts';
import type { Typesetter } from './typesetter.ts';

const gap = mm(0.8);
const lineHeight = textSize.cell * cellLeading;

/** Texts are broken into lines; a number that is too long is set smaller, because a broken one is misread. */
const isBroken = ({ member }: Column): boolean => member === 'name' || member === 'spec' || member === 'unit';

type Cell = Pick<Column, 'x' | 'width' | 'align'>;
/** One row below the heading: a line of the invoice, or of a block, whose headings are ruled off above. */
export type SetRow = {
  readonly kind: 'line' | 'block-heading' | 'block-row';
  readonly columns: readonly Cell[];
  readonly cells: readonly (readonly string[])[];
  readonly height: number;
};

const heightOf = (cells: SetRow['cells']): number =>
  Math.max(...cells.map((cell) => cell.length)) * lineHeight + mm(1.2);

export const setLine = (line: PrintedLine, type: Typesetter): SetRow => {
  const cells = columns.map((column) => {
    const text = line[column.member];
    return isBroken(column) ? type.wrap(text, column.width - 2 * gap, textSize.cell) : [text];
  });
  return { kind: 'line', columns, cells, height: heightOf(cells) };
};

const setRow = (kind: SetRow['kind'], texts: readonly string[], type: Typesetter): SetRow => {
  const width = frame.width / texts.length;
  const across = texts.map((_, at) => ({ x: frame.x + at * width, width, align: 'center' as const }));
  const cells = texts.map((text) => type.wrap(text, width - 2 * gap, textSize.cell));
  return { kind, columns: across, cells, height: heightOf(cells) };
};

export const setBlock = ({ headings, rows }: SpecialBlock, type: Typesetter): readonly SetRow[] => [
  setRow('block-heading', headings, type),
  ...rows.map((row) => setRow('block-row', row, type)),
];

const drawCell = (
  { type }: Pen,
  cell: readonly string[],
  at: { readonly column: Cell; readonly y: number; readonly color: string },
): void => {
  const { align, x, width } = at.column;
  cell.forEach((text, line) => {
    const place = { x: x + gap, y: at.y + line * lineHeight, width: width - 2 * gap };
    type.line(text, place, { size: textSize.cell, align, color: at.color });
  });
};

const sumOf = (texts: readonly string[]): string =>
  writeFen(texts.reduce((sum, text) => sum + (fenOf(text) ?? 0n), 0n));

/** 小计 of a page that is not the last, 合计 of the whole invoice on the last one. */
const drawSum = (
  pen: Pen,
  top: number,
  sum: { readonly label: string; readonly amount: string; readonly tax: string },
): void => {
  for (const column of columns) {
    const { member, x, width } = column;
    const place = { x: x + gap, y: top + mm(1.3), width: width - 2 * gap };
    if (member === 'name') pen.type.line(sum.label, place, { size: textSize.label, align: 'center', color: ink.frame });
    if (member === 'amount' || member === 'tax')
      pen.type.line(sum[member], place, { size: textSize.cell, align: 'right' });
  }
};

const drawRow = (pen: Pen, row: SetRow, y: number): void => {
  const color = row.kind === 'block-heading' ? ink.frame : ink.text;
  if (row.kind === 'block-heading') rule(pen, [frame.x, y - mm(0.4)], [frame.x + frame.width, y - mm(0.4)]);
  row.columns.forEach((column, at) => void drawCell(pen, row.cells[at] ?? [], { column, y, color }));
};

/** `rows` are all of the invoice, its lines first; `page` says which stand here. */
export const drawLines = (
  pen: Pen,
  face: InvoiceFace,
  { rows, page }: { readonly rows: readonly SetRow[]; readonly page: Page },
): void => {
  let y = linesTop;
  for (const row of rows.slice(page.from, page.to)) {
    drawRow(pen, row, y);
    y += row.height;
  }
  const bottom = page.height - bands.foot;
  if (page.to === rows.length) {
    const top = bottom - bands.remarks - bands.capitals - bands.sum;
    drawSum(pen, top, { label: '合 计', amount: face.amount, tax: face.tax });
  } else {
    const here = face.lines.slice(page.from, page.to);
    const [amount, tax] = [sumOf(here.map((line) => line.amount)), sumOf(here.map((line) => line.tax))];
    drawSum(pen, bottom - bands.sum, { label: '小 计', amount: `¥${amount}`, tax: `¥${tax}` });
  }
};
