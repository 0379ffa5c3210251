// Medians, percentiles and spreads of repeated measurements.

export type Figure = { readonly medianMs: number; readonly spread: string };

/** Median of an odd or even number of measurements in milliseconds, with minimum and maximum. */
export const figureOf = (measuredMs: readonly number[]): Figure => {
  const sorted = [...measuredMs].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const medianMs = ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
  return { medianMs, spread: `${Math.round(sorted[0] ?? 0)}–${Math.round(sorted.at(-1) ?? 0)}, n=${sorted.length}` };
};

/** By nearest rank; `share` in percent. */
export const percentile = (measuredMs: readonly number[], share: number): number =>
  [...measuredMs].sort((a, b) => a - b)[Math.max(0, Math.ceil((measuredMs.length * share) / 100) - 1)] ?? Number.NaN;
