// Where deeds are written down before anything of them leaves, so that none is lost or doubled (C-15).

/** An invoice issued, reversed or voided; a decision on a confirmation sheet. */
export type DeedKind = 'issue' | 'red' | 'void' | 'decision';

export type StoredDeed = {
  readonly kind: DeedKind;
  /** The order number; for what has none of its own, `void:` and the invoice number, or `sheet:` and the sheet number. */
  readonly key: string;
  /** The command that is still owed a result. */
  readonly commandId: string;
  /** The complete payload, as first given. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** `open`: to be finished after a restart. `handed-over`: ended as unknown, begins with a query if given again. */
  readonly state: 'open' | 'handed-over';
  /** Milliseconds since 1970. */
  readonly begunAtMs: number;
  readonly attempts: number;
  /** Since the bureau accepted it (0001): when, and the last pause, since pauses never shrink (C-10); null before. */
  readonly polling: { readonly acceptedAtMs: number; readonly pauseMs: number } | null;
  /** The confirmation sheet a reversal waits for, and since when (B-5). */
  readonly sheet: { readonly sheetNo: string; readonly sinceMs: number } | null;
};

/** A further command for a deed under way: it waits for it, and is owed the same result (D-4, D-6). */
export type JoinedCommand = { readonly key: string; readonly commandId: string };

export type DeedStore = {
  /** Resolves when the deed would survive a kill; replaces what is there under its key. */
  readonly save: (deed: StoredDeed) => Promise<void>;
  readonly find: (key: string) => Promise<StoredDeed | null>;
  /** After a definitive end. */
  readonly forget: (key: string) => Promise<void>;
  /** All of them, oldest first. */
  readonly list: () => Promise<StoredDeed[]>;
  /** Resolves when it would survive a kill. */
  readonly join: (command: JoinedCommand) => Promise<void>;
  /** After its result. */
  readonly part: (command: JoinedCommand) => Promise<void>;
  readonly joined: () => Promise<JoinedCommand[]>;
};
