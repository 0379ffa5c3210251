// A request of the fetch standard as the bureau's door would have handed it in.
import { largestBodyBytes } from '../simulator/doors/read-body.ts';
import type { Arrival } from '../simulator/doors/visit.ts';

/** `connection`: there are none, so that each request counts as one. `left` aborts when the client gives up. */
export const arrivalOf = async (
  request: Request,
  { connection, left }: Pick<Arrival, 'connection' | 'left'>,
): Promise<Arrival> => {
  const { pathname, protocol } = new URL(request.url);
  const body = new Uint8Array(await request.arrayBuffer());
  const tooLarge = body.length > largestBodyBytes;
  return {
    method: request.method,
    path: pathname,
    contentType: request.headers.get('content-type'),
    body: tooLarge ? new Uint8Array() : body,
    tooLarge,
    connection,
    secure: protocol === 'https:',
    left,
  };
};
