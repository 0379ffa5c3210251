// A download at the bureau's door: the holder of a link gets the document, and an individual its invoice thereby (B-4, B-13).
import { markDelivered } from '../delivery/mark-delivered.ts';
import { isPrivateBuyer } from '../delivery/private-buyer.ts';
import type { Arrival, Departure, Reception } from '../doors/visit.ts';
import type { Tempo } from '../hostility/tempo.ts';
import type { InvoiceEntry, Ledger } from '../ledger/ledger.ts';
import type { StatusChange } from '../operations/decision.ts';
import type { Register } from '../register/register.ts';
import type { TaxTable } from '../tax-codes/tax-codes.ts';
import { isDocumentReady, isLinkOf, readDocumentPath } from './document-links.ts';
import { type DocumentKind, writeDocument } from './write-document.ts';

/** What a download needs of its tenant. */
export type DocumentRoom = {
  readonly pathPrefix: string;
  readonly ledger: Ledger;
  readonly register: () => Register;
  readonly now: () => number;
  readonly tempo: () => Tempo | null;
  readonly statusChanged: (change: StatusChange) => void;
  /** Short names are printed as the table has them. */
  readonly taxTable: () => TaxTable;
};

const nothing: Departure = {
  manner: 'send',
  httpStatus: 404,
  contentType: 'text/plain; charset=utf-8',
  body: 'there is no such document, or not yet\n',
};

export const isDownload = (arrival: Arrival, pathPrefix: string): boolean =>
  arrival.method === 'GET' && arrival.path.startsWith(`${pathPrefix}/`) && arrival.path.includes('/documents/');

const find = (path: string, room: DocumentRoom): { invoice: InvoiceEntry; kind: DocumentKind } | null => {
  const named = readDocumentPath(path);
  const invoice = named && room.ledger.findInvoice(named.invoiceNo);
  if (!named || !invoice) return null;
  const { applications, settings } = room.register();
  const open =
    isLinkOf(named, invoice, applications) && isDocumentReady(invoice, room.now(), { settings, tempo: room.tempo() });
  return open ? { invoice, kind: named.kind } : null;
};

/** 404 for whatever is not there, is not ready, or is asked for with another token: they look the same from outside. */
export const serveDocument = async (arrival: Arrival, room: DocumentRoom): Promise<Reception> => {
  const found = find(arrival.path.slice(room.pathPrefix.length), room);
  if (!found) return { departure: nothing, finished: () => undefined };
  const { contentType, bytes } = await writeDocument(found.invoice, found.kind, room.taxTable());
  return {
    departure: { manner: 'send', httpStatus: 200, contentType, body: '', file: bytes },
    finished: (complete) => {
      const present = room.ledger.findInvoice(found.invoice.invoiceNo);
      // Others get their invoice in their account, at its own time.
      if (complete && present && isPrivateBuyer(present))
        markDelivered(present, { at: room.now(), cause: 'first download' }, room);
    },
  };
};
