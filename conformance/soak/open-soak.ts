// Opens what a soak needs: one bureau for all its batches, and a word with the client about what it claims.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BureauFailure } from '../bureau/control.ts';
import { spawnBureau } from '../bureau/spawn-bureau.ts';
import { type CertifyOptions, clear, clientsOf } from '../certify.ts';
import { NoHello } from '../driver/hello.ts';
import { beginClient } from '../session/run-suite.ts';
import { systemTimers, type Timers } from '../system-clock.ts';
import { runSoak, type Soak, type SoakOptions } from './run-soak.ts';

export type OpenSoakOptions = Omit<SoakOptions, 'bureau' | 'capabilities'> & {
  readonly bureau: Extract<CertifyOptions['bureau'], { readonly spawn: unknown }>;
};

/** What the client claims; null for one that does not introduce itself. */
const askClaims = async (options: OpenSoakOptions, timers: Timers): Promise<readonly string[] | null> => {
  const home = await mkdtemp(join(tmpdir(), 'liandiao-'));
  const clients = clientsOf(options, home, timers);
  try {
    return (
      await beginClient({ venue: { time: { clock: 'virtual', rate: 1, sinceMs: 0, pace: timers }, timers }, clients })
    ).introduction.capabilities;
  } catch (error) {
    if (error instanceof NoHello) return null;
    throw error;
  } finally {
    await clients.dismissAll('the client was asked for its classes alone');
    await clear(home);
  }
};

/** A client that cannot even introduce itself is shown with the first script alone. Rejects as `certify` does. */
export const openSoak = async (options: OpenSoakOptions): Promise<Soak> => {
  const timers = options.timers ?? systemTimers;
  const signal = options.signal ?? new AbortController().signal;
  const claims = await askClaims(options, timers);
  const bureau = await spawnBureau(options.bureau.spawn, { environment: options.environment, timers, signal });
  try {
    return await runSoak({
      ...options,
      ...(claims === null ? { numbers: options.numbers.slice(0, 1) } : {}),
      capabilities: claims ?? [],
      bureau: { url: bureau.url, token: bureau.token },
    });
  } catch (error) {
    const obituary = bureau.obituary();
    throw obituary === null ? error : new BureauFailure(obituary);
  } finally {
    await bureau.stop();
  }
};
