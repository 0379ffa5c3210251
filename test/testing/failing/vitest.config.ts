// For the tests that are meant to fail; `test/testing/vitest.test.ts` runs them and reads what they say.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  ssr: { resolve: { conditions: ['liandiao-source', 'module', 'node', 'development'] } },
  test: { include: ['test/testing/failing/*.failing.ts'] },
});
