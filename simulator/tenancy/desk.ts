// The desk of a tenant: its world as an exchange needs it.
import { isDocumentReady, linksTo } from '../documents/document-links.ts';
import type { Desk } from '../exchange/desk.ts';
import type { OperationContext } from '../operations/decision.ts';
import { baseUrlOf } from './base-urls.ts';
import type { World } from './world.ts';

/** The world of one request, or of somebody who acts through the control port. */
export const contextOf = (
  world: World,
  { environment, application, format, secure, settings, entry }: Parameters<Desk['operationContext']>[0],
): OperationContext => {
  const tempo = world.hostility?.tempoOf(entry) ?? null;
  return {
    environment,
    application,
    now: world.clock.now(),
    get sellers() {
      return world.register.sellers;
    },
    settings: { ...world.register.settings, ...settings },
    tempo,
    load: world.load,
    ledger: world.ledger,
    profile: world.options.profile,
    taxCodes: world.taxCodes,
    taxTable: world.taxCodes.table,
    schedule: (dueAt, run) => void world.clock.at(dueAt, run),
    statusChanged: world.statusChanged,
    callbackHosts: world.options.callbackHosts,
    subscribe: ({ environment, sellerTaxNo, orderNo }, url) =>
      world.delivery.postOffice.subscribe({ environment, sellerTaxNo, orderNo, appId: application.appId, format, url }),
    post: world.delivery.outbox.post,
    countQuery: world.delivery.countQuery,
    documentsOf: (invoice) =>
      isDocumentReady(invoice, world.clock.now(), { settings: world.register.settings, tempo })
        ? linksTo(invoice, world.register.applications, baseUrlOf(world.baseUrls, { environment, secure }))
        : null,
  };
};

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

export const createDesk = (world: World): Desk => {
  const { random } = world;
  const lastAnswers: Desk['lastAnswers'] = new Map();
  return {
    tenant: world.options.id,
    pathPrefix: world.options.pathPrefix,
    explain: world.options.explain ?? false,
    clock: world.clock,
    register: () => world.register,
    nonces: world.nonces,
    ivs: world.ivs,
    traffic: world.traffic,
    faults: world.faults,
    ledger: world.ledger,
    underWay: world.underWay,
    sealing: (application) => ({
      application,
      iv: random(16),
      bureauPrivateKeyPem: () => world.bureauKeys().privateKeyPem,
    }),
    operationContext: (asker) => contextOf(world, asker),
    lastAnswers,
    styleOf: (entry) => (world.hostility ? { style: world.hostility.styleOf(entry) } : {}),
    nextRequestId: () => `R${hexOf(random(12))}`,
    foreignNonce: () => hexOf(random(16)),
    // No invoice of this century carries the year 99.
    inventInvoiceNo: () => `99${BigInt(`0x${hexOf(random(7))}`)}`.padEnd(20, '0').slice(0, 20),
    committed: () => world.ledger.committed(),
    actAs: world.stage.actAs,
    closing: world.closing.signal,
    windingUp: world.windingUp.signal,
  };
};
