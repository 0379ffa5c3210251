// Which page of a long list a control request asks for.
import type { Context } from 'hono';
import type { Controlled } from './controlled.ts';

/** What comes later than `after`, at most `limit`. */
export type PageRequest = { readonly after: number; readonly limit: number };

export const usualLimit = 1000;
export const largestLimit = 10_000;

const readCount = (
  context: Context,
  parameter: { readonly name: string; readonly least: number; readonly most: number; readonly usual: number },
): Controlled<number> => {
  const { name, least, most, usual } = parameter;
  const text = context.req.query(name);
  if (text === undefined) return { ok: true, value: usual };
  const value = Number(text);
  if (/^\d{1,15}$/.test(text) && value >= least && value <= most) return { ok: true, value };
  return {
    ok: false,
    problems: [
      {
        pointer: '',
        detail: `?${name}= is a whole number from ${least} to ${most}, not ${JSON.stringify(text.slice(0, 40))}`,
        remedy: `Leave it out for ${usual}, or continue with the "next" of the page before.`,
      },
    ],
  };
};

/** `?after=SEQ&limit=N`; from the beginning and 1 000 where nothing is said, 10 000 at most. */
export const readPage = (context: Context): Controlled<PageRequest> => {
  const after = readCount(context, { name: 'after', least: 0, most: Number.MAX_SAFE_INTEGER, usual: 0 });
  if (!after.ok) return after;
  const limit = readCount(context, { name: 'limit', least: 1, most: largestLimit, usual: usualLimit });
  return limit.ok ? { ok: true, value: { after: after.value, limit: limit.value } } : limit;
};
