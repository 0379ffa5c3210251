// Named snapshots of a tenant: its books, faults, clock, nonces and register as they were, to go back to as often as one likes.
import { writeInstant } from '../../protocol/timestamp.ts';
import type { Pace } from '../clock.ts';
import type { Controlled, ControlledTenant, View } from '../control/controlled.ts';
import type { RememberedFault } from '../faults/fault-book.ts';
import type { Database } from '../ledger/database.ts';
import { createKeptTables } from '../ledger/kept-tables.ts';
import type { Application } from '../register/application.ts';
import type { Seller } from '../register/seller.ts';
import type { TenantSettings } from '../register/tenant-settings.ts';
import type { World } from './world.ts';

export type Snapshots = ControlledTenant['snapshots'];

/** What is not in the books. */
type State = {
  readonly clock: Pace & { readonly now: number };
  readonly faults: readonly RememberedFault[];
  readonly nonces: readonly (readonly [string, number])[];
  readonly settings: TenantSettings;
  readonly sellers: readonly Seller[];
  readonly applications: readonly Application[];
};

const mostSnapshots = 50;
const schema = `
  CREATE TABLE IF NOT EXISTS snapshots (number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, at INTEGER, invoices INTEGER,
    state TEXT);
`;

const stateOf = ({ clock, faults, nonces, register }: World): State => ({
  clock: { ...clock.pace(), now: clock.now() },
  faults: faults.remember(),
  nonces: nonces.remember(),
  settings: register.settings,
  sellers: [...register.sellers.values()],
  applications: [...register.applications.values()],
});

/** Sellers and applications that came later stay: nobody's credentials vanish. */
const bringBack = (world: World, state: State, hostility: World['hostility']): void => {
  world.hostility = hostility;
  world.register = {
    settings: state.settings,
    sellers: new Map([...world.register.sellers, ...state.sellers.map((seller) => [seller.taxNo, seller] as const)]),
    applications: new Map([
      ...world.register.applications,
      ...state.applications.map((application) => [application.appId, application] as const),
    ]),
  };
  // Snapshots of earlier versions know no rate.
  world.clock.set({ ...state.clock, rate: state.clock.rate ?? 1 });
  world.nonces.recall(state.nonces);
  // A script that is played again from here may send what it sent before.
  world.ivs.clear();
  world.load.clear();
  world.traffic.clear();
  world.taxCodes.reread();
  world.faults.recall(state.faults);
};

const statementsOf = (database: Database) => ({
  all: database.prepare('SELECT name, at, invoices FROM snapshots ORDER BY number'),
  find: database.prepare('SELECT * FROM snapshots WHERE name = ?'),
  add: database.prepare(
    'INSERT INTO snapshots (name, at, invoices, state) VALUES (?, ?, (SELECT COUNT(*) FROM invoices), ?) RETURNING *',
  ),
  remove: database.prepare('DELETE FROM snapshots WHERE name = ?'),
});

const viewRow = (row: Readonly<Record<string, unknown>>): View => ({
  name: row['name'],
  at: writeInstant(Number(row['at'])),
  invoices: row['invoices'],
});

const refuse = (detail: string, remedy: string): Controlled<View> => ({
  ok: false,
  problems: [{ pointer: '', detail, remedy }],
});

/** `takeUp` schedules anew what the books have open; what was scheduled before finds its order or invoice gone, or done. */
export const createSnapshots = (world: World, takeUp: () => void): Snapshots => {
  const { database } = world;
  database.execute(schema);
  const tables = createKeptTables(database);
  const sql = statementsOf(database);
  const remove = (name: string): boolean =>
    database.write(() => {
      const row = sql.find.get(name);
      if (row) tables.drop(Number(row['number']));
      return row !== undefined && sql.remove.run(name).changes > 0;
    });
  return {
    list: () => sql.all.all().map(viewRow),
    save: async (name) => {
      if (!/^[0-9A-Za-z_-]{1,64}$/.test(name))
        return refuse('this is no name of a snapshot', 'Use 1 to 64 letters, digits, _ and -.');
      if (!sql.find.get(name) && sql.all.all().length >= mostSnapshots)
        return refuse(`there are ${mostSnapshots} snapshots already`, 'DELETE one of them first.');
      const row = database.write(() => {
        remove(name);
        const added = sql.add.get(name, world.clock.now(), JSON.stringify(stateOf(world))) ?? {};
        tables.keep(Number(added['number']));
        return added;
      });
      await database.committed();
      return { ok: true, value: viewRow(row) };
    },
    restore: async (name) => {
      // Loaded first: from here to the end of it nothing comes between.
      const { createHostility } = await import('../hostility/hostility.ts');
      const row = sql.find.get(name);
      if (!row) return null;
      const state = JSON.parse(String(row['state'])) as State;
      const { hostile } = state.settings;
      tables.bringBack(Number(row['number']));
      bringBack(world, state, hostile ? createHostility(hostile, world.options.id) : null);
      takeUp();
      await database.committed();
      return viewRow(row);
    },
    remove,
  };
};
