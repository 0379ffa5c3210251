// What the bureau says of itself at /metrics during the onslaught, and whether its memory stayed flat.

export type Sample = { readonly messages: number; readonly residentMiB: number; readonly heapMiB: number };
export type Vitals = Omit<Sample, 'messages'> & { readonly failures: number };

const mib = 1024 * 1024;

/**
 * Of the last quarter of a run against its second quarter, the lowest reading of each: what is kept for good is in it, and
 * what merely waits for the collector is not. The first quarter fills journal and caches. Of 100 000 messages the bound is
 * a KiB each: some are lawful and leave an invoice, and nonces are remembered for ten minutes (E-5).
 */
export const growthBoundMiB = 48;
/** Fewer messages tell nothing: the journal in memory keeps 64 MiB, and it has to be full before growth means anything. */
export const fewestForMemory = 40_000;

const numberOf = (text: string, name: string): number =>
  Number(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)`, 'm').exec(text)?.[1] ?? 0);

export const readVitals = async (controlUrl: string): Promise<Vitals> => {
  const text = await (await fetch(`${controlUrl}/metrics`)).text();
  return {
    residentMiB: numberOf(text, 'process_resident_memory_bytes') / mib,
    heapMiB: numberOf(text, 'nodejs_heap_size_used_bytes') / mib,
    failures: numberOf(text, 'bureau_failures_total'),
  };
};

/** MiB by which the lowest reading of the last quarter is above that of the second. */
export const growthOf = (samples: readonly Sample[], what: 'residentMiB' | 'heapMiB'): number => {
  const quarter = Math.floor(samples.length / 4);
  const values = samples.map((sample) => sample[what]);
  return Math.min(...values.slice(-quarter)) - Math.min(...values.slice(quarter, 2 * quarter));
};
