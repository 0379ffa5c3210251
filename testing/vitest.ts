// The bureau as a fixture of vitest: one bureau a worker, a tenant of its own for every test, and failures that say what the bureau saw.
import { test as base } from 'vitest';
import { type Bureau, createBureau } from '../simulator/bureau.ts';
import { NotIssuedOnce } from './issued-once.ts';
import type { TestTenantOptions } from './tenant-options.ts';
import { openTestTenant, type TestTenant } from './test-tenant.ts';

export type BureauFixtures = {
  /** To be changed for a file or a group: `test.extend({ tenantOptions: { seed: 7 } })`. */
  readonly tenantOptions: TestTenantOptions;
  /** Made for this test and removed after it; its applications, ledger, faults and clock are nobody else's (B-10). */
  readonly tenant: TestTenant;
};
export type BureauWorkerFixtures = {
  /** On free ports of this machine, HTTPS and HTTP; started by the first test that uses it. */
  readonly bureau: Bureau;
};

/** Beside the failure of the test itself; no stack, because it is about no line of code. */
class SeenByBureau extends Error {
  override readonly name = 'SeenByBureau';

  constructor(explanation: string) {
    super(explanation);
    this.stack = `${this.name}: ${explanation}`;
  }
}

/**
 * Vitest's `test` with `{ tenant, bureau }`. Tests that use no tenant start no bureau. When a test fails, a second error
 * says what came of each exchange of its tenant: the gate that refused, what was expected and received, the remedy.
 */
export const test = base.extend<BureauFixtures & BureauWorkerFixtures>({
  bureau: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern what a fixture needs
    async ({}, use) => {
      const bureau = await createBureau({ port: 0, httpPort: 0 });
      await use(bureau);
      await bureau.close();
    },
    { scope: 'worker' },
  ],
  tenantOptions: {},
  tenant: async ({ bureau, tenantOptions, task }, use) => {
    const tenant = await openTestTenant(bureau, tenantOptions);
    await use(tenant);
    const { state, errors = [] } = task.result ?? {};
    const isTold = errors.some(({ name }) => name === NotIssuedOnce.name);
    const explanation = state === 'fail' && !isTold ? tenant.explain() : null;
    await tenant.remove();
    if (explanation !== null) throw new SeenByBureau(explanation);
  },
});
