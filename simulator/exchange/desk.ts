// What an exchange needs of its tenant: time, books, register, faults, and what is drawn from the tenant's seed.
import type { Format } from '../../protocol/envelope.ts';
import type { TenantClock } from '../clock.ts';
import type { Departure } from '../doors/visit.ts';
import type { FaultBook } from '../faults/fault-book.ts';
import type { NonceMemory } from '../gates/freshness.ts';
import type { Traffic } from '../gates/traffic.ts';
import type { Stage } from '../journal/actor.ts';
import type { JournalEntry } from '../journal/entry.ts';
import type { IvMemory } from '../journal/iv-memory.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { OperationContext } from '../operations/decision.ts';
import type { Application } from '../register/application.ts';
import type { Register } from '../register/register.ts';
import type { TenantSettings } from '../register/tenant-settings.ts';
import type { Sealing, Style } from './answer.ts';
import type { UnderWay } from './under-way.ts';

export type Desk = {
  /** Its id. */
  readonly tenant: string;
  readonly pathPrefix: string;
  /** Whether answers say in headers why they are what they are. */
  readonly explain: boolean;
  readonly clock: TenantClock;
  readonly register: () => Register;
  readonly nonces: NonceMemory;
  readonly ivs: IvMemory;
  readonly traffic: Traffic;
  readonly faults: FaultBook;
  readonly ledger: Ledger;
  readonly underWay: UnderWay;
  readonly sealing: (application: Application) => Sealing;
  readonly operationContext: (asker: {
    readonly environment: 'test' | 'production';
    readonly application: Application;
    readonly format: Format;
    /** Whether it came over HTTPS: links lead the same way. */
    readonly secure: boolean;
    /** What a fault has changed of the settings for this request alone. */
    readonly settings: Partial<TenantSettings>;
    /** Where it is noted which hostility acted. */
    readonly entry?: JournalEntry;
  }) => OperationContext;
  /** Empty where the tenant is not hostile. */
  readonly styleOf: (entry: JournalEntry) => { readonly style?: Style };
  readonly nextRequestId: () => string;
  readonly foreignNonce: () => string;
  /** The last true answer to each application, for an answer that comes twice. */
  readonly lastAnswers: Map<string, Departure>;
  /** A number that the ledger will never hold. */
  readonly inventInvoiceNo: () => string;
  readonly committed: () => Promise<void>;
  readonly actAs: Stage['actAs'];
  /** Aborts when the tenant is removed: nobody is held any longer. */
  readonly closing: AbortSignal;
  /** Aborts when the bureau is about to close: nobody waits any longer for what cannot come by itself. */
  readonly windingUp: AbortSignal;
};
