// The log of a long-running command: pino on standard error, so that standard output carries results only.
import { destination, type Logger, pino } from 'pino';

/** A reader that stands still loses lines; the bureau would lose its memory. */
const mostUnreadBytes = 8 * 1024 * 1024;

const nothing = (): void => undefined;

/**
 * Errors only when quiet; configuration, timings and every exchange too when verbose. Lines are written beside the work; pino
 * flushes them when the process ends. What cannot be written stops nothing.
 */
export const createLog = (flags: { readonly quiet?: true; readonly verbose?: true }): Logger => {
  const level = flags.quiet ? 'error' : flags.verbose ? 'debug' : 'info';
  const stderr = destination({ fd: 2, sync: false, maxLength: mostUnreadBytes });
  // A full disk, for one: its last flush would try for ever. For a broken pipe pino does the same.
  stderr.on('error', () => Object.assign(stderr, { write: () => true, flushSync: nothing, end: nothing }));
  return pino({ name: 'liandiao', level }, stderr);
};
