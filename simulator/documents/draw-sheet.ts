// The sheet of an invoice without its lines: title, number, QR code, parties, total, remarks, and that it is a sample.

import type { FaceParty, InvoiceFace } from './invoice-face.ts';
import { bands, columns, frame, ink, mm, paper, textSize } from './invoice-layout.ts';
import type { Typesetter } from './typesetter.ts';

export type Pen = { readonly canvas: PDFKit.PDFDocument; readonly type: Typesetter };
export type Sheet = { readonly height: number; readonly number: number; readonly count: number };
export type QrModules = { readonly size: number; readonly isDark: (row: number, column: number) => boolean };

/** Words that every sheet carries beside those of the invoice. */
export const sheetWords = [
  '发票代码号码：开票日期：购买方信息销售方名称统一社会信用代码/纳税人识别号合小计价税（大写）备注开票人共页第',
  '样张：由联调模拟税局生成，不是发票，不得作为凭证 0123456789',
  ...columns.map(({ heading }) => heading),
];

export const rule = ({ canvas }: Pen, from: readonly [number, number], to: readonly [number, number]): void =>
  void canvas
    .moveTo(...from)
    .lineTo(...to)
    .lineWidth(0.7)
    .stroke(ink.frame);

/** From above to below, in a narrow box. */
const drawVertical = ({ type }: Pen, text: string, box: { x: number; y: number; height: number }): void => {
  const step = Math.min(textSize.label * 1.25, box.height / [...text].length);
  const top = box.y + (box.height - step * [...text].length) / 2;
  [...text].forEach((character, at) => {
    const place = { x: box.x, y: top + at * step, width: mm(6) };
    type.line(character, place, { size: step / 1.3, align: 'center', color: ink.frame });
  });
};

const drawTitle = (pen: Pen, face: InvoiceFace): void => {
  const { type } = pen;
  const width = type.widthOf(face.title, textSize.title) + mm(4);
  const x = (paper.width - width) / 2;
  type.line(face.title, { x, y: mm(8), width }, { size: textSize.title, align: 'center', color: ink.frame });
  for (const y of [mm(17), mm(18)]) rule(pen, [x, y], [x + width, y]);
  if (face.mark !== '') type.line(face.mark, { x, y: mm(20), width }, { size: 11, align: 'center', color: '#c00000' });
};

/** What kind of service the blocks under the lines are about, at the left of the title. */
const drawLabels = ({ type }: Pen, face: InvoiceFace): void =>
  face.blocks.forEach(({ label }, at) => {
    const place = { x: mm(30), y: mm(20 - 4 * (face.blocks.length - 1 - at)), width: mm(36) };
    type.line(label, place, { size: textSize.label, color: ink.frame });
  });

const drawNumber = ({ type }: Pen, face: InvoiceFace): void => {
  const x = mm(152);
  const said = [
    ...(face.paper ? [['发票代码：', `${face.paper.code} ${face.paper.number}`] as const] : []),
    ['发票号码：', face.invoiceNo] as const,
    ['开票日期：', face.issuedOn] as const,
  ];
  said.forEach(([label, value], at) => {
    const y = mm((face.paper ? 7 : 10) + at * 6);
    type.line(label, { x, y, width: mm(16) }, { size: textSize.number, color: ink.frame });
    type.line(value, { x: x + mm(16), y, width: mm(36) }, { size: textSize.number });
  });
};

/** One square a module: it stays sharp at any size. */
const drawQr = ({ canvas }: Pen, qr: QrModules): void => {
  const side = mm(19) / qr.size;
  for (let row = 0; row < qr.size; row += 1)
    for (let column = 0; column < qr.size; column += 1)
      if (qr.isDark(row, column)) canvas.rect(mm(9) + column * side, mm(7) + row * side, side, side);
  canvas.fill('black');
};

const drawParty = (pen: Pen, label: string, party: FaceParty & { readonly x: number }): void => {
  const { type } = pen;
  const half = frame.width / 2;
  drawVertical(pen, label, { x: party.x, y: frame.top, height: bands.parties });
  rule(pen, [party.x + mm(6), frame.top], [party.x + mm(6), frame.top + bands.parties]);
  const said = [
    ['名称：', party.name],
    ['统一社会信用代码/纳税人识别号：', party.taxNo],
  ] as const;
  said.forEach(([name, value], at) => {
    const y = frame.top + mm(3.5 + at * 8);
    const x = party.x + mm(8);
    const width = type.widthOf(name, textSize.body);
    type.line(name, { x, y, width: width + 1 }, { size: textSize.body, color: ink.frame });
    const room = { x: x + width, y, width: half - mm(9) - width, height: mm(7.5) };
    type.block([value], room, { size: textSize.body });
  });
};

