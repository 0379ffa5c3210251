// The vocabulary of faults: what a rule says, what the fault book picks, and what the exchange then does.
import type { BreakManner, Departure } from '../doors/visit.ts';

export type FaultPhase = 'before' | 'after-commit';

/** The effect member of a rule, as written: one key of `effectKinds`, and for `returnCode` its companions. */
export type Effect = Readonly<Record<string, unknown>>;

/** Draws for effects that leave something to chance: a number from 0 to below 1, from the tenant's seed. */
export type Dice = () => number;

/** `returnCode`: put in the place of the one that was signed. `refusal`: said unsigned, to another's nonce. */
export type Spoiling =
  | 'bad-signature'
  | 'unsigned'
  | 'wrong-nonce'
  | 'wrong-key'
  | 'stale'
  | { readonly returnCode: string }
  | { readonly refusal: string };

/** What the exchange enacts. `break` in phase `before` has no true answer to break: half of a made-up page is sent. */
export type FaultAction =
  | {
      readonly kind: 'answer';
      readonly returnCode: string;
      readonly retryAfterSeconds?: number;
      readonly returnMessage?: string;
      /** What the answer says beside the code, made from the payload that was refused. */
      readonly dataOf?: (payload: unknown) => Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'depart'; readonly departure: Departure }
  | { readonly kind: 'break'; readonly manner: BreakManner }
  | { readonly kind: 'dribble'; readonly pieces: number; readonly everyMs: number }
  | { readonly kind: 'hold' }
  | { readonly kind: 'delay'; readonly delayMs: number }
  | { readonly kind: 'accept-only' }
  | { readonly kind: 'tell-status'; readonly status: string }
  | { readonly kind: 'spoil'; readonly how: Spoiling };

/**
 * The moment at which a fault acts (V-5).
 * - `before-gates`: a fault of the road; nothing was done (a delay: processed afterwards).
 * - `after-nonce`: the request has passed the nonce gate and so is genuine; nothing is committed.
 *   `spoil` here invents a 0000 answer with an invoice number that was never issued.
 * - `in-operation`: the request is decided and done otherwise than the settings say.
 * - `on-answer`: everything was done and committed, and the true answer is replaced, spoilt, kept back or lost.
 *   It too acts only on a request that passed the nonce gate.
 */
export type FaultMoment = 'before-gates' | 'after-nonce' | 'in-operation' | 'on-answer';

export type PickedFault = {
  readonly id: string;
  readonly phase: FaultPhase;
  readonly action: FaultAction;
  readonly acts: FaultMoment;
  /** As written in the rule, for the journal. */
  readonly effect: Effect;
  /** The exchange calls this at the moment when the fault really acts; `hits` of the rule counts these calls. */
  readonly acted: () => void;
};

/** One kind of effect, one file each; its word is the key on the control port and in scenarios. */
export type EffectKind = {
  readonly word: string;
  /** Further members allowed beside the word. */
  readonly companions: readonly string[];
  /** Why `after-commit` has no meaning for it; absent where it has one. */
  readonly onlyBefore?: string;
  /** Interfaces the effect has a meaning for; absent: all. A rule must match one of them. */
  readonly interfaces?: readonly string[];
  /** Null when the effect is well written, else what is wrong; `member` is the offending key. */
  readonly check: (effect: Effect) => { readonly member: string; readonly detail: string } | null;
  /** Only called with an effect that `check` passed. Null: nothing acts on an exchange (the listener is closed, a push is spoilt). */
  readonly act: (
    effect: Effect,
    phase: FaultPhase,
    dice: Dice,
  ) => { readonly action: FaultAction; readonly acts: FaultMoment } | null;
};
