// The lines of an invoice and their sum on one page.
import { fenOf, writeFen } from '../../protocol/amount.ts';
import type { Pen } from './draw-sheet.ts';
import type { InvoiceFace } from './invoice-face.ts';
import { bands, type Column, cellLeading, columns, ink, linesTop, mm, type Page, textSize } from './invoice-layout.ts';
import type { PrintedLine } from './printed-line.ts';
import type { Typesetter } from './typesetter.ts';

const gap = mm(0.8);
const lineHeight = textSize.cell * cellLeading;

/** Texts are broken into lines; a number that is too long is set smaller, because a broken one is misread. */
const isBroken = ({ member }: Column): boolean => member === 'name' || member === 'spec' || member === 'unit';

export type SetLine = { readonly cells: readonly (readonly string[])[]; readonly height: number };

export const setLine = (line: PrintedLine, type: Typesetter): SetLine => {
  const cells = columns.map((column) => {
    const text = line[column.member];
    return isBroken(column) ? type.wrap(text, column.width - 2 * gap, textSize.cell) : [text];
  });
  return { cells, height: Math.max(...cells.map((cell) => cell.length)) * lineHeight + mm(1.2) };
};

const drawCell = (
  { type }: Pen,
  cell: readonly string[],
  at: { readonly column: Column; readonly y: number },
): void => {
  const { align, x, width } = at.column;
  cell.forEach((text, line) => {
    const place = { x: x + gap, y: at.y + line * lineHeight, width: width - 2 * gap };
    type.line(text, place, { size: textSize.cell, align });
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

/** `lines` are all of the invoice; `page` says which stand here. */
export const drawLines = (
  pen: Pen,
  face: InvoiceFace,
  { lines, page }: { readonly lines: readonly SetLine[]; readonly page: Page },
): void => {
  let y = linesTop;
  for (const { cells, height } of lines.slice(page.from, page.to)) {
    columns.forEach((column, at) => void drawCell(pen, cells[at] ?? [], { column, y }));
    y += height;
  }
  const bottom = page.height - bands.foot;
  if (page.to === lines.length) {
    const top = bottom - bands.remarks - bands.capitals - bands.sum;
    drawSum(pen, top, { label: '合 计', amount: face.amount, tax: face.tax });
  } else {
    const here = face.lines.slice(page.from, page.to);
    const [amount, tax] = [sumOf(here.map((line) => line.amount)), sumOf(here.map((line) => line.tax))];
    drawSum(pen, bottom - bands.sum, { label: '小 计', amount: `¥${amount}`, tax: `¥${tax}` });
  }
};
