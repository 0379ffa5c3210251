// Finds a Python that can run the example client.
import { spawnSync } from 'node:child_process';

/** The first python3 that has the package `cryptography`, or null. */
export const findPython = (): string | null =>
  ['/usr/bin/python3', 'python3'].find((name) => spawnSync(name, ['-c', 'import cryptography']).status === 0) ?? null;
