// The kit's way to a bureau: its control API over HTTP, as far as a certification needs it.
import type { LedgerInvoice, LedgerSheet, PushSending, WireExchange } from '../evidence.ts';
import { createCall } from './call.ts';

export type InFlight = { readonly nonce: string | null; readonly state: 'working' | 'held' | 'answering' };
export type ClockView = {
  readonly now: string;
  readonly nextEventAt: string | null;
  readonly inFlight: readonly InFlight[];
  /** On their way to a receiver at this moment. */
  readonly pushes: readonly unknown[];
};
export type TenantView = {
  readonly id: string;
  readonly baseUrls: { readonly https: string; readonly http: string | null };
  readonly bureauPublicKeyPem: string;
};
type LedgerEntry = LedgerInvoice & { readonly content: { readonly originalInvoiceNo?: string } };
/** A piece of news with every attempt to bring it. */
type PushView = Pick<PushSending, 'requestId' | 'orderNo'> & {
  readonly attempts: readonly Omit<PushSending, 'number' | 'requestId' | 'orderNo'>[];
};
type PushPage = { readonly pushes: readonly PushView[]; readonly next: number | null };
type JournalPage = {
  readonly entries: readonly WireExchange[];
  readonly next: number | null;
  readonly dropped: number;
};
export type Control = {
  readonly rootPem: () => Promise<string>;
  readonly createTenant: (request: Readonly<Record<string, unknown>>) => Promise<TenantView>;
  readonly patchTenant: (id: string, patch: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly removeTenant: (id: string) => Promise<void>;
  readonly putFaults: (id: string, rules: readonly unknown[]) => Promise<void>;
  readonly faultHits: (id: string) => Promise<ReadonlyMap<string, number>>;
  readonly clock: (id: string) => Promise<ClockView>;
  readonly advanceTo: (id: string, instant: string) => Promise<ClockView>;
  readonly journal: (id: string) => Promise<{ readonly entries: readonly WireExchange[]; readonly dropped: number }>;
  readonly pushes: (id: string) => Promise<readonly PushSending[]>;
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
  readonly openEvents: (signal: AbortSignal) => Promise<ReadableStream<Uint8Array>>;
};

/** The bureau refused or could not be reached: a fault of the kit, never of the client. */
export class BureauFailure extends Error {}

const journalPage = 10_000;
const pushPage = 1_000;

/** Attempts of all news in the order in which they were sent; those of one instant in the order of the book. */
const sendingsOf = (news: readonly PushView[]): PushSending[] =>
  news
    .flatMap(({ requestId, orderNo, attempts }) =>
      attempts.map(({ sentAt, manner, fault, body, outcome, httpStatus, answer }) => ({
        ...{ requestId, orderNo, sentAt, manner, fault, body, outcome, httpStatus, answer },
      })),
    )
    .toSorted((a, b) => (a.sentAt < b.sentAt ? -1 : Number(a.sentAt > b.sentAt)))
    .map((sending, at) => ({ number: at + 1, ...sending }));

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
  return {
    rootPem: () => call('GET', '/control/v1/root.pem'),
    createTenant: (request) => read('POST', '/control/v1/tenants', request),
    patchTenant: async (id, patch) => void (await read('PATCH', tenant(id), patch)),
    removeTenant: async (id) => void (await call('DELETE', tenant(id))),
    putFaults: async (id, rules) => void (await read('PUT', tenant(id, '/faults'), rules)),
    faultHits: async (id) => {
      const rules = await read<{ readonly id: string; readonly hits: number }[]>('GET', tenant(id, '/faults'));
      return new Map(rules.map((rule) => [rule.id, rule.hits]));
    },
    clock: (id) => read('GET', tenant(id, '/clock')),
    advanceTo: (id, instant) => read('POST', tenant(id, '/clock'), { advanceTo: instant }),
    journal: async (id) => {
      const entries: WireExchange[] = [];
      for (let after = 0; ; ) {
        const page: JournalPage = await read('GET', tenant(id, `/journal?after=${after}&limit=${journalPage}`));
        entries.push(...page.entries);
        if (page.next === null) return { entries, dropped: page.dropped };
        after = page.next;
      }
    },
    ledger: async (id) => {
      const { invoices } = await read<{ readonly invoices: LedgerEntry[] }>('GET', tenant(id, '/ledger'));
      return invoices.map((entry) => ({ ...entry, original: entry.content.originalInvoiceNo ?? null }));
    },
    sheets: async (id) => (await read<{ readonly sheets: LedgerSheet[] }>('GET', tenant(id, '/sheets'))).sheets,
    certify: async (id, holder) =>
      (await read<{ readonly certificatePem: string }>('POST', tenant(id, '/certificates'), holder)).certificatePem,
    pushes: async (id) => {
      const news: PushView[] = [];
      for (let after = 0; ; ) {
        const page: PushPage = await read('GET', tenant(id, `/callbacks?after=${after}&limit=${pushPage}`));
        news.push(...page.pushes);
        if (page.next === null) return sendingsOf(news);
        after = page.next;
      }
    },
    post: async (id, resource, body) => void (await read('POST', tenant(id, `/${resource}`), body)),
    handPaper: async (id, roll) => void (await read('PUT', tenant(id, '/stock'), roll)),
    openEvents: async (signal) => {
      const response = await fetch(`${bureau.url}/control/v1/events`, {
        headers: { authorization: `Bearer ${bureau.token}` },
        signal,
      });
      if (!response.ok || !response.body) throw new BureauFailure(`the event stream was answered ${response.status}`);
      return response.body;
    },
  };
};
