// Certifies a client with all that the seed varies (D-9): its bureau looks as unpleasant as the law allows, and delays nothing.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { certify } from '../../conformance/certify.ts';
import { loadScenarios } from '../../conformance/scenario/load-scenarios.ts';
import { createBureau } from '../../simulator/bureau.ts';

const scenarioFolder = fileURLToPath(new URL('../../scenarios', import.meta.url));

/** Members that no friendly answer has. */
const further = /traceId|bz2|_node|Zone|serverTime|traceInfo|channelData/;

/** The scenarios that ended otherwise than `pass` or unclaimed, with their verdicts, and how many passed; `strangers`: in how many a further member came. */
export const certifyBesideHostility = async (client: string, only: string) => {
  const bureau = await createBureau({ port: 0, controlPort: 0 });
  try {
    const { scenarios } = loadScenarios(scenarioFolder, { seed: 5, only });
    const { scenarios: runs } = await certify({
      ...{ client, scenarios, seed: 5, clock: 'virtual', partial: true, suiteVersion: 'test', machine: 'test' },
      bureau: bureau.control,
      environment: { PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`, LANG: 'C.UTF-8' },
    });
    const verdicts = runs.map(({ scenario, verdict }) => `${scenario.id} ${verdict.verdict}`);
    const strangers = runs.filter(({ evidence }) => further.test(JSON.stringify(evidence))).length;
    return {
      strangers,
      passed: verdicts.filter((text) => text.endsWith(' pass')).length,
      others: verdicts.filter((text) => !/ (pass|unsupported)$/.test(text)),
    };
  } finally {
    await bureau.close();
  }
};
