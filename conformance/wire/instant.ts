// The ways wire, driver and books write a moment, both in China standard time (E, section D).

/** How far a timestamp may be from the bureau's time, either way (E-5). */
export const freshnessMs = 300_000;

/** UTC+8 the year round; China has no daylight saving. */
const chinaOffsetMs = 8 * 60 * 60 * 1000;
const instantForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}\+08:00$/;
const timestampForm = /^\d{14}$/;
/** Where the digits of a field begin; the year stands first. */
const instantPlaces = { month: 5, day: 8, hour: 11, minute: 14, second: 17 };
const timestampPlaces = { month: 4, day: 6, hour: 8, minute: 10, second: 12 };

const chinaIso = (epochMs: number): string => new Date(epochMs + chinaOffsetMs).toISOString().slice(0, -1);

/** `yyyy-MM-ddTHH:mm:ss.SSS+08:00`. */
export const writeInstant = (epochMs: number): string => `${chinaIso(epochMs)}+08:00`;

/** `yyyyMMddHHmmss`, whole seconds (E). */
export const writeTimestamp = (epochMs: number): string => chinaIso(epochMs).slice(0, 19).replace(/[-T:]/g, '');

/** The number that two digits write. */
const pairAt = (text: string, at: number): number => text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 11 * zero;
const zero = 0x30;

/** The Gregorian calendar repeats itself after so many years and days; years below 100 mean others to Date.UTC. */
const cycleYears = 400;
const cycleMs = 146_097 * 86_400_000;

const daysOf = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

/** Milliseconds since the epoch by the places of its digits; null where no calendar or clock has that moment. */
const momentAt = (text: string, at: typeof instantPlaces): number | null => {
  const year = pairAt(text, 0) * 100 + pairAt(text, 2);
  const [month, day, hour] = [pairAt(text, at.month), pairAt(text, at.day), pairAt(text, at.hour)];
  const [minute, second] = [pairAt(text, at.minute), pairAt(text, at.second)];
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return null;
  if (hour > 23 || minute > 59 || second > 59) return null;
  return Date.UTC(year + cycleYears, month - 1, day, hour, minute, second) - cycleMs - chinaOffsetMs;
};

/** Milliseconds since the epoch, or null for another form or an impossible date. */
export const readInstant = (text: string): number | null => {
  if (!instantForm.test(text)) return null;
  const wholeMs = momentAt(text, instantPlaces);
  return wholeMs === null ? null : wholeMs + pairAt(text, 20) * 10 + text.charCodeAt(22) - zero;
};

/** `yyyy-MM-dd HH:mm:ss`, as the bureau's books write it; instants too. Null for anything else. */
export const readBookTime = (text: string): number | null =>
  readInstant(text) ?? readInstant(`${text.replace(' ', 'T')}.000+08:00`);

/** Milliseconds since the epoch, or null for another form or an impossible date. */
export const readTimestamp = (text: string): number | null =>
  timestampForm.test(text) ? momentAt(text, timestampPlaces) : null;
