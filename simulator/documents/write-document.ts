// An invoice as a file to be looked at; what makes it is loaded when the first one is asked for.
import { dateOf } from '../../protocol/timestamp.ts';
import type { InvoiceEntry } from '../ledger/ledger.ts';
import type { TaxTable } from '../tax-codes/tax-codes.ts';

export type DocumentKind = 'pdf' | 'xml';
export type Document = { readonly contentType: string; readonly bytes: Uint8Array };

export const isDocumentKind = (word: string): word is DocumentKind => word === 'pdf' || word === 'xml';

const readFaceOf = async (invoice: InvoiceEntry, table: TaxTable) => {
  const { readFace } = await import('./invoice-face.ts');
  return readFace(invoice, (code) => {
    const found = table.find(code, dateOf(invoice.issuedAt));
    return found.kind === 'unknown' ? null : found.taxCode.shortName;
  });
};

export const writeDocument = async (invoice: InvoiceEntry, kind: DocumentKind, table: TaxTable): Promise<Document> => {
  const face = await readFaceOf(invoice, table);
  if (kind === 'pdf') {
    const { writePdf } = await import('./write-pdf.ts');
    return { contentType: 'application/pdf', bytes: await writePdf(face, invoice.issuedAt) };
  }
  const { writeXml } = await import('./write-xml.ts');
  return { contentType: 'application/xml; charset=utf-8', bytes: Buffer.from(writeXml(invoice, face)) };
};
