// All that leaves a tenant on its own: letters, pushes, and what appears in the digital accounts (B-4).
import { createHash } from 'node:crypto';
import type { TenantClock } from '../clock.ts';
import type { Seal } from '../exchange/faults.ts';
import type { FaultBook } from '../faults/fault-book.ts';
import type { Database } from '../ledger/database.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { StatusChange } from '../operations/decision.ts';
import { createDigitalAccounts, type DigitalAccount } from './digital-account.ts';
import { isDelivery } from './mark-delivered.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { createPostOffice, type PostOffice } from './post-office.ts';
import type { PostPush } from './post-push.ts';
import type { Push, PushAttempt } from './push.ts';
import { createPushBook, type PushBook } from './push-book.ts';

export type DeliveryOptions = {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly clock: TenantClock;
  readonly faults: FaultBook;
  readonly postPush: PostPush;
  /** Differs from tenant to tenant: what is drawn for its pushes comes from it. */
  readonly seed: string;
  readonly sealOf: (appId: string, iv: Uint8Array) => Seal | null;
  readonly tell: (event: 'push-sent' | 'push-ended', push: Push) => void;
  readonly note: (push: Push, attempt: PushAttempt) => void;
  readonly closing: AbortSignal;
  readonly onFailure: (error: unknown) => void;
};
export type Delivery = {
  readonly outbox: Outbox;
  readonly postOffice: PostOffice;
  readonly pushes: PushBook['list'];
  readonly accountOf: (taxNo: string) => DigitalAccount;
  readonly statusChanged: (change: StatusChange) => void;
  /** How often an invoice was asked for since the bureau was started, this time included. */
  readonly countQuery: (invoiceNo: string) => number;
  readonly clear: () => void;
};

/** A delivered invoice also goes to the addresses that its order left. */
const postLetters = (change: StatusChange, { ledger }: DeliveryOptions, outbox: Outbox): void => {
  const { invoiceNo, at } = change;
  const invoice = isDelivery(change) && invoiceNo !== null ? ledger.findInvoice(invoiceNo) : null;
  const addresses = (invoice?.content['delivery'] ?? {}) as Readonly<Record<string, unknown>>;
  for (const channel of ['email', 'phone'] as const) {
    const address = addresses[channel];
    if (invoice && typeof address === 'string' && address !== '')
      outbox.post({ invoiceNo: invoice.invoiceNo, channel, address, at, cause: 'delivery' });
  }
};

/** Makes its tables where they are missing. */
export const createDelivery = (options: DeliveryOptions): Delivery => {
  const { database, ledger, seed } = options;
  /** Of texts that never come twice, also not after a restart: an attempt is in the book before it is sent. */
  const draw = (what: string): Buffer => createHash('sha256').update(`${seed}:${what}`).digest();
  const queries = new Map<string, number>();
  const outbox = createOutbox(database);
  const book = createPushBook(database);
  const postOffice = createPostOffice({
    ...options,
    book,
    committed: ledger.committed,
    sealOf: (appId, drawn) => options.sealOf(appId, draw(`iv:${drawn}`).subarray(0, 16)),
    nonceOf: (drawn) => draw(`nonce:${drawn}`).toString('hex').slice(0, 32),
    requestIdOf: (number) => `P${draw(`push:${number}`).toString('hex').slice(0, 24)}`,
  });
  return {
    outbox,
    postOffice,
    pushes: book.list,
    accountOf: createDigitalAccounts(database, ledger),
    statusChanged: (change) => {
      postLetters(change, options, outbox);
      postOffice.statusChanged(change);
    },
    countQuery: (invoiceNo) => {
      const count = (queries.get(invoiceNo) ?? 0) + 1;
      queries.set(invoiceNo, count);
      return count;
    },
    clear: () => {
      queries.clear();
      outbox.clear();
      book.clear();
    },
  };
};
