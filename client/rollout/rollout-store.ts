// What a rollout must remember over a restart: the share, how it came about, and which way each order has gone (D-6, G-5).

/** `automatic`: begun by this client; `old`: left to the old path. */
export type Path = 'automatic' | 'old';

/** A change of the share, kept as evidence (D-1, G-5). */
export type Decision = {
  /** `yyyy-MM-ddTHH:mm:ss.SSS+08:00`. */
  readonly at: string;
  /** The share before; null where no rollout was in force and every order was automatic (G-6). */
  readonly from: string | null;
  readonly to: string;
  readonly reason: 'commanded' | 'killed';
  /** What was measured; null where somebody simply said so. */
  readonly figures: null;
};

export type RolloutState = {
  /** In ten-thousandths. */
  readonly share: number;
  readonly salt: string;
  readonly decisions: readonly Decision[];
};

export type RolloutStore = {
  /** Null before the first rollout. */
  readonly load: () => Promise<RolloutState | null>;
  /** Resolves when it would survive a kill, as `savePath` does. */
  readonly save: (state: RolloutState) => Promise<void>;
  readonly findPath: (orderNo: string) => Promise<Path | null>;
  readonly savePath: (orderNo: string, path: Path) => Promise<void>;
  readonly forgetPath: (orderNo: string) => Promise<void>;
};

/** Remembers as long as the process lives. */
export const createMemoryRolloutStore = (): RolloutStore => {
  const paths = new Map<string, Path>();
  let state: RolloutState | null = null;
  return {
    load: async () => state,
    save: async (next) => {
      state = next;
    },
    findPath: async (orderNo) => paths.get(orderNo) ?? null,
    savePath: async (orderNo, path) => {
      paths.set(orderNo, path);
    },
    forgetPath: async (orderNo) => {
      paths.delete(orderNo);
    },
  };
};
