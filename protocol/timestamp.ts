// The bureau's time on the wire: China standard time, UTC+8 without summer time, whatever the machine's zone is.

const offsetMs = 8 * 60 * 60 * 1000;
const timestampForm = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/;
const dateTimeForm = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/;
const instantForm = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.(\d{3})\+08:00$/;

/** `yyyy-MM-ddTHH:mm:ss.SSS` on a clock in China. */
const wallClock = (epochMs: number): string => new Date(epochMs + offsetMs).toISOString().slice(0, 23);

/** The instant of a wall-clock text, or null when the form is another or no calendar has that date or time. */
const read = (text: string, form: RegExp): number | null => {
  const parts = form.exec(text);
  if (!parts) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, millisecond = 0] = parts.slice(1).map(Number);
  const epochMs = Date.UTC(year, month - 1, day, hour, minute, second, millisecond) - offsetMs;
  const digits = (clock: string) => clock.replace(/\D/g, '');
  const given = digits(parts.slice(1).join(''));
  return digits(wallClock(epochMs)).startsWith(given) ? epochMs : null;
};

/** `yyyyMMddHHmmss`, UTC+8 (E). */
export const writeTimestamp = (epochMs: number): string => wallClock(epochMs).replace(/\D/g, '').slice(0, 14);

/** Milliseconds since 1970, or null for another form and for impossible dates and times (E: 1002). */
export const readTimestamp = (text: string): number | null => read(text, timestampForm);

/** `yyyy-MM-dd HH:mm:ss`, UTC+8: `issuedAt`, `deliveredAt` (P). */
export const writeDateTime = (epochMs: number): string => wallClock(epochMs).slice(0, 19).replace('T', ' ');

/** Reads what `writeDateTime` writes; null for anything else. */
export const readDateTime = (text: string): number | null => read(text, dateTimeForm);

/** `yyyy-MM-ddTHH:mm:ss.SSS+08:00`: instants of the driver and the control port (D). */
export const writeInstant = (epochMs: number): string => `${wallClock(epochMs)}+08:00`;

/** Reads what `writeInstant` writes; null for anything else. */
export const readInstant = (text: string): number | null => read(text, instantForm);

/** The calendar day in China, `yyyy-MM-dd`: tables of codes and rates are dated by it (P-8, B-9). */
export const dateOf = (epochMs: number): string => wallClock(epochMs).slice(0, 10);
