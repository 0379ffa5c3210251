// A tenant as the control port shows it: register with masked secrets, clock, ledger (contract of the control API).
import { writeInstant } from '../../protocol/timestamp.ts';
import type { LedgerQuery, View } from '../control/controlled.ts';
import { viewUnderWay } from '../delivery/views.ts';
import { leastRetentionYears } from '../journal/retention.ts';
import type { InvoiceEntry, OrderEntry } from '../ledger/ledger.ts';
import { type LedgerExcerpt, readLedgerPage } from '../ledger/ledger-page.ts';
import { quotaOf } from '../operations/quota.ts';
import type { Application } from '../register/application.ts';
import type { Seller } from '../register/seller.ts';
import type { World } from './world.ts';

const maskApplication = ({ appSecret: _secret, sm4Key: _key, ...rest }: Application): View => ({
  ...rest,
  appSecret: '***',
  sm4Key: '***',
});

const instantOrNull = (epochMs: number | null): string | null => (epochMs === null ? null : writeInstant(epochMs));

/** Mode and rate, present instant, next event, every exchange under way with its state, and every push under way (D-4). */
export const viewClock = ({ clock, underWay, delivery }: World): View => ({
  ...clock.pace(),
  now: writeInstant(clock.now()),
  nextEventAt: instantOrNull(clock.nextDueAt()),
  inFlight: underWay.list(),
  pushes: delivery.postOffice.underWay().map(viewUnderWay),
});

const viewJournal = ({ options, register, journal, changes }: World): View => {
  const [exchanges, news] = [journal.table.anchor(), changes.table.anchor()];
  return {
    retentionYears: register.settings.retentionYears ?? leastRetentionYears,
    dropped: exchanges.dropped + news.dropped,
    droppedWithinRetention: exchanges.droppedWithinRetention + news.droppedWithinRetention,
    kept: { exchanges: journal.table.kept(), changes: changes.table.kept() },
    ...options.journalBounds,
  };
};

export const viewTenant = (world: World): View => ({
  id: world.options.id,
  baseUrls: world.baseUrls,
  bureauPublicKeyPem: world.bureauKeys().publicKeyPem,
  clock: viewClock(world),
  settings: world.register.settings,
  journal: viewJournal(world),
  sellers: [...world.register.sellers.values()],
  applications: [...world.register.applications.values()].map(maskApplication),
});

const viewEntry = ({ environment: _environment, ...invoice }: InvoiceEntry): View => ({
  ...invoice,
  issuedAt: writeInstant(invoice.issuedAt),
  deliveredAt: instantOrNull(invoice.deliveredAt),
});

const viewOrder = ({ content: _content, ...order }: OrderEntry): View => ({
  ...order,
  acceptedAt: writeInstant(order.acceptedAt),
});

const viewEntries = ({
  invoices,
  orders,
  ...counts
}: Omit<LedgerExcerpt, 'counts'> & Partial<LedgerExcerpt>): View => ({
  invoices: invoices.map(viewEntry),
  orders: orders.map(viewOrder),
  ...counts,
});

type Environment = Application['environment'];

/** Where the seller has applications; quotas are each environment's own (B-7). */
export const environmentsOf = (sellerTaxNo: string, { register }: World): readonly Environment[] => {
  const applications = [...register.applications.values()].filter(({ sellers }) => sellers.includes(sellerTaxNo));
  const used = (['test', 'production'] as const).filter((one) =>
    applications.some(({ environment }) => environment === one),
  );
  return used.length > 0 ? used : ['test'];
};

export const viewQuota = (seller: Seller, environment: Environment, { ledger, register, clock }: World): View => ({
  sellerTaxNo: seller.taxNo,
  environment,
  ...quotaOf({ ledger, environment, settings: register.settings, now: clock.now() }, seller),
});

/** With a query what fits it, and `counts` of all that does; else everything. Quotas are always of every seller, in each environment where it has applications. */
export const viewLedger = (world: World, query: LedgerQuery | null): View => ({
  ...viewEntries(
    query
      ? readLedgerPage(world.database, world.ledger, query)
      : { invoices: world.ledger.invoices(), orders: world.ledger.orders() },
  ),
  quota: [...world.register.sellers.values()].flatMap((seller) =>
    environmentsOf(seller.taxNo, world).map((environment) => viewQuota(seller, environment, world)),
  ),
});
