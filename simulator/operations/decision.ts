// What an operation of the bureau decides about a payload, and what it may look at for that.
import type { Letter } from '../delivery/outbox.ts';
import type { DocumentLinks } from '../documents/document-links.ts';
import type { Tempo } from '../hostility/tempo.ts';
import type { InvoiceEntry, Ledger, OrderKey } from '../ledger/ledger.ts';
import type { Profile } from '../profiles/profile.ts';
import type { RecentCount } from '../recent-count.ts';
import type { Application } from '../register/application.ts';
import type { Seller } from '../register/seller.ts';
import type { TenantSettings } from '../register/tenant-settings.ts';
import type { TaxCodeBook } from '../tax-codes/tax-code-book.ts';
import type { TaxTable } from '../tax-codes/tax-codes.ts';

/** One gate's word on a request, as the journal keeps it (B-11). `expected` and `received` never hold a secret. */
export type GateVerdict = {
  readonly gate: string;
  readonly clause: string;
  readonly verdict: 'passed' | 'refused';
  readonly returnCode?: string;
  readonly expected?: string;
  readonly received?: string;
  readonly message?: string;
  /** Of 3001, 3003 and 3004. */
  readonly retryAfterSeconds?: number;
};

/**
 * A change of an order's status; `from` is `none` for an order that was not there before. Where both are the same, the
 * invoice was delivered after its reversal (B-12). `at` in ms since the epoch.
 */
export type StatusChange = {
  readonly orderNo: string;
  readonly invoiceNo: string | null;
  readonly from: string;
  readonly to: string;
  readonly at: number;
  /** What brought it about, in words (B-11). */
  readonly cause: string;
};

/**
 * The world of one request. `now` is the tenant's time of the request, in ms since the epoch. `schedule` runs `run` when
 * the tenant's clock reaches `dueAt` (at once when that has passed).
 */
export type OperationContext = {
  readonly now: number;
  readonly environment: 'test' | 'production';
  readonly application: Application;
  /** All sellers of the tenant, by tax number. */
  readonly sellers: ReadonlyMap<string, Seller>;
  readonly settings: TenantSettings;
  /** Of a hostile tenant; null or absent: as the settings say. */
  readonly tempo?: Tempo | null;
  /** Orders taken within the last second. */
  readonly load: RecentCount;
  readonly ledger: Ledger;
  readonly profile: Profile;
  readonly taxCodes: TaxCodeBook;
  /** The table of codes as it stands now, with what was announced for later days. */
  readonly taxTable: () => TaxTable;
  readonly schedule: (dueAt: number, run: () => void) => void;
  readonly statusChanged: (change: StatusChange) => void;
  /** Hosts, beside this machine, that a callbackUrl may name. */
  readonly callbackHosts: readonly string[];
  /** From now on the news of this order are pushed to `url` (B-4). */
  readonly subscribe: (order: OrderKey, url: string) => void;
  readonly post: (letter: Letter) => void;
  /** How often the invoice was asked for, this time included. */
  readonly countQuery: (invoiceNo: string) => number;
  /** Where the documents of an invoice can be had; null while they cannot (B-4). */
  readonly documentsOf: (invoice: InvoiceEntry) => DocumentLinks | null;
};

/** `data` null: there is nothing to say (E-8). `invoiceNo`: the invoice this decision is about. */
export type Decision = {
  readonly returnCode: string;
  readonly returnMessage?: string;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly retryAfterSeconds?: number;
  readonly invoiceNo: string | null;
  readonly verdicts: readonly GateVerdict[];
};

export type Operation = {
  readonly interface: string;
  /** The order a payload is about, for faults that match by order number; null when it names none. */
  readonly orderNoOf: (payload: unknown, ledger: Ledger) => string | null;
  /** The gates of E-6 after the payload was read, and the deed. One synchronous step: nothing comes between (B-1). */
  readonly execute: (payload: unknown, context: OperationContext) => Decision;
};
