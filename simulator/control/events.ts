// Control resource `events`: what happens in the bureau as server-sent events, with replay after a broken connection.
import { type Context, Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { BureauEvent, ControlledBureau } from './controlled.ts';
import { refuseWhole } from './problem.ts';

/** A reader that lags so far behind is let go; it comes back with Last-Event-ID. */
const longestQueue = 10_000;

const writeEvent = ({ id, event, data }: BureauEvent): string =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\nid: ${id}\n\n`;

const streamEvents = (context: Context, bureau: ControlledBureau, after: number | null): Response => {
  const response = streamSSE(context, async (stream) => {
    const queue: BureauEvent[] = after === null ? [] : [...bureau.events.since(after)];
    let wake = (): void => undefined;
    const unsubscribe = bureau.events.subscribe((event) => {
      queue.push(event);
      wake();
    });
    stream.onAbort(() => {
      unsubscribe();
      wake();
    });
    await stream.write(': listening\n\n');
    while (!stream.aborted && queue.length < longestQueue) {
      // All that there is in one piece: each costs a way through the streams of the web.
      if (queue.length > 0) await stream.write(queue.splice(0).map(writeEvent).join(''));
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
    unsubscribe();
  });
  // The library says no-cache, which lets a cache keep it.
  response.headers.set('cache-control', 'no-store');
  return response;
};

/** `GET /events`; with `Last-Event-ID` (or `?after=`) the buffered events later than it come first. */
export const eventRoutes = (bureau: ControlledBureau): Hono =>
  new Hono().get('/events', (context) => {
    const last = context.req.header('last-event-id') ?? context.req.query('after') ?? null;
    if (last !== null && !/^\d{1,15}$/.test(last))
      return refuseWhole(context, 400, {
        detail: `Last-Event-ID is the number of an event, not ${JSON.stringify(last.slice(0, 40))}`,
        remedy: 'Send the id of the last event you saw, or no such header for new events only.',
      });
    return streamEvents(context, bureau, last === null ? null : Number(last));
  });
