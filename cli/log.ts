// The log of a long-running command: pino on standard error, so that standard output carries results only.
import { destination, type Logger, pino } from 'pino';

/**
 * Errors only when quiet; configuration, timings and every exchange too when verbose. Lines are written beside the work and
 * flushed when the process ends; a reader of the log that goes away stops nothing.
 */
export const createLog = (flags: { readonly quiet?: true; readonly verbose?: true }): Logger => {
  const level = flags.quiet ? 'error' : flags.verbose ? 'debug' : 'info';
  const stderr = destination({ fd: 2, sync: false });
  stderr.on('error', () => undefined);
  process.on('exit', () => {
    try {
      stderr.flushSync();
    } catch {
      // Nobody reads it any longer.
    }
  });
  return pino({ name: 'liandiao', level }, stderr);
};
