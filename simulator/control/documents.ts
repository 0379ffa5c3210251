// Control resource `documents`: an invoice's PDF and XML as the bureau would hand them out.
import { Hono } from 'hono';
import { isDocumentKind } from '../documents/write-document.ts';
import type { ControlledBureau } from './controlled.ts';
import { refuseWhole } from './problem.ts';
import { withTenant } from './tenant-of.ts';

/** `GET /tenants/{id}/documents/{invoiceNo}.pdf|.xml`. */
export const documentRoutes = (bureau: ControlledBureau): Hono =>
  new Hono().get(
    '/tenants/:id/documents/:file',
    withTenant(bureau, async (context, tenant) => {
      const file = context.req.param('file') ?? '';
      const [, invoiceNo = '', kind = ''] = /^([0-9]{20})\.([a-z]+)$/.exec(file) ?? [];
      const document = isDocumentKind(kind) ? await tenant.readDocument(invoiceNo, kind) : null;
      if (!document)
        return refuseWhole(context, 404, {
          detail: `there is no document ${JSON.stringify(file.slice(0, 60))}`,
          remedy: 'Name an invoice of the ledger: {invoiceNo}.pdf or {invoiceNo}.xml.',
        });
      return context.body(new Uint8Array(document.bytes), 200, { 'content-type': document.contentType });
    }),
  );
