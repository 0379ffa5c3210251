// A tenant for one test, with everything a client needs to reach it and a test needs to steer and to ask it.
import type { InvoiceIssue } from '../protocol/operations/invoice-issue.ts';
import type { Bureau } from '../simulator/bureau.ts';
import type { Controlled, ControlProblem } from '../simulator/control/controlled.ts';
import type { FaultRuleView } from '../simulator/faults/fault-book.ts';
import type { FaultRule } from '../simulator/faults/rule.ts';
import type { JournalEntry } from '../simulator/journal/entry.ts';
import { operationNames } from '../simulator/operations/registry.ts';
import type { Seller } from '../simulator/register/seller.ts';
import type { BaseUrls } from '../simulator/tenancy/base-urls.ts';
import { judgeFaults } from '../simulator/tenancy/judge-faults.ts';
import type { Tenant } from '../simulator/tenant.ts';
import { explainExchanges } from './explain-exchanges.ts';
import { findIssuedOnce } from './issued-once.ts';
import { type LedgerInvoice, type LedgerView, readJournal, readLedger } from './read-books.ts';
import { sampleOrder } from './sample-order.ts';
import { type Credentials, type TestTenantOptions, tenantRequestOf } from './tenant-options.ts';

/** What `explain` says, of any tenant: `explainExchanges(bureau.tenant('default'))`. */
export { explainExchanges } from './explain-exchanges.ts';

/** A rule of the fault table; `id` is drawn where it is left out. */
export type TestFault = Partial<FaultRule> & Pick<FaultRule, 'effect'>;

export type TestTenant = {
  readonly id: string;
  /** `https://…/test/v1`. */
  readonly baseUrl: string;
  /** The same over plain HTTP, where the bureau has such a door. */
  readonly httpBaseUrl: string | null;
  /** The root to trust, PEM; null in memory, where there is no TLS. */
  readonly ca: string | null;
  readonly credentials: Credentials;
  readonly seller: Seller;
  /** A lawful order of the seller's, with changes where the test wants it otherwise. */
  readonly order: (orderNo: string, changes?: Partial<InvoiceIssue>) => InvoiceIssue;
  readonly faults: {
    /** After those that are there. Throws ControlRefused, naming each unknown word. */
    readonly add: (...rules: readonly TestFault[]) => void;
    /** With `hits`: how often each acted. */
    readonly list: () => readonly FaultRuleView[];
    readonly clear: () => void;
  };
  readonly clock: {
    /** Epoch ms. */
    readonly now: () => number;
    /** At the present instant. */
    readonly freeze: () => Promise<void>;
    /** Resolves when all that was due has been done. Throws ControlRefused for a clock that is not frozen. */
    readonly advance: (ms: number) => Promise<void>;
  };
  readonly ledger: () => LedgerView;
  /** Every exchange with the verdict of each gate, oldest first. */
  readonly journal: () => readonly JournalEntry[];
  /** The exchanges in words: which gate refused, what was expected, what came, and the remedy. */
  readonly explain: () => string;
  /** Throws NotIssuedOnce unless the sale of this order was issued, and issued under no other number; says what came of every attempt. */
  readonly expectIssuedOnce: (orderNo: string) => LedgerInvoice;
  /** The tenant as the bureau has it, for all else: settings, red invoices, callbacks, snapshots. */
  readonly inside: Tenant;
  /** Closes its books; requests under way meet a broken connection. */
  readonly remove: () => Promise<void>;
};

/** What the control port would have refused, with each place, reason and remedy. */
export class ControlRefused extends Error {
  override readonly name = 'ControlRefused';
  readonly problems: readonly ControlProblem[];

  constructor(what: string, problems: readonly ControlProblem[]) {
    const lines = problems.map(({ pointer, detail, remedy }) => `   ${pointer} ${detail} ${remedy}`.trimEnd());
    super([`${what} was refused:`, ...lines].join('\n'));
    this.problems = problems;
  }
}

/** A bureau with doors, or one in memory. */
export type TestBureau = Pick<Bureau, 'createTenant' | 'removeTenant' | 'tenant'> & { readonly rootPem?: string };

const granted = <T>(what: string, answer: Controlled<T>): T => {
  if (answer.ok) return answer.value;
  throw new ControlRefused(what, answer.problems);
};

/** Tenants of one process never share a name, and so no application, whatever bureau they are in. */
let opened = 0;
const nextId = (): string => {
  opened += 1;
  return `test-${opened}`;
};

const faultsOf = (tenant: Tenant): TestTenant['faults'] => {
  let named = 0;
  const withId = (rule: TestFault): TestFault => {
    named += 1;
    return { id: `fault-${named}`, ...rule };
  };
  return {
    add: (...rules) => {
      const interfaces = [...operationNames];
      tenant.faults.add(granted('a fault', judgeFaults(rules.map(withId), tenant, { interfaces, place: 'beside' })));
    },
    list: tenant.faults.list,
    clear: tenant.faults.clear,
  };
};

const clockOf = (tenant: Tenant): TestTenant['clock'] => ({
  now: tenant.clock.now,
  freeze: async () => void granted('freezing the clock', await tenant.moveClock({ mode: 'frozen' })),
  advance: async (ms) => {
    if (!Number.isSafeInteger(ms) || ms < 0)
      throw new ControlRefused('advancing the clock', [
        { pointer: '', detail: `by ${ms} is no step of whole milliseconds forward.`, remedy: 'Give 0 or more.' },
      ]);
    granted('advancing the clock', await tenant.moveClock({ advanceMs: ms }));
  },
});

/** Opens a tenant of its own for one test. Throws ControlRefused for options that make no tenant. */
export const openTestTenant = async (bureau: TestBureau, options: TestTenantOptions = {}): Promise<TestTenant> => {
  const id = options.id ?? nextId();
  const { request, privateKeyPem } = tenantRequestOf(id, options);
  granted(`tenant ${id}`, await bureau.createTenant(request));
  const tenant = bureau.tenant(id);
  const [seller] = request.sellers;
  const [application] = request.applications;
  if (!tenant || !seller || !application)
    throw new Error('a tenant that was made is there, with what it was asked for');
  const { baseUrls, bureauPublicKeyPem } = tenant.view() as {
    readonly baseUrls: BaseUrls;
    readonly bureauPublicKeyPem: string;
  };
  const { appId, appSecret, sm4Key, signType, encryptType } = application;
  const signsBySm2 = signType === 'SM2-SM3';
  return {
    id,
    baseUrl: baseUrls.https,
    httpBaseUrl: baseUrls.http,
    ca: bureau.rootPem ?? null,
    credentials: {
      ...{ appId, appSecret, sm4Key, signType, encryptType, privateKeyPem },
      bureauPublicKeyPem: signsBySm2 ? bureauPublicKeyPem : null,
    },
    seller,
    order: (orderNo, changes) => sampleOrder(orderNo, seller, changes),
    faults: faultsOf(tenant),
    clock: clockOf(tenant),
    ledger: () => readLedger(tenant),
    journal: () => readJournal(tenant),
    explain: () => explainExchanges(tenant),
    expectIssuedOnce: (orderNo) => findIssuedOnce(tenant, orderNo),
    inside: tenant,
    remove: async () => void (await bureau.removeTenant(id)),
  };
};
