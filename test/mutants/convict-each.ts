// The tests of a table of broken clients: each is certified over all scenarios and must be caught by exactly what its row says.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SpawnedBureau } from '../../conformance/bureau/spawn-bureau.ts';
import { certifyMutant, openBureau, scopeOf } from './certify-mutant.ts';
import { convictionOf, surpriseOf } from './conviction.ts';
import type { BrokenClient } from './mutant.ts';

export const convictEach = (clients: readonly BrokenClient[]): void => {
  let bureau: SpawnedBureau;
  beforeAll(async () => {
    bureau = await openBureau();
  });
  afterAll(() => bureau.stop());

  it.each(clients.map((client) => [client.name, client] as const))(
    'convicts %s of that alone',
    async (name, client) => {
      const run = await certifyMutant(`node test/mutants/start-client.ts ${name}`, {
        bureau,
        ...scopeOf(client),
      });
      expect(surpriseOf(convictionOf(run), client)).toBeNull();
    },
  );
};
