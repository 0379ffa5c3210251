// The book of pushes: which orders want news, and every piece of news with its attempts; a restart goes on from it (B-4).
import type { Database } from '../ledger/database.ts';
import type { Push, PushNews, Subscription } from './push.ts';

export type PushBook = {
  /** A later order of a freed number replaces the earlier one's. */
  readonly subscribe: (subscription: Subscription) => void;
  /** Order numbers are each seller's own. */
  readonly subscriptionsOf: (orderNo: string) => readonly Subscription[];
  /** `requestIdOf` is given a number that this book never gives again. */
  readonly add: (subscription: Subscription, news: PushNews, requestIdOf: (number: number) => string) => Push;
  readonly find: (number: number) => Push | null;
  readonly keep: (push: Push) => void;
  /** In the order in which they were added: numbers later than `after`, at most `limit`. */
  readonly list: (page: { readonly after: number; readonly limit: number }) => readonly Push[];
  readonly due: () => readonly Push[];
  readonly clear: () => void;
};

const schema = `
  CREATE TABLE IF NOT EXISTS callback_orders (order_no TEXT, environment TEXT, seller TEXT, subscription TEXT,
    PRIMARY KEY (order_no, environment, seller)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS pushes (number INTEGER PRIMARY KEY AUTOINCREMENT, state TEXT, push TEXT);
  CREATE INDEX IF NOT EXISTS pushes_due ON pushes (number) WHERE state = 'due';
`;

/** Of those that are over, only so many of the latest are kept: under load there is one for every invoice. */
const mostPushes = 100_000;

const pushOf = (row: Readonly<Record<string, unknown>>): Push => JSON.parse(String(row['push'])) as Push;

export const createPushBook = (database: Database): PushBook => {
  database.execute(schema);
  const subscribe = database.prepare('INSERT OR REPLACE INTO callback_orders VALUES (?, ?, ?, ?)');
  const subscriptions = database.prepare('SELECT subscription FROM callback_orders WHERE order_no = ?');
  const number = database.prepare("INSERT INTO pushes (state) VALUES ('due') RETURNING number");
  const keep = database.prepare('UPDATE pushes SET state = ?, push = ? WHERE number = ?');
  const find = database.prepare('SELECT push FROM pushes WHERE number = ?');
  const list = database.prepare('SELECT push FROM pushes WHERE number > ? ORDER BY number LIMIT ?');
  const trim = database.prepare("DELETE FROM pushes WHERE number <= ? AND state <> 'due'");
  const due = database.prepare("SELECT push FROM pushes WHERE state = 'due' ORDER BY number");
  const write = (push: Push): void => void keep.run(push.state, JSON.stringify(push), push.number);
  return {
    subscribe: (order) =>
      void database.write(() =>
        subscribe.run(order.orderNo, order.environment, order.sellerTaxNo, JSON.stringify(order)),
      ),
    subscriptionsOf: (orderNo) =>
      subscriptions.all(orderNo).map((row) => JSON.parse(String(row['subscription'])) as Subscription),
    add: (order, news, requestIdOf) =>
      database.write(() => {
        const given = Number(number.get()?.['number']);
        const requestId = requestIdOf(given);
        const push: Push = { ...order, ...news, number: given, requestId, state: 'due', dueAt: news.at, attempts: [] };
        write(push);
        trim.run(given - mostPushes);
        return push;
      }),
    find: (wanted) => {
      const row = find.get(wanted);
      return row ? pushOf(row) : null;
    },
    keep: (push) => database.write(() => write(push)),
    list: ({ after, limit }) => list.all(after, limit).map(pushOf),
    due: () => due.all().map(pushOf),
    clear: () => database.write(() => database.execute('DELETE FROM callback_orders; DELETE FROM pushes;')),
  };
};
