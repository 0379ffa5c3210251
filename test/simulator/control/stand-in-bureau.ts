// A bureau of cardboard for the control port's tests: it remembers what it was asked and has one tenant.
import type { BureauEvent, ControlledBureau, ControlledTenant } from '../../../simulator/control/controlled.ts';
import { createFaultBook } from '../../../simulator/faults/fault-book.ts';

export const token = 'token-of-the-test-0123456789';

export const createStandIn = (
  options: { readonly ownPort?: boolean; readonly ready?: boolean; readonly atWork?: boolean } = {},
) => {
  const asked: unknown[] = [];
  const note = (what: string, detail: unknown) => {
    asked.push([what, detail]);
    return { ok: true as const, value: { [what]: detail } };
  };
  const listeners = new Set<(event: BureauEvent) => void>();
  const buffer: BureauEvent[] = [];
  const tenant: ControlledTenant = {
    id: 'default',
    ownPort: options.ownPort ?? true,
    faults: createFaultBook({ now: () => 0, dice: () => 0 }),
    view: () => ({ id: 'default' }),
    patch: async (body) => note('patch', body),
    clockView: () => ({ mode: 'frozen' }),
    isAtWork: () => options.atWork ?? false,
    moveClock: async (request) => note('clock', request),
    explainExchange: async (seq) => (seq === 7 ? { seq, refusedBy: null, problems: [] } : null),
    readJournal: (page) => ({ entries: [], next: null, dropped: 0, page }),
    nameMistakes: async (page) => ({ entries: [], next: null, dropped: 0, page, named: true }),
    readChanges: (page) => ({ changes: [], next: null, dropped: 0, page }),
    verifyJournal: async () => ({ ok: true, checked: 0 }),
    async *exportJournal(wish) {
      yield `${JSON.stringify({ kind: 'end', ...wish })}\n`;
    },
    snapshots: {
      list: () => [],
      save: async (name) => note('save', name),
      restore: async (name) => (name === 'kept' ? note('restore', name).value : null),
      remove: (name) => name === 'kept',
    },
    setQuota: async (body) => note('quota', body),
    readTaxCodes: () => ({ version: '1', changes: [] }),
    changeTaxCodes: async (body) => note('tax-codes', body),
    setMark: async (body) => note('mark', body),
    readSheets: () => ({ sheets: [] }),
    actOnSheets: async (body) => note('sheet', body),
    readStock: () => ({ rolls: [] }),
    putStock: async (body) => note('stock', body),
    readLedger: (query) => ({ invoices: [], orders: [], quota: [], query }),
    readCallbacks: (page) => ({ pushes: [], next: null, page }),
    readOutbox: (shown) => ({ letters: [], shown }),
    readAccount: (taxNo) => ({ taxNo, invoices: [] }),
    readDocument: async (invoiceNo, kind) =>
      invoiceNo.startsWith('99') ? null : { contentType: `text/${kind}`, bytes: Buffer.from(invoiceNo) },
    issueCertificate: async (body) => note('certificate', body),
    reset: () => void note('reset', null),
  };
  const bureau: ControlledBureau = {
    rootPem: () => '-----BEGIN CERTIFICATE-----',
    interfaces: ['invoice.issue', 'invoice.query', 'quota.query'],
    tenants: () => [tenant],
    tenant: (id) => (id === tenant.id ? tenant : null),
    createTenant: async (body) => {
      note('create', body);
      return { ok: true, value: tenant };
    },
    registrations: async () => {
      throw new Error('no office here');
    },
    removeTenant: async (id) => note('remove', id).ok,
    isReady: () => options.ready ?? true,
    readMetrics: async () => ({ contentType: 'text/plain; version=0.0.4; charset=utf-8', text: 'bureau_tenants 1\n' }),
    events: {
      latest: () => buffer.at(-1)?.id ?? 0,
      since: (after) => buffer.filter((event) => event.id > after),
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  };
  const say = (event: BureauEvent) => {
    buffer.push(event);
    for (const listener of listeners) listener(event);
  };
  return { bureau, tenant, asked, say, listeners };
};
