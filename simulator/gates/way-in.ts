// The first two gates: a body that is not too large, and a path that exists here (T-2, T-4). They refuse with an HTTP status.
import type { Arrival } from '../doors/visit.ts';
import type { GateVerdict } from '../operations/decision.ts';
import { verdictOf } from './verdict.ts';

export type Address = { readonly environment: 'test' | 'production'; readonly interface: string };

/** 4 MiB, read off at the door. */
export const judgeSize = (arrival: Arrival): GateVerdict =>
  verdictOf(
    'size',
    'T-4',
    arrival.tooLarge ? { returnCode: 'HTTP 413', expected: 'at most 4 MiB', received: 'more' } : null,
  );

/** `{base}/{interface}` below `prefix`; null where nothing is. */
export const readPath = (arrival: Arrival, prefix: string, interfaces: ReadonlySet<string>): Address | null => {
  if (arrival.method !== 'POST' || !arrival.path.startsWith(prefix)) return null;
  const match = /^\/(test|production)\/v1\/([a-z.]+)$/.exec(arrival.path.slice(prefix.length));
  const name = match?.[2] ?? '';
  return match && interfaces.has(name)
    ? { environment: match[1] === 'test' ? 'test' : 'production', interface: name }
    : null;
};

export const judgePath = (arrival: Arrival, address: Address | null): GateVerdict =>
  verdictOf(
    'path',
    'T-2',
    address
      ? null
      : {
          returnCode: 'HTTP 404',
          expected: 'POST {base}/{interface}, {base} ending in /test/v1 or /production/v1',
          received: `${arrival.method} ${arrival.path.slice(0, 200)}`,
        },
  );
