// The bureau that a kit starts for itself, and what it and the client under test may know of this machine.
import { delimiter, dirname } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(new URL('./start.js', import.meta.url));

/** In memory, on free ports; after the program that is `liandiao`. */
export const ownBureau = ['bureau', '--quiet', '--in-memory', '--port', '0', '--no-http', '--control-port', '0'];

export const ownBureauCommand: readonly string[] = [process.execPath, entry, ...ownBureau];

/** The Node that runs the kit is found first. */
export const cleanEnvironment = (): Record<string, string> => ({
  PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
  LANG: process.env['LANG'] ?? 'C.UTF-8',
  ...(process.env['TMPDIR'] ? { TMPDIR: process.env['TMPDIR'] } : {}),
});
