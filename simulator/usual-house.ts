// What every house of a bureau is furnished with, doors or none: defaults for what its caller leaves open.
import { readInstant } from '../protocol/timestamp.ts';
import type { ExchangeLine } from './exchange/exchange-line.ts';
import { readHostile } from './hostility/read-hostile.ts';
import type { JournalBounds } from './journal/chained-table.ts';
import type { Durability } from './ledger/durability.ts';
import { type Profile, readProfile } from './profiles/profile.ts';
import type { Hostile } from './register/hostile.ts';
import { systemTimers, type Timers } from './system-clock.ts';
import { shippedTable, type TaxCode, type TaxTable, tableOf } from './tax-codes/tax-codes.ts';
import type { UsualClock } from './tenancy/house.ts';
import { UnusableData } from './unusable-data.ts';

/** `real` follows the machine; a frozen clock begins at `yyyy-MM-ddTHH:mm:ss.SSS+08:00` and moves when it is told to. */
export type ClockOption = 'real' | { readonly frozen: string };

export type UsualOptions = {
  /** Of the default tenant's books in a data directory; `process` by default. */
  readonly durability?: Durability;
  /** Answers say in headers which fault acted and which mistake was made; off by default, as no real bureau does. */
  readonly explain?: boolean;
  /**
   * Of tenants that do not say otherwise: a seed alone, or with the behaviours to leave out; friendly where absent.
   * Throws `UnusableData` for one that nobody knows.
   */
  readonly hostile?: number | Hostile | null;
  /** Of tenants that name none; 0 by default. */
  readonly seed?: number;
  /** Of tenants that name none; `real` by default. Throws `UnusableData` for an instant that nobody can read. */
  readonly clock?: ClockOption;
  /** The machine's time, for tenants with a real clock. */
  readonly timers?: Timers;
  /** Hosts, beside this machine, that a callbackUrl may name; none by default. */
  readonly callbackHosts?: readonly string[];
  /** Of the demonstration tenant and of tenants that name none; `standard` by default. */
  readonly profile?: Profile;
  /** The table of codes that every tenant begins with; the bureau's own by default. */
  readonly taxCodes?: readonly TaxCode[];
  /** How much the journal of each tenant keeps, of exchanges and of changes; the oldest go, and are counted. */
  readonly journalBounds?: Partial<JournalBounds>;
  /** Told of each exchange that has ended; for a log. */
  readonly onExchange?: (line: ExchangeLine) => void;
};

/** One table for all tenants, made when the first order needs it. */
const createTableSource = (codes: readonly TaxCode[] | undefined): (() => TaxTable) => {
  let table: TaxTable | null = null;
  return () => {
    table ??= codes ? tableOf(codes) : shippedTable();
    return table;
  };
};

const clockOf = (option: ClockOption): UsualClock => {
  if (option === 'real') return { mode: 'real', now: null };
  const now = readInstant(option.frozen);
  if (now === null)
    throw new UnusableData(
      `the clock cannot be frozen at ${JSON.stringify(option.frozen)}`,
      'Write the instant as yyyy-MM-ddTHH:mm:ss.SSS+08:00.',
    );
  return { mode: 'frozen', now };
};

export const usualHouse = (options: UsualOptions) => ({
  timers: options.timers ?? systemTimers,
  seed: options.seed ?? 0,
  clock: clockOf(options.clock ?? 'real'),
  durability: options.durability ?? ('process' as const),
  explain: options.explain ?? false,
  hostile: readHostile(options.hostile),
  callbackHosts: options.callbackHosts ?? [],
  profile: options.profile ?? readProfile('standard'),
  taxTable: createTableSource(options.taxCodes),
  journalBounds: options.journalBounds ?? {},
  onExchange: options.onExchange ?? (() => undefined),
});
