// Runs broken clients from the command line and says by what each is convicted: npm run mutants -- [NAME…]
import process from 'node:process';
import { certifyMutant, openBureau, scopeOf } from './certify-mutant.ts';
import { brokenClients } from './client/all.ts';
import { convictionOf, surpriseOf } from './conviction.ts';

const names = process.argv.slice(2);
const stray = names.filter((name) => !brokenClients.some((one) => one.name === name));
if (stray.length > 0) throw new Error(`no broken client is called ${stray.join(', ')}`);

const bureau = await openBureau();
let surprises = 0;
try {
  for (const mutant of brokenClients) {
    if (names.length > 0 && !names.includes(mutant.name)) continue;
    const found = convictionOf(
      await certifyMutant(`node test/mutants/start-client.ts ${mutant.name}`, {
        bureau,
        ...scopeOf(mutant),
      }),
    );
    const surprise = surpriseOf(found, mutant);
    if (surprise !== null) surprises += 1;
    process.stdout.write(
      `${surprise === null ? 'ok' : 'SURPRISE'} ${mutant.name}: ${found.scenarios.length} scenarios; ${found.convictedBy.join(' ')}\n`,
    );
    if (surprise !== null) process.stdout.write(`  ${surprise}\n`);
  }
} finally {
  await bureau.stop();
}
process.exitCode = surprises === 0 ? 0 : 1;
