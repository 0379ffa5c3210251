import { expect, it } from 'vitest';
import { certifyMutant, openBureau } from '../certify-mutant.ts';
import { brokenBureaus } from './broken-bureaus.ts';

const commandOf = (client: string | undefined): string =>
  client === undefined ? 'node client/driver/start.js' : `node test/mutants/start-client.ts ${client}`;

it.each(brokenBureaus.map((bureau) => [bureau.name, bureau] as const))(
  'sees that the bureau %s, and convicts nobody',
  async (name, { client, only, says }) => {
    const bureau = await openBureau(name);
    const run = await certifyMutant(commandOf(client), { bureau, only }).finally(bureau.stop);
    expect(run.scenarios.map(({ verdict }) => [verdict.verdict, verdict.reason])).toEqual(
      run.scenarios.map(() => ['harness-error', expect.stringContaining(says)]),
    );
    expect(run.scenarios.length).toBeGreaterThan(0);
  },
);
