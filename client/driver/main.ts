// The reference client on standard input and output (section D, level 1).
import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { runDriver } from './run-driver.ts';

/** The version of the package this file lies in, run from a checkout or built. */
const readVersion = (): string => {
  let folder = new URL('../', import.meta.url);
  while (!existsSync(new URL('package.json', folder)) && folder.pathname !== '/') folder = new URL('../', folder);
  const stated: unknown = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));
  const version: unknown = typeof stated === 'object' && stated !== null ? Reflect.get(stated, 'version') : undefined;
  return typeof version === 'string' ? version : '0.0.0';
};

// A kit that went away reads nothing any more; there is nobody left to tell.
process.stdout.on('error', () => process.exit(1));

process.exitCode = await runDriver({ input: process.stdin, output: process.stdout, version: readVersion() });
