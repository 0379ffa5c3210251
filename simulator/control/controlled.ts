// What the control port needs to know of the bureau: the small interface that bureau.ts and tenant.ts satisfy.
import type { Document, DocumentKind } from '../documents/write-document.ts';
import type { FaultBook } from '../faults/fault-book.ts';
import type { ExportWish } from '../journal/export-wish.ts';
import type { RegistrationAct } from '../registration/registration-state.ts';

/** Something in a control request that cannot be used; `pointer` is an RFC 6901 JSON pointer into the body. */
export type ControlProblem = { readonly pointer: string; readonly detail: string; readonly remedy: string };

export type Controlled<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly ControlProblem[] };

/** A JSON object of contract 2, ready to be written. */
export type View = Readonly<Record<string, unknown>>;

export type ControlledTenant = {
  readonly id: string;
  /** False for tenants on the shared port: their listener cannot be closed for them alone (B-10). */
  readonly ownPort: boolean;
  readonly faults: FaultBook;
  /** Secrets masked. */
  readonly view: () => View;
  /** Merges settings, sellers by taxNo, applications by appId; all or nothing. */
  readonly patch: (body: unknown) => Promise<Controlled<View>>;
  readonly clockView: () => View;
  /** Whether an exchange or a push is under way. */
  readonly isAtWork: () => boolean;
  /** `instants` in ms since the epoch; resolves after the due events ran. */
  readonly moveClock: (request: ClockRequest) => Promise<Controlled<View>>;
  readonly readJournal: (page: { readonly after: number; readonly limit: number }) => View;
  /** The same with `mistakes`, by name, in each exchange. */
  readonly nameMistakes: (page: { readonly after: number; readonly limit: number }) => Promise<View>;
  /** The named mistakes of one exchange, with remedies; null when the journal has none of that number. */
  readonly explainExchange: (seq: number) => Promise<View | null>;
  /** Changes of status with who caused them, and pushes with what came of them (B-11). */
  readonly readChanges: (page: { readonly after: number; readonly limit: number }) => View;
  /** Pieces of newline-delimited JSON or CSV: exchanges and changes in order, secrets never (B-11). */
  readonly exportJournal: (wish: ExportWish) => AsyncIterator<string>;
  /** Walks the chain of what the journal keeps (B-11). */
  readonly verifyJournal: () => Promise<View>;
  /** Null or absent: all of it. */
  readonly readLedger: (query?: LedgerQuery | null) => View;
  /** Pushes with their attempts, oldest first. */
  readonly readCallbacks: (page: { readonly after: number; readonly limit: number }) => View;
  readonly readOutbox: (shown: 'plain' | 'masked') => View;
  readonly readAccount: (taxNo: string) => View;
  /** Ready or not; nobody gets an invoice delivered by it. Null: there is no such invoice. */
  readonly readDocument: (invoiceNo: string, kind: DocumentKind) => Promise<Document | null>;
  /** Sets a seller's total, use by other channels, and the state of last month's return; all or nothing (B-7). */
  readonly setQuota: (body: unknown) => Promise<Controlled<View>>;
  /** Version of the table of codes and what was announced to change it. */
  readonly readTaxCodes: () => View;
  /** Announces codes and rates that come, change or end on a day; all or nothing (B-9). */
  readonly changeTaxCodes: (body: unknown) => Promise<Controlled<View>>;
  /** The bureau's authority certifies an application's SM2 key (E-3). */
  readonly issueCertificate: (body: unknown) => Promise<Controlled<View>>;
  /** What the buyer did with an invoice (B-5). */
  readonly setMark: (body: unknown) => Promise<Controlled<View>>;
  readonly readSheets: () => View;
  /** A word on a confirmation sheet in the other party's name, or the bureau's (B-5). */
  readonly actOnSheets: (body: unknown) => Promise<Controlled<View>>;
  readonly readStock: () => View;
  /** A roll of blank paper (B-6). */
  readonly putStock: (body: unknown) => Promise<Controlled<View>>;
  /** The tenant's state under names; `restore` answers null and `remove` false when there is none of that name. */
  readonly snapshots: {
    readonly list: () => readonly View[];
    readonly save: (name: string) => Promise<Controlled<View>>;
    readonly restore: (name: string) => Promise<View | null>;
    readonly remove: (name: string) => boolean;
  };
  /** Empties ledger, journal, announced changes of the table of codes, faults and nonces; keeps the registry and the snapshots. */
  readonly reset: () => void;
};

/** What of a ledger is to be seen; null stands for all. */
export type LedgerQuery = {
  readonly sellerTaxNo: string | null;
  readonly orderNo: string | null;
  readonly status: string | null;
  readonly after: number;
  readonly limit: number;
};

export type ClockRequest = {
  readonly mode?: 'real' | 'frozen';
  /** Of the mode `real`; 1 where absent. */
  readonly rate?: number;
  readonly advanceTo?: number;
  readonly advanceMs?: number;
  /** Nothing moves unless these requests, by their nonces, are held, nothing else is under way, and nothing is due before. */
  readonly onlyAtRest?: { readonly held: readonly string[] };
};

export type BureauEvent = { readonly id: number; readonly event: string; readonly data: View };

/** `status` of a refusal: 400 for a body that cannot be used, 404 unknown, 409 against the state or the clauses. */
export type OfficeAnswer =
  | { readonly ok: true; readonly value: View }
  | { readonly ok: false; readonly status: 400 | 404 | 409; readonly problems: readonly ControlProblem[] };

/** Where applications are registered (B-8). */
export type RegistrationOffice = {
  readonly list: () => readonly View[];
  readonly find: (id: string) => OfficeAnswer;
  readonly apply: (body: unknown) => OfficeAnswer;
  /** Acts on one registration, one act after the other. The credentials an act gives are in its answer and nowhere else. */
  readonly act: (act: RegistrationAct, id: string, body: unknown) => Promise<OfficeAnswer>;
};

export type ControlledBureau = {
  readonly rootPem: () => string;
  /** Names of the interfaces that can be called, for faults that match by interface. */
  readonly interfaces: readonly string[];
  readonly tenants: () => readonly ControlledTenant[];
  readonly tenant: (id: string) => ControlledTenant | null;
  readonly createTenant: (body: unknown) => Promise<Controlled<ControlledTenant>>;
  /** False when there is none of that id. Closes its listeners, forgets its data. */
  readonly removeTenant: (id: string) => Promise<boolean>;
  /** Where applications of the default tenant are registered; opened at its first use. */
  readonly registrations: () => Promise<RegistrationOffice>;
  /** False from the moment it begins to close. */
  readonly isReady: () => boolean;
  /** For Prometheus, with the type of its content. */
  readonly readMetrics: () => Promise<{ readonly contentType: string; readonly text: string }>;
  readonly events: {
    /** The number of the latest event; 0 before the first. */
    readonly latest: () => number;
    /** Buffered events later than `after`, oldest first. */
    readonly since: (after: number) => readonly BureauEvent[];
    /** Returns the unsubscriber. */
    readonly subscribe: (listener: (event: BureauEvent) => void) => () => void;
  };
};
