// The kit's way to a bureau: its control API over HTTP, as far as a certification needs it.
import type { LedgerInvoice, LedgerSheet, PushSending, WireExchange } from '../evidence.ts';
import { createCall, openStream } from './call.ts';

export type InFlight = { readonly nonce: string | null; readonly state: 'working' | 'held' | 'answering' };
export type ClockView = {
  readonly now: string;
  readonly nextEventAt: string | null;
  readonly inFlight: readonly InFlight[];
  /** On their way to a receiver at this moment. */
  readonly pushes: readonly unknown[];
  /** Whether `advanceAtRest` went there. */
  readonly moved?: boolean;
};
export type TenantView = {
  readonly id: string;
  readonly baseUrls: { readonly https: string; readonly http: string | null };
  readonly bureauPublicKeyPem: string;
};
type LedgerEntry = LedgerInvoice & { readonly content: { readonly originalInvoiceNo?: string } };
/** A piece of news with every attempt to bring it. */
type PushView = Pick<PushSending, 'requestId' | 'orderNo'> & {
  readonly attempts: readonly (Omit<PushSending, 'number' | 'requestId' | 'orderNo'> & { readonly order: number })[];
};
type PushPage = { readonly pushes: readonly PushView[]; readonly next: number | null };
type JournalPage = {
  readonly entries: readonly WireExchange[];
  readonly next: number | null;
  readonly dropped: number;
};
type Journal = { readonly entries: readonly WireExchange[]; readonly dropped: number };
export type BureauRecord = {
  /** It was the last: the tenant is gone. */
  readonly removed: boolean;
  /** The number of the bureau's latest event at that instant. */
  readonly lastEvent: number;
  readonly clock: ClockView;
  readonly journal: Journal;
  readonly ledger: readonly LedgerInvoice[];
  readonly sheets: readonly LedgerSheet[];
  readonly pushes: readonly PushSending[];
  /** By the ids of the rules in force. */
  readonly faultHits: ReadonlyMap<string, number>;
};
/** As `record` answers, its journal and its pushes perhaps cut. */
type RecordPage = {
  readonly removed: boolean;
  readonly lastEvent: number;
  readonly clock: ClockView;
  readonly journal: JournalPage;
  readonly ledger: { readonly invoices: readonly LedgerEntry[] };
  readonly sheets: readonly LedgerSheet[];
  readonly faults: readonly { readonly id: string; readonly hits: number }[];
  readonly callbacks: PushPage;
};
export type Control = {
  readonly rootPem: () => Promise<string>;
  readonly createTenant: (request: Readonly<Record<string, unknown>>) => Promise<TenantView>;
  readonly patchTenant: (id: string, patch: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly removeTenant: (id: string) => Promise<void>;
  readonly putFaults: (id: string, rules: readonly unknown[]) => Promise<void>;
  readonly clock: (id: string) => Promise<ClockView>;
  readonly advanceTo: (id: string, instant: string) => Promise<ClockView>;
  /** Stays where it is unless these requests alone are under way, all held, and nothing is due until then. */
  readonly advanceAtRest: (id: string, instant: string, held: readonly string[]) => Promise<ClockView>;
  readonly journal: (id: string) => Promise<Journal>;
  /** All that the bureau saw and holds, at one instant; removes the tenant if that is all and nothing is under way. */
  readonly takeRecord: (id: string) => Promise<BureauRecord>;
  readonly ledger: (id: string) => Promise<readonly LedgerInvoice[]>;
  readonly sheets: (id: string) => Promise<readonly LedgerSheet[]>;
  /** A buyer's word or act on the control resources `marks` and `sheets` (B-5). */
  readonly post: (
    id: string,
    resource: 'marks' | 'sheets' | 'tax-codes',
    body: Readonly<Record<string, unknown>>,
  ) => Promise<void>;
  /** PEM, of the bureau's own authority, for the public key of an application (E-3, T-6). */
  readonly certify: (
    id: string,
    holder: { readonly appId: string; readonly publicKeyPem: string; readonly use: 'signature' | 'client' },
  ) => Promise<string>;
  readonly handPaper: (id: string, roll: Readonly<Record<string, unknown>>) => Promise<void>;
  /** The stream of events, to be read line by line. */
  readonly openEvents: (signal: AbortSignal) => Promise<AsyncIterable<string>>;
};

/** The bureau refused or could not be reached: a fault of the kit, never of the client. */
export class BureauFailure extends Error {}

const largestPage = 10_000;
const emptyJournal: JournalPage = { entries: [], next: 0, dropped: 0 };

const booked = ({ invoices }: RecordPage['ledger']): readonly LedgerInvoice[] =>
  invoices.map((entry) => ({ ...entry, original: entry.content.originalInvoiceNo ?? null }));

/** Attempts of all news in the order in which they were sent. */
const sendingsOf = (news: readonly PushView[]): PushSending[] =>
  news
    .flatMap(({ requestId, orderNo, attempts }) =>
      attempts.map(({ order, sentAt, manner, fault, body, outcome, httpStatus, answer }) => ({
        order,
        sending: { requestId, orderNo, sentAt, manner, fault, body, outcome, httpStatus, answer },
      })),
    )
    .toSorted((a, b) => a.order - b.order)
    .map(({ sending }, at) => ({ number: at + 1, ...sending }));

/** A bureau on this machine that is silent so long is broken. */
const patienceMs = 30_000;

/** `url` of the control port and its bearer token. */
export const createControl = (bureau: { readonly url: string; readonly token: string }): Control => {
  const ask = createCall(bureau, { patienceMs });
  const call = async (method: string, path: string, body?: unknown): Promise<string> => {
    const { status, text } = await ask(method, path, body).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      throw new BureauFailure(`the bureau’s control port cannot be reached: ${why}`);
    });
    if (status >= 200 && status < 300) return text;
    throw new BureauFailure(`${method} ${path} was answered ${status}: ${text.slice(0, 500)}`);
  };
  const read = async <T>(method: string, path: string, body?: unknown): Promise<T> =>
    JSON.parse(await call(method, path, body)) as T;
  const tenant = (id: string, resource = '') => `/control/v1/tenants/${encodeURIComponent(id)}${resource}`;
  const restOfJournal = async (id: string, first: JournalPage): Promise<Journal> => {
    const entries = [...first.entries];
    let { next, dropped } = first;
    while (next !== null) {
      const page: JournalPage = await read('GET', tenant(id, `/journal?after=${next}&limit=${largestPage}`));
      entries.push(...page.entries);
      ({ next, dropped } = page);
    }
    return { entries, dropped };
  };
  const restOfPushes = async (id: string, first: PushPage): Promise<readonly PushView[]> => {
    const news = [...first.pushes];
    for (let { next } = first; next !== null; ) {
      const page: PushPage = await read('GET', tenant(id, `/callbacks?after=${next}&limit=${largestPage}`));
      news.push(...page.pushes);
      next = page.next;
    }
    return news;
  };
  return {
    rootPem: () => call('GET', '/control/v1/root.pem'),
    createTenant: (request) => read('POST', '/control/v1/tenants', request),
    patchTenant: async (id, patch) => void (await read('PATCH', tenant(id), patch)),
    removeTenant: async (id) => void (await call('DELETE', tenant(id))),
    putFaults: async (id, rules) => void (await read('PUT', tenant(id, '/faults'), rules)),
    clock: (id) => read('GET', tenant(id, '/clock')),
    advanceTo: (id, instant) => read('POST', tenant(id, '/clock'), { advanceTo: instant }),
    advanceAtRest: (id, instant, held) =>
      read('POST', tenant(id, '/clock'), { advanceTo: instant, onlyAtRest: { held } }),
    journal: (id) => restOfJournal(id, emptyJournal),
    takeRecord: async (id) => {
      const page: RecordPage = await read('DELETE', tenant(id, `/record?limit=${largestPage}`));
      const { removed, lastEvent, clock, sheets, faults, callbacks } = page;
      return {
        ...{ removed, lastEvent, clock, sheets, ledger: booked(page.ledger) },
        journal: await restOfJournal(id, page.journal),
        pushes: sendingsOf(await restOfPushes(id, callbacks)),
        faultHits: new Map(faults.map((rule) => [rule.id, rule.hits])),
      };
    },
    ledger: async (id) => booked(await read<RecordPage['ledger']>('GET', tenant(id, '/ledger'))),
    sheets: async (id) => (await read<{ readonly sheets: LedgerSheet[] }>('GET', tenant(id, '/sheets'))).sheets,
    certify: async (id, holder) =>
      (await read<{ readonly certificatePem: string }>('POST', tenant(id, '/certificates'), holder)).certificatePem,
    post: async (id, resource, body) => void (await read('POST', tenant(id, `/${resource}`), body)),
    handPaper: async (id, roll) => void (await read('PUT', tenant(id, '/stock'), roll)),
    openEvents: async (signal) => {
      const response = await openStream(bureau, '/control/v1/events', signal);
      if (response.statusCode !== 200)
        throw new BureauFailure(`the event stream was answered ${response.statusCode ?? 'nothing'}`);
      return response.setEncoding('utf8');
    },
  };
};
