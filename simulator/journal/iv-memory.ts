// Which IVs an application has used: no gate asks for it, but one that comes again is a mistake the journal can tell (E-4).

export type IvMemory = {
  /** Keeps the IV (hexadecimal) of exchange `seq`; the earlier exchange that had it, or null. */
  readonly note: (appId: string, iv: string, seq: number) => number | null;
  readonly clear: () => void;
};

/** Of each application; what is older is forgotten. */
const mostIvs = 1024;

export const createIvMemory = (): IvMemory => {
  const ofApplication = new Map<string, Map<string, number>>();
  return {
    note: (appId, iv, seq) => {
      const seen = ofApplication.get(appId) ?? new Map<string, number>();
      ofApplication.set(appId, seen);
      const earlier = seen.get(iv);
      if (earlier !== undefined) return earlier;
      seen.set(iv, seq);
      const [oldest] = seen.size > mostIvs ? seen.keys() : [];
      if (oldest !== undefined) seen.delete(oldest);
      return null;
    },
    clear: () => ofApplication.clear(),
  };
};
