// The entry of a broken bureau or kit: node test/mutants/start-house.ts NAME COMMAND… is liandiao COMMAND… with the mutant in it.
import { enableCompileCache } from 'node:module';
import process from 'node:process';
import { brokenBureaus } from './bureau/broken-bureaus.ts';
import { brokenKits } from './judge/broken-kits.ts';
import { plant } from './plant.ts';

const [name] = process.argv.splice(2, 1);
const mutant = [...brokenBureaus, ...brokenKits].find((one) => one.name === name);
if (!mutant) throw new Error(`no broken bureau or kit is called ${name}`);
plant(mutant);
enableCompileCache();
await import('../../cli/liandiao.ts');
