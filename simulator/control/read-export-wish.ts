// Which part of the journal an export is asked for, masked or plain, and as what (B-11).
import type { Context } from 'hono';
import { readInstant } from '../../protocol/timestamp.ts';
import { type ExportWish, exportFormats } from '../journal/export-wish.ts';
import type { Controlled } from './controlled.ts';

const dayMs = 86_400_000;

const refuse = (detail: string, remedy: string) => ({
  ok: false as const,
  problems: [{ pointer: '', detail, remedy }],
});

const shownText = (text: string): string => JSON.stringify(text.slice(0, 40));

/** A day stands for its beginning in `from` and for its end in `to`, so that `from` and `to` of one day are that day. */
const readBound = (context: Context, name: 'from' | 'to'): Controlled<number | null> => {
  const text = context.req.query(name);
  if (text === undefined) return { ok: true, value: null };
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? readInstant(`${text}T00:00:00.000+08:00`) : null;
  const value = day === null ? readInstant(text) : day + (name === 'to' ? dayMs : 0);
  return value === null
    ? refuse(
        `?${name}= is no day and no instant: ${shownText(text)}`,
        'Write yyyy-MM-dd or yyyy-MM-ddTHH:mm:ss.SSS%2B08:00 (a + in a URL is a blank).',
      )
    : { ok: true, value };
};

/** `?format=ndjson|csv|excel&plain=true|false&from=&to=`; nothing said: all of it, masked, as NDJSON. */
export const readExportWish = (context: Context): Controlled<ExportWish> => {
  const { plain = 'false', format: asked = 'ndjson' } = context.req.query();
  if (plain !== 'true' && plain !== 'false')
    return refuse(
      `?plain= is true or false, not ${shownText(plain)}`,
      'Leave it out for an export with tax numbers and amounts masked (B-11).',
    );
  const format = exportFormats.find((one) => one === asked);
  if (!format)
    return refuse(
      `?format= is ndjson, csv or excel, not ${shownText(asked)}`,
      'Leave it out for newline-delimited JSON; excel is CSV with a byte order mark.',
    );
  const from = readBound(context, 'from');
  if (!from.ok) return from;
  const to = readBound(context, 'to');
  if (!to.ok) return to;
  if (from.value !== null && to.value !== null && from.value >= to.value)
    return refuse('?from= is not before ?to=', 'Give the earlier moment as from.');
  return { ok: true, value: { shown: plain === 'true' ? 'plain' : 'masked', format, from: from.value, to: to.value } };
};
