// How long a slow bureau takes: a fixed delay, or one drawn from a distribution by the tenant's dice.
import type { Dice } from './effect.ts';

export const longestDelayMs = 7 * 24 * 3600 * 1000;

type Members = Readonly<Record<string, unknown>>;

const isDelayMs = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= longestDelayMs;

const isUniform = (value: unknown): value is readonly [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every(isDelayMs) && Number(value[0]) <= Number(value[1]);

const isLognormal = (value: unknown): value is { readonly medianMs: number; readonly sigma: number } => {
  const { medianMs, sigma, ...others } = (value ?? {}) as Members;
  const spread = typeof sigma === 'number' && sigma > 0 && sigma <= 5;
  return isDelayMs(medianMs) && spread && Object.keys(others).length === 0;
};

/** Points of the table by percentile, upwards; null when it is none: percentiles 0–100 with the 100th, delays never shrinking. */
const tableOf = (value: unknown): readonly (readonly [number, number])[] | null => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const points = Object.entries(value as Members).map(
    ([percentile, delayMs]) => [Number(percentile), delayMs] as const,
  );
  points.sort(([a], [b]) => a - b);
  const good = points.every(
    ([percentile, delayMs], at) =>
      percentile >= 0 && percentile <= 100 && isDelayMs(delayMs) && delayMs >= Number(points[at - 1]?.[1] ?? 1),
  );
  return good && points.at(-1)?.[0] === 100 ? (points as (readonly [number, number])[]) : null;
};

export const isDelay = (value: unknown): boolean => {
  if (isDelayMs(value)) return true;
  if (typeof value !== 'object' || value === null) return false;
  const { uniform, lognormal, percentiles, ...others } = value as Members;
  const given = [uniform, lognormal, percentiles].filter((one) => one !== undefined);
  const good = isUniform(uniform) || isLognormal(lognormal) || tableOf(percentiles) !== null;
  return given.length === 1 && Object.keys(others).length === 0 && good;
};

/** Box and Muller. */
const drawNormal = (dice: Dice): number => Math.sqrt(-2 * Math.log(1 - dice())) * Math.cos(2 * Math.PI * dice());

/** Between two points of the table the delay grows evenly; before the first it is the first. */
const drawFromTable = (points: readonly (readonly [number, number])[], dice: Dice): number => {
  const drawn = dice() * 100;
  const above = points.findIndex(([percentile]) => percentile >= drawn);
  const [right, high] = points[above] ?? [100, 1];
  const [left, low] = points[above - 1] ?? [right, high];
  return right === left ? high : low + ((drawn - left) / (right - left)) * (high - low);
};

/** Whole milliseconds from 1 to a week; `delay` has passed `isDelay`. */
export const drawDelayMs = (delay: unknown, dice: Dice): number => {
  if (isDelayMs(delay)) return delay;
  const { uniform, lognormal, percentiles } = delay as Members;
  const table = tableOf(percentiles);
  const drawnMs = isUniform(uniform)
    ? uniform[0] + dice() * (uniform[1] - uniform[0])
    : isLognormal(lognormal)
      ? lognormal.medianMs * Math.exp(lognormal.sigma * drawNormal(dice))
      : drawFromTable(table ?? [], dice);
  return Math.min(Math.max(Math.round(drawnMs), 1), longestDelayMs);
};
