// The PDF of an invoice in the layout of a 数电 invoice, every sheet a sample; loaded at the first download (B-4).
import PdfDocument from 'pdfkit';
import { create as createQr } from 'qrcode';
import { drawLines, setBlock, setLine } from './draw-lines.ts';
import { drawClosing, drawSheet, type QrModules, sheetWords } from './draw-sheet.ts';
import type { InvoiceFace } from './invoice-face.ts';
import { bands, paginate, paper } from './invoice-layout.ts';
import { createTypesetter } from './typesetter.ts';

const qrOf = (text: string): QrModules => {
  const { modules } = createQr(text, { errorCorrectionLevel: 'M' });
  return { size: modules.size, isDark: (row, column) => modules.get(row, column) === 1 };
};

const textsOf = (face: InvoiceFace): string[] => [
  ...sheetWords,
  ...[face.title, face.mark, face.invoiceNo, face.issuedOn, face.capitals, face.clerk],
  ...(face.paper ? [face.paper.code, face.paper.number] : []),
  ...[face.amount, face.tax, face.total, ...face.remarks],
  ...[face.buyer, face.seller].flatMap(({ name, taxNo }) => [name, taxNo]),
  ...face.lines.flatMap((line) => Object.values(line)),
  ...face.blocks.flatMap(({ label, headings, rows }) => [label, ...headings, ...rows.flat()]),
];

/** Others have their turn between two pages: an invoice of 2 000 lines has many. */
const letOthers = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

const collect = (document: PDFKit.PDFDocument): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });

/** `issuedAt` (epoch ms) dates the file, so that one invoice always gives the same bytes. */
export const writePdf = async (face: InvoiceFace, issuedAt: number): Promise<Buffer> => {
  const canvas = new PdfDocument({
    autoFirstPage: false,
    info: { Title: `样张 ${face.title} ${face.invoiceNo}`, Creator: '联调 Liandiao', CreationDate: new Date(issuedAt) },
  });
  const whole = collect(canvas);
  const pen = { canvas, type: await createTypesetter(canvas, textsOf(face)) };
  const rows = [
    ...face.lines.map((line) => setLine(line, pen.type)),
    ...face.blocks.flatMap((block) => setBlock(block, pen.type)),
  ];
  const pages = paginate(rows.map(({ height }) => height));
  const qr = qrOf(face.qr);
  for (const [at, page] of pages.entries()) {
    const { height } = page;
    canvas.addPage({ size: [paper.width, height], margin: 0 });
    drawSheet(pen, face, { height, qr, number: at + 1, count: pages.length });
    drawLines(pen, face, { rows, page });
    if (at === pages.length - 1) drawClosing(pen, face, height - bands.foot);
    await letOthers();
  }
  canvas.end();
  return whole;
};
