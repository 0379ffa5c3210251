// What one hostile visitor does on one connection, and the bytes it needs for that.

export type Dice = () => number;

/** `http` and `control`: bytes on a TCP connection; `https`: inside TLS; `tls-port`: bytes at the TLS port as they are. */
export type Target = 'http' | 'https' | 'tls-port' | 'control';

export type Attack = {
  readonly at: Target;
  readonly pieces: readonly Buffer[];
  /** `crumbs`: each piece alone, in a turn of its own. */
  readonly pace: 'at-once' | 'crumbs';
  readonly messages: number;
  /** So many answers end the visit; `closed`: until the bureau hangs up. */
  readonly until: number | 'closed';
  /** Whether the visitor has said its last word when all pieces are sent. */
  readonly hangsUp: boolean;
};

export type Kind = { readonly name: string; readonly make: (dice: Dice) => Attack };

/** `share`: how often, against the other families. */
export type Family = { readonly name: string; readonly share: number; readonly kinds: readonly Kind[] };

export const under = (dice: Dice, limit: number): number => Math.floor(dice() * limit);
export const pick = <T>(dice: Dice, list: readonly [T, ...T[]] | readonly T[]): T =>
  list[under(dice, list.length)] as T;
export const bytes = (dice: Dice, length: number): Buffer =>
  Buffer.from(Array.from({ length }, () => under(dice, 256)));
export const hex = (dice: Dice, length: number): string => bytes(dice, length).toString('hex');

export const toBuffer = (text: string | Buffer): Buffer => (typeof text === 'string' ? Buffer.from(text) : text);

/** One message whole, one answer; `change` says what is otherwise. */
export const attack = (piece: string | Buffer, change: Partial<Attack> = {}): Attack => ({
  at: 'http',
  pieces: [toBuffer(piece)],
  pace: 'at-once',
  messages: 1,
  until: 1,
  hangsUp: false,
  ...change,
});

/** Bytes after which the bureau owes nothing more than to hang up. */
export const lastWord = (piece: string | Buffer, change: Partial<Attack> = {}): Attack =>
  attack(piece, { until: 'closed', hangsUp: true, ...change });

export const inCrumbs = (whole: Buffer, size: number): Buffer[] =>
  Array.from({ length: Math.ceil(whole.length / size) }, (_, at) => whole.subarray(at * size, (at + 1) * size));
