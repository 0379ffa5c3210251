// Calendar days as the table of codes has them: `yyyy-MM-dd`, in UTC+8.

const dayMs = 86_400_000;

/** Noon in UTC is far from either edge of a day. */
const noonOf = (day: string): number => Date.parse(`${day}T12:00:00Z`);
const dayOf = (noon: number): string => new Date(noon).toISOString().slice(0, 'yyyy-MM-dd'.length);

export const dayBefore = (day: string): string => dayOf(noonOf(day) - dayMs);
export const dayAfter = (day: string): string => dayOf(noonOf(day) + dayMs);

/** False for what only looks like a day, as 2026-02-30. */
export const isDay = (day: string): boolean => !Number.isNaN(noonOf(day)) && dayOf(noonOf(day)) === day;
