// Two suites: `house` needs Node alone; `surroundings` needs Chromium, OpenSSL, curl and Python as .ci/run installs them.
import { defineConfig } from 'vitest/config';

const patience = { testTimeout: 60_000, hookTimeout: 60_000 };
const surroundings = 'test/**/*.surroundings.test.ts';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'house', include: ['test/**/*.test.ts'], exclude: [surroundings], ...patience } },
      { test: { name: 'surroundings', include: [surroundings], ...patience } },
    ],
  },
});
