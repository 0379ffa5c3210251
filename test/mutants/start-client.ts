// The entry of a broken client, as a kit starts it: node test/mutants/start-client.ts NAME
import { enableCompileCache } from 'node:module';
import process from 'node:process';
import { brokenClients } from './client/all.ts';
import { plant } from './plant.ts';

const [name] = process.argv.slice(2);
const mutant = brokenClients.find((one) => one.name === name);
if (!mutant) throw new Error(`no broken client is called ${name}; test/mutants/client/ holds them`);
plant(mutant);
enableCompileCache();
await import('../../client/driver/main.ts');
