// The shape of a scenario after it was read, validated and filled from the seed: a dialogue as data.
import type { Bilingual } from '../bilingual.ts';
import type { VariationName } from '../variation/names.ts';
import type { ScenarioSeller } from './templates/seller.ts';

export type Wait = 'none' | 'rest' | 'result';

export type Step =
  | { readonly kind: 'beforehand'; readonly order: string }
  | { readonly kind: 'issue' | 'query'; readonly order: string; readonly as: string; readonly wait: Wait }
  | { readonly kind: 'red'; readonly red: string; readonly as: string; readonly wait: Wait }
  | {
      readonly kind: 'confirm';
      readonly red: string;
      readonly decision: 'Y' | 'N' | 'C';
      readonly as: string;
      readonly wait: Wait;
    }
  | {
      readonly kind: 'void';
      readonly order: string;
      readonly reason: string;
      readonly as: string;
      readonly wait: Wait;
    }
  | { readonly kind: 'sync'; readonly as: string; readonly wait: Wait }
  | { readonly kind: 'rollout'; readonly wish: RolloutWish; readonly as: string; readonly wait: Wait }
  | { readonly kind: 'audit'; readonly as: string; readonly wait: Wait }
  | { readonly kind: 'counterparty'; readonly order: string; readonly act: CounterpartyAct; readonly red?: string }
  | { readonly kind: 'elsewhere'; readonly red: string; readonly act: 'issue' | 'apply' | 'withdraw' }
  | { readonly kind: 'voidElsewhere'; readonly order: string }
  | { readonly kind: 'drift'; readonly grow: Growth | null; readonly changes: readonly unknown[] }
  | { readonly kind: 'await'; readonly commands: readonly string[] }
  | { readonly kind: 'advance'; readonly milliseconds: number }
  | { readonly kind: 'kill' }
  | { readonly kind: 'reopen' }
  | { readonly kind: 'bureau'; readonly patch: Readonly<Record<string, unknown>> };

/** As D-1 has it. */
export type RolloutWish = { readonly share: string; readonly salt: string } | { readonly kill: true };

/** What the buyer does: marks the invoice, or speaks on the sheet about it (B-5). */
export type CounterpartyAct = 'use' | 'book' | 'apply' | 'confirm' | 'refuse' | 'withdraw';

/** So many codes more, from a day on. */
export type Growth = { readonly codes: number; readonly from: string };

/** A reversal: of which order's invoice, under which number of its own, whole or by lines (P, `invoice.red`). */
export type RedWish = {
  readonly orderNo: string;
  readonly original: string;
  readonly reason: string;
  readonly lines: readonly Readonly<Record<string, unknown>>[] | null;
};

export type FaultRule = Readonly<Record<string, unknown>> & { readonly id: string };

export type SessionForm = {
  readonly format: 'json' | 'xml';
  readonly signType: 'HMAC-SM3' | 'SM2-SM3';
  readonly encryptType: 'SM4-CBC' | 'SM4-ECB';
  /** The application is registered for mutual TLS (T-6). */
  readonly clientTls: boolean;
};

/** What an application gets that asks for nothing else (E). */
export const usualSession: SessionForm = {
  ...{ format: 'json', signType: 'HMAC-SM3', encryptType: 'SM4-CBC' },
  clientTls: false,
};

export type Scenario = {
  /** Its path below `scenarios/` without the extension. */
  readonly id: string;
  readonly title: Bilingual;
  readonly purpose: Bilingual;
  /** The conformance class (V-1) it belongs to. */
  readonly class: string;
  /** Further classes a client must claim for it: a log that outlives a kill, say, needs `restart` as well. */
  readonly also: readonly string[];
  readonly clauses: readonly string[];
  readonly startAt: string;
  /** It begins on a certain day, takes long, or only the client's word shows it: told on a virtual clock alone (D-10). */
  readonly virtualOnly: boolean;
  /** How the session is opened: the format of the wire and what the application is registered with (T-3, E). */
  readonly session: SessionForm;
  /** What the tenant is to be like; `sortWishes` of bureau-wishes.ts tells settings, seller and application apart. */
  readonly bureau: Readonly<Record<string, unknown>>;
  /** The one seller of all its orders, to be registered with what `bureau` says of the seller. */
  readonly seller: ScenarioSeller;
  /** Complete payloads, order numbers included, made from the seed. */
  readonly orders: Readonly<Record<string, Readonly<Record<string, unknown>> & { readonly orderNo: string }>>;
  /** Names of the orders that are commanded with the client's `callbackUrl` (B-4, D). */
  readonly callbacks: readonly string[];
  /** Reversals by name. */
  readonly reds: Readonly<Record<string, RedWish>>;
  readonly faults: readonly { readonly rule: FaultRule; readonly required: boolean }[];
  readonly steps: readonly Step[];
  readonly expect: {
    readonly outcomes: Readonly<Record<string, readonly string[]>>;
    readonly invoices: Readonly<Record<string, number | readonly number[]>>;
    /** Red invoices of each reversal, and the final status of each order's invoice, where the file says so. */
    readonly reds?: Readonly<Record<string, number | readonly number[]>>;
    /** State of each reversal's last confirmation sheet, where the file says so. */
    readonly sheets?: Readonly<Record<string, string>>;
    readonly statuses?: Readonly<Record<string, string>>;
    /** What the refusal of a command at home must name, where the file says so. */
    readonly errors?: Readonly<Record<string, { readonly rule: string; readonly fields: readonly string[] }>>;
  };
  /** What is not varied in it, and what of its orders and its seller was. */
  readonly variation: {
    readonly calm: readonly VariationName[];
    readonly orders: Readonly<Record<string, readonly string[]>>;
  };
  /** Ids of the scenario's own checks. */
  readonly checks: readonly string[];
  /** Ids of checks that are judged where they find something. */
  readonly watch: readonly string[];
};
