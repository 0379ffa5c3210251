// The log of a long-running command: pino on standard error, so that standard output carries results only.
import { destination, type Logger, pino } from 'pino';

/** Errors only when quiet; configuration and timings too when verbose. */
export const createLog = (flags: { readonly quiet?: true; readonly verbose?: true }): Logger => {
  const level = flags.quiet ? 'error' : flags.verbose ? 'debug' : 'info';
  return pino({ name: 'liandiao', level }, destination({ fd: 2, sync: true }));
};
