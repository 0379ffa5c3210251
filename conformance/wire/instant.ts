// The ways wire, driver and books write a moment, both in China standard time (E, section D).

/** How far a timestamp may be from the bureau's time, either way (E-5). */
export const freshnessMs = 300_000;

/** UTC+8 the year round; China has no daylight saving. */
const chinaOffsetMs = 8 * 60 * 60 * 1000;
const instantForm = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3})\+08:00$/;
const timestampForm = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/;

const chinaIso = (epochMs: number): string => new Date(epochMs + chinaOffsetMs).toISOString().slice(0, -1);

/** `yyyy-MM-ddTHH:mm:ss.SSS+08:00`. */
export const writeInstant = (epochMs: number): string => `${chinaIso(epochMs)}+08:00`;

/** `yyyyMMddHHmmss`, whole seconds (E). */
export const writeTimestamp = (epochMs: number): string => chinaIso(epochMs).slice(0, 19).replace(/[-T:]/g, '');

/** Milliseconds since the epoch, or null for another form or an impossible date. */
export const readInstant = (text: string): number | null => {
  const match = instantForm.exec(text);
  const epochMs = match ? Date.parse(`${match[1]}+08:00`) : Number.NaN;
  return Number.isNaN(epochMs) || writeInstant(epochMs) !== text ? null : epochMs;
};

/** `yyyy-MM-dd HH:mm:ss`, as the bureau's books write it; instants too. Null for anything else. */
export const readBookTime = (text: string): number | null =>
  readInstant(text) ?? readInstant(`${text.replace(' ', 'T')}.000+08:00`);

/** Milliseconds since the epoch, or null for another form or an impossible date. */
export const readTimestamp = (text: string): number | null => {
  const match = timestampForm.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second] = match;
  const epochMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`);
  return Number.isNaN(epochMs) || writeTimestamp(epochMs) !== text ? null : epochMs;
};
