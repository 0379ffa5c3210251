// The interfaces of the bureau by name; each operation is loaded at its first request, so that the bureau is ready at once.
import type { Operation } from './decision.ts';

type Load = () => Promise<Operation>;

const loaders: ReadonlyMap<string, Load> = new Map<string, Load>([
  ['invoice.issue', async () => (await import('./invoice-issue.ts')).invoiceIssue],
  ['invoice.query', async () => (await import('./invoice-query.ts')).invoiceQuery],
  ['invoice.list', async () => (await import('./invoice-list.ts')).invoiceList],
  ['invoice.deliver', async () => (await import('./invoice-deliver.ts')).invoiceDeliver],
  ['invoice.red', async () => (await import('./invoice-red.ts')).invoiceRed],
  ['invoice.void', async () => (await import('./invoice-void.ts')).invoiceVoid],
  ['red.apply', async () => (await import('./red-apply.ts')).redApply],
  ['red.confirm', async () => (await import('./red-confirm.ts')).redConfirm],
  ['red.query', async () => (await import('./red-query.ts')).redQuery],
  ['quota.query', async () => (await import('./quota-query.ts')).quotaQuery],
  ['taxcode.sync', async () => (await import('./taxcode-sync.ts')).taxcodeSync],
  ['taxpayer.query', async () => (await import('./taxpayer-query.ts')).taxpayerQuery],
]);

const loaded = new Map<string, Operation>();

export const operationNames: ReadonlySet<string> = new Set(loaders.keys());

/** The operation of an interface at once if it was called before, else as soon as it is loaded; null where there is none. */
export const operationOf = (interfaceName: string): Operation | Promise<Operation> | null => {
  const present = loaded.get(interfaceName);
  const load = loaders.get(interfaceName);
  if (present || !load) return present ?? null;
  return load().then((operation) => {
    loaded.set(interfaceName, operation);
    return operation;
  });
};

/** Loads what is not loaded yet; a bureau that is open does so before its first visitor needs it. */
export const loadOperations = async (): Promise<void> => {
  await Promise.all([...operationNames].map((name) => operationOf(name)));
};
