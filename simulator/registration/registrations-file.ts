// The file in the data directory that keeps registrations, and whether there is one.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const registrationsFile = (dataDir: string): string => join(dataDir, 'registrations.json');

/** Whether some were kept: their applications must be known before the first request. */
export const hasRegistrations = (dataDir: string | null): boolean =>
  dataDir !== null && existsSync(registrationsFile(dataDir));