const drawFrame = (pen: Pen, face: InvoiceFace, bottom: number): void => {
  const { canvas, type } = pen;
  const middle = frame.x + frame.width / 2;
  canvas
    .rect(frame.x, frame.top, frame.width, bottom - frame.top)
    .lineWidth(0.9)
    .stroke(ink.frame);
  const below = frame.top + bands.parties;
  rule(pen, [frame.x, below], [frame.x + frame.width, below]);
  rule(pen, [middle, frame.top], [middle, below]);
  drawParty(pen, '购买方信息', { ...face.buyer, x: frame.x });
  drawParty(pen, '销售方信息', { ...face.seller, x: middle });
  for (const { heading, x, width } of columns)
    type.line(heading, { x, y: below + mm(1.2), width }, { size: textSize.label, align: 'center', color: ink.frame });
};

/** The circle with a cross that stands before an amount in capitals, so that nothing can be put there. */
const drawGuard = ({ canvas }: Pen, x: number, y: number): void => {
  const [radius, arm] = [mm(1.6), mm(1.13)];
  canvas.circle(x, y, radius);
  for (const slope of [-1, 1]) canvas.moveTo(x - arm, y - slope * arm).lineTo(x + arm, y + slope * arm);
  canvas.lineWidth(0.7).stroke('black');
};

export const drawTotal = (pen: Pen, face: InvoiceFace, top: number): void => {
  const { type } = pen;
  const [right, y] = [frame.x + frame.width, top + mm(1.7)];
  rule(pen, [frame.x, top], [right, top]);
  rule(pen, [frame.x, top + bands.capitals], [right, top + bands.capitals]);
  const line = (text: string, at: number, style: { width: number; color?: string }) =>
    type.line(text, { x: frame.x + mm(at), y, width: mm(style.width) }, { size: 10, color: style.color ?? ink.text });
  line('价税合计（大写）', 4, { width: 40, color: ink.frame });
  drawGuard(pen, frame.x + mm(51), top + bands.capitals / 2);
  line(face.capitals, 54, { width: 86 });
  line('（小写）', 142, { width: 16, color: ink.frame });
  line(face.total, 157, { width: 37 });
};

const drawRemarks = (pen: Pen, face: InvoiceFace, top: number): void => {
  drawVertical(pen, '备注', { x: frame.x, y: top, height: bands.remarks });
  rule(pen, [frame.x + mm(6), top], [frame.x + mm(6), top + bands.remarks]);
  const room = { x: frame.x + mm(8), y: top + mm(1), width: frame.width - mm(10), height: bands.remarks - mm(2) };
  pen.type.block(face.remarks, room, { size: 8.5 });
};

/** From the total downwards: on the last sheet only. */
export const drawClosing = (pen: Pen, face: InvoiceFace, bottom: number): void => {
  drawTotal(pen, face, bottom - bands.remarks - bands.capitals);
  drawRemarks(pen, face, bottom - bands.remarks);
};

/** Across the sheet and below it: nobody shall take it for an invoice. */
const drawSample = ({ canvas, type }: Pen, sheet: Sheet): void => {
  canvas.save().opacity(0.16);
  const size = 84;
  const centres = sheet.height > paper.shortHeight ? [0.27, 0.73] : [0.5];
  for (const centre of centres.map((share) => share * sheet.height)) {
    canvas.save().rotate(-24, { origin: [paper.width / 2, centre] });
    type.outline(
      '样张',
      { x: 0, y: centre - size / 1.5, width: paper.width },
      { size, align: 'center', color: ink.frame },
    );
    canvas.restore();
  }
  canvas.restore();
  const note = '样张：由联调模拟税局生成，不是发票，不得作为凭证';
  const place = { x: frame.x, y: sheet.height - mm(6), width: frame.width };
  type.line(note, place, { size: 7, align: 'right', color: ink.sample });
};

export const drawSheet = (pen: Pen, face: InvoiceFace, sheet: Sheet & { readonly qr: QrModules }): void => {
  const bottom = sheet.height - bands.foot;
  drawTitle(pen, face);
  drawLabels(pen, face);
  drawNumber(pen, face);
  drawQr(pen, sheet.qr);
  drawFrame(pen, face, bottom);
  const clerk = { x: frame.x + mm(12), y: bottom + mm(3), width: mm(80) };
  pen.type.line('开票人：', clerk, { size: textSize.body, color: ink.frame });
  pen.type.line(face.clerk, { ...clerk, x: clerk.x + mm(15) }, { size: textSize.body });
  const pages = { x: frame.x, y: clerk.y, width: frame.width };
  if (sheet.count > 1)
    pen.type.line(`共${sheet.count}页 第${sheet.number}页`, pages, {
      size: textSize.body,
      align: 'right',
      color: ink.frame,
    });
  drawSample(pen, sheet);
};
