// The folder that holds the bureau's keys and certificates; only its owner may read them.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type KeyFolder = {
  /** Null when there is no such file. */
  readonly read: (name: string) => string | null;
  /** All or nothing: written beside, then renamed. Mode 0600. */
  readonly write: (name: string, content: string) => void;
};

const isAbsent = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** With null nothing is kept. Made with mode 0700 when something is first written. */
export const openKeyFolder = (path: string | null): KeyFolder => {
  if (path === null) return { read: () => null, write: () => undefined };
  return {
    read: (name) => {
      try {
        return readFileSync(join(path, name), 'utf8');
      } catch (error) {
        if (isAbsent(error)) return null;
        throw error;
      }
    },
    write: (name, content) => {
      mkdirSync(path, { recursive: true, mode: 0o700 });
      const beside = join(path, `.${name}.new`);
      rmSync(beside, { force: true });
      writeFileSync(beside, content, { mode: 0o600, flag: 'wx' });
      renameSync(beside, join(path, name));
    },
  };
};
