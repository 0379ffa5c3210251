// Who comes to the main doors and means no tenant that is met there.
import type { Reception } from '../doors/visit.ts';
import { unknownInterface } from '../exchange/exchange-line.ts';
import type { Tally } from '../metrics/tally.ts';
import type { Timers } from '../system-clock.ts';

/** Whose journal it would stand in nobody can say; it is counted all the same. */
export const meetNobody = ({ tally, timers }: { readonly tally: Tally; readonly timers: Timers }): Reception => {
  const beganMs = timers.elapsedMs();
  return {
    departure: { manner: 'send', httpStatus: 404, contentType: 'text/plain; charset=utf-8', body: 'no such tenant\n' },
    finished: (complete) =>
      tally.exchange({
        interface: unknownInterface,
        returnCode: complete ? 'http_404' : 'left',
        durationMs: timers.elapsedMs() - beganMs,
      }),
  };
};
