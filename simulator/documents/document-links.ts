// The addresses of an invoice's documents: below the base URL, with a token that only holders of the link have (B-13).
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Tempo } from '../hostility/tempo.ts';
import type { InvoiceEntry } from '../ledger/ledger.ts';
import type { Application } from '../register/application.ts';
import type { TenantSettings } from '../register/tenant-settings.ts';
import { type DocumentKind, isDocumentKind } from './write-document.ts';

export type DocumentLinks = { readonly pdf: string; readonly xml: string };

type Applications = ReadonlyMap<string, Application>;

/**
 * Hangs on the secret of the first application (by id) of the seller: no book to keep, the same link for all its shops,
 * and links end with the secret. Null when the seller has no application any longer.
 */
const tokenOf = ({ invoiceNo, environment, sellerTaxNo }: InvoiceEntry, applications: Applications): string | null => {
  const [first] = [...applications.values()]
    .filter((application) => application.environment === environment && application.sellers.includes(sellerTaxNo))
    .sort((a, b) => (a.appId < b.appId ? -1 : 1));
  if (!first) return null;
  return createHmac('sha256', first.appSecret).update(`document ${invoiceNo}`).digest('hex').slice(0, 32);
};

/** Documents may come later than the invoice, or not at all; the invoice is none the worse for it (B-4). */
export const isDocumentReady = (
  { issuedAt, orderNo }: InvoiceEntry,
  now: number,
  { settings, tempo }: { readonly settings: TenantSettings; readonly tempo: Tempo | null },
): boolean => {
  const readyAt = issuedAt + (settings.documentDelayMs ?? 0);
  return settings.documents !== 'failing' && now >= readyAt && !tempo?.withholdsDocuments({ orderNo, readyAt }, now);
};

/** `base` is `{base}` of the invoice's environment. */
export const linksTo = (invoice: InvoiceEntry, applications: Applications, base: string): DocumentLinks | null => {
  const token = tokenOf(invoice, applications);
  if (token === null) return null;
  const link = `${base}/documents/${invoice.invoiceNo}-${token}`;
  return { pdf: `${link}.pdf`, xml: `${link}.xml` };
};

type Named = Pick<InvoiceEntry, 'environment' | 'invoiceNo'> & { readonly token: string; readonly kind: DocumentKind };

/** What a path below the tenant's prefix names; null where it is no document's. */
export const readDocumentPath = (path: string): Named | null => {
  const form = /^\/(test|production)\/v1\/documents\/([0-9]{20})-([0-9a-f]{32})\.([a-z]+)$/;
  const [, environment, invoiceNo = '', token = '', kind = ''] = form.exec(path) ?? [];
  if (environment === undefined || !isDocumentKind(kind)) return null;
  return { environment: environment === 'test' ? 'test' : 'production', invoiceNo, token, kind };
};

/** Whether it is the link that the seller's applications were given. */
export const isLinkOf = (named: Named, invoice: InvoiceEntry, applications: Applications): boolean => {
  const token = invoice.environment === named.environment ? tokenOf(invoice, applications) : null;
  return token !== null && timingSafeEqual(Buffer.from(token), Buffer.from(named.token));
};
