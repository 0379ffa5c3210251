// `npm run concurrency`: 64 clients send the same 1000 orders in every manner; exactly 1000 invoices may come of it.
import { randomInt } from 'node:crypto';
import { startBureau } from '../bureau-process.ts';
import { machineLine } from '../machine.ts';
import { runRush } from './rush.ts';
import { rushes } from './rushes.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const [clients = 64, orders = 1000, seed = randomInt(2 ** 32)] = process.argv.slice(2, 5).map(Number);

say(
  `${machineLine()}\n${clients} clients, ${orders} orders, seed ${seed} (npm run concurrency -- ${clients} ${orders} ${seed} repeats them)`,
);
const bureau = await startBureau('--in-memory');
// A failure of this script leaves no bureau behind.
process.on('exit', () => bureau.abandon());
let wrongs = 0;
for (const [tenant, manner] of Object.entries(rushes)) {
  const outcome = await runRush({ bureau, tenant, clients, orders, seed, ...manner });
  const codes = Object.entries(outcome.codes).map(([code, times]) => `${code} × ${times}`);
  const perSecond = Math.round((outcome.requests / outcome.tookMs) * 1000);
  say(
    `${tenant}: ${outcome.invoices} invoices, ${codes.join(', ')}, ${outcome.broken} broken; ${(outcome.tookMs / 1000).toFixed(1)} s, ${perSecond} a second`,
  );
  for (const wrong of outcome.wrongs.slice(0, 10)) say(`WRONG  ${wrong}`);
  wrongs += outcome.wrongs.length;
}
await bureau.stop('SIGTERM');
say(`${wrongs} wrong`);
process.exitCode = wrongs === 0 ? 0 : 1;
