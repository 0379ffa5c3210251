// Certifies a client by some scenarios with a seed, all that the law leaves open varied unless said otherwise.
import { dirname } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { certify } from '../../../conformance/certify.ts';
import { loadScenarios } from '../../../conformance/scenario/load-scenarios.ts';
import { type VariationName, variationNames } from '../../../conformance/variation/names.ts';
import { createBureau } from '../../../simulator/bureau.ts';

const scenarioFolder = fileURLToPath(new URL('../../../scenarios', import.meta.url));

export const certifyVaried = async (
  client: string,
  about: { readonly seed: number; readonly only: string; readonly calm?: 'all' | readonly VariationName[] },
) => {
  const { seed, only } = about;
  const calm = about.calm === 'all' ? variationNames : (about.calm ?? []);
  const bureau = await createBureau({ port: 0, controlPort: 0 });
  try {
    const { scenarios } = loadScenarios(scenarioFolder, { seed, only, calm });
    return await certify({
      ...{ client, scenarios, seed, calm, clock: 'virtual', partial: true, suiteVersion: 'test', machine: 'test' },
      bureau: bureau.control,
      environment: { PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`, LANG: 'C.UTF-8' },
    });
  } finally {
    await bureau.close();
  }
};
