// A failure of ours in the middle of an exchange: which one it was, so that its journal entry can be found.

export class FailedExchange extends Error {
  readonly tenant: string;
  /** The number of the exchange in the tenant's journal. */
  readonly seq: number;

  constructor(at: { readonly tenant: string; readonly seq: number }, cause: unknown) {
    super(`exchange ${at.seq} failed`, { cause });
    this.tenant = at.tenant;
    this.seq = at.seq;
  }
}
