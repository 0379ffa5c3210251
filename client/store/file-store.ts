// A store that survives a kill: one file for each order, replaced atomically and flushed to disk before a request leaves.
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { OrderStore, StoredOrder } from './store.ts';

const suffix = '.order.json';

/** Hexadecimal: order numbers differ by case, and not every file system does. */
const fileOf = (orderNo: string): string => `${Buffer.from(orderNo, 'utf8').toString('hex')}${suffix}`;

/** A file of the store cannot be used; says which and what to do. Never skipped: an order in it would be lost. */
export class StoreUnreadable extends Error {
  override readonly name = 'StoreUnreadable';
}

const isStoredOrder = (value: unknown): value is StoredOrder => {
  if (typeof value !== 'object' || value === null) return false;
  const member = (name: keyof StoredOrder): unknown => Reflect.get(value, name);
  return (
    typeof member('orderNo') === 'string' &&
    typeof member('commandId') === 'string' &&
    typeof member('order') === 'object' &&
    member('order') !== null &&
    (member('state') === 'open' || member('state') === 'handed-over') &&
    typeof member('begunAtMs') === 'number' &&
    typeof member('attempts') === 'number' &&
    typeof member('polling') === 'object'
  );
};

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

const readOrder = async (path: string): Promise<StoredOrder | null> => {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
  try {
    const value: unknown = JSON.parse(text);
    if (isStoredOrder(value)) return value;
  } catch {
    // Fall through: the same refusal as for another shape.
  }
  throw new StoreUnreadable(
    `${path} does not hold an order of this store; move it away and settle its order with the bureau by hand (C-15)`,
  );
};

const flush = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
};

/**
 * Keeps orders in `folder`, which is made when it is missing. A save writes a file beside the old one, flushes it and
 * renames it over: a kill leaves the old order or the new one, never half. Throws StoreUnreadable for foreign files.
 */
export const createFileStore = (folder: string): OrderStore => {
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(folder, { recursive: true });
    const draft = `${path}.draft`;
    const handle = await open(draft, 'w', 0o600);
    try {
      await handle.writeFile(text, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, path);
    await flush(folder);
  };
  return {
    save: (order) => write(join(folder, fileOf(order.orderNo)), JSON.stringify(order)),
    find: (orderNo) => readOrder(join(folder, fileOf(orderNo))),
    forget: (orderNo) => rm(join(folder, fileOf(orderNo)), { force: true }),
    list: async () => {
      const names = await readdir(folder).catch((error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
      });
      const kept = names.filter((name) => name.endsWith(suffix)).sort();
      const orders = await Promise.all(kept.map((name) => readOrder(join(folder, name))));
      return orders.filter((order) => order !== null).sort((a, b) => a.begunAtMs - b.begunAtMs);
    },
  };
};
