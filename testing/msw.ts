// The bureau inside the process of a test: handlers for msw that hand each request to it, and open no port.
import { constants } from 'node:os';
import { type HttpHandler, HttpResponse, http } from 'msw';
import type { InMemoryBureau } from '../simulator/bureau-in-memory.ts';
import { answerInMemory } from './answer-in-memory.ts';
import { arrivalOf } from './arrival-of.ts';

export {
  createBureauInMemory,
  type InMemoryBureau,
  type InMemoryBureauOptions,
} from '../simulator/bureau-in-memory.ts';
export { openTestTenant, type TestTenant } from './test-tenant.ts';

/** As Node says that nobody listens: a client must be able to tell that nothing was sent (C-11). */
const connectionRefused = (): Error => {
  const said = { code: 'ECONNREFUSED', errno: -constants.errno.ECONNREFUSED, syscall: 'connect' };
  const error = Object.assign(new Error('connect ECONNREFUSED'), said);
  error.stack = `Error: ${error.message} (the listener of the bureau is closed by a fault)`;
  return error;
};

/**
 * Handlers for everything below the bureau's origin: `setupServer(...createBureauHandlers(bureau))`. The bureau is the
 * same one that listens on ports: keys, gates, ledger, faults, clock. What differs is the road, which msw makes up: there
 * is no TLS; a reset, an empty reply, a truncated body and a malformed chunk all look like a connection that was closed,
 * before or within the answer; for a refused connection (`listenerClosed`) msw also writes a line on the console. Msw
 * sees `fetch` and what is called as `https.request`; it does not see `import { request } from 'node:https'`.
 */
export const createBureauHandlers = (bureau: InMemoryBureau): HttpHandler[] => {
  let connection = 0;
  return [
    http.all(`${bureau.origin}/*`, async ({ request }) => {
      connection += 1;
      const reception = await bureau.receive(await arrivalOf(request, { connection, left: request.signal }));
      if (!reception) throw connectionRefused();
      const { body, ...head } = answerInMemory(reception);
      return new HttpResponse(body, head);
    }),
  ];
};
