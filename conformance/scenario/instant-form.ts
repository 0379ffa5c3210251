// The form of an instant in files: `yyyy-MM-ddTHH:mm:ss.SSS+08:00`, a moment that exists.

/** False for other forms, other zones, and for days or hours that do not exist. */
export const isInstant = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}\+08:00$/.test(text)) return false;
  const local = Date.parse(`${text.slice(0, 23)}Z`);
  return !Number.isNaN(local) && `${new Date(local).toISOString().slice(0, 23)}+08:00` === `${text.slice(0, 23)}+08:00`;
};
