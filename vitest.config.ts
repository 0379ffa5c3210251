// Two suites: `house` needs Node alone; `surroundings` needs Chromium, OpenSSL, curl and Python as .ci/run installs them.
import { defineConfig } from 'vitest/config';

const patience = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 10_000 } } };
const surroundings = 'test/**/*.surroundings.test.ts';
/** Tests that import `liandiao/…` as others do get the sources, unbuilt. */
export const sources = { ssr: { resolve: { conditions: ['liandiao-source', 'module', 'node', 'development'] } } };

export default defineConfig({
  test: {
    // The certifications of mutants wait for processes of their own most of the time: another file runs beside them.
    maxWorkers: '100%',
    projects: [
      { ...sources, test: { name: 'house', include: ['test/**/*.test.ts'], exclude: [surroundings], ...patience } },
      { ...sources, test: { name: 'surroundings', include: [surroundings], ...patience } },
    ],
  },
});
