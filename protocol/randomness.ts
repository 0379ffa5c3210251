// The dice of the wire: nonces and IVs are drawn from what the caller hands in, so that a session can be repeated by its seed.

/** Gives `n` fresh random bytes. */
export type RandomBytes = (n: number) => Uint8Array;
