// Where orders are written down before anything of them leaves, so that none is lost or doubled (C-15).

export type StoredOrder = {
  readonly orderNo: string;
  /** The command that is still owed a result. */
  readonly commandId: string;
  /** The complete payload, as first given. */
  readonly order: Readonly<Record<string, unknown>>;
  /** `open`: to be finished after a restart. `handed-over`: ended as unknown, begins with a query if given again. */
  readonly state: 'open' | 'handed-over';
  /** Milliseconds since 1970. */
  readonly begunAtMs: number;
  readonly attempts: number;
  /** Since the bureau accepted it (0001): when, and the last pause, since pauses never shrink (C-10); null before. */
  readonly polling: { readonly acceptedAtMs: number; readonly pauseMs: number } | null;
};

export type OrderStore = {
  /** Resolves when the order would survive a kill; replaces what is there under its number. */
  readonly save: (order: StoredOrder) => Promise<void>;
  readonly find: (orderNo: string) => Promise<StoredOrder | null>;
  /** After a definitive end. */
  readonly forget: (orderNo: string) => Promise<void>;
  /** All of them, oldest first. */
  readonly list: () => Promise<StoredOrder[]>;
};
