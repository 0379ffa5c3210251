// The default store: orders kept as long as the process lives.
import type { OrderStore, StoredOrder } from './store.ts';

export const createMemoryStore = (): OrderStore => {
  const orders = new Map<string, StoredOrder>();
  return {
    save: async (order) => {
      orders.set(order.orderNo, order);
    },
    find: async (orderNo) => orders.get(orderNo) ?? null,
    forget: async (orderNo) => {
      orders.delete(orderNo);
    },
    list: async () => [...orders.values()].sort((a, b) => a.begunAtMs - b.begunAtMs),
  };
};
