// `npm run crash`: a bureau under load is killed outright, again and again; nothing it acknowledged may be lost (B-2).
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDice, createSeededBytes } from '../../simulator/randomness.ts';
import { type BureauProcess, startBureau } from '../bureau-process.ts';
import { machineLine } from '../machine.ts';
import { figureOf } from '../median.ts';
import { findWrongs } from './books.ts';
import { issueOnce } from './issue.ts';

const [rounds = 50, seed = randomInt(2 ** 32)] = process.argv.slice(2, 4).map(Number);
const durability = process.argv[4] ?? 'process';
const lanes = 8;
/** Start-up after a kill: the reach of the README. */
const reachMs = 1000;

const say = (line: string) => process.stdout.write(`${line}\n`);
const dice = createDice(createSeededBytes(`crash:${seed}`));
const dataDir = mkdtempSync(join(tmpdir(), 'liandiao-crash-'));
const acknowledged = new Map<string, string>();
const wrongs: string[] = [];
const readyMs: number[] = [];
/** Sent and not acknowledged: sent again in the next round, under the same number (C-8). */
const doubtful: string[] = [];
let numbered = 0;

const nextOrderNo = (): string => {
  const again = doubtful.shift();
  if (again !== undefined) return again;
  numbered += 1;
  return `CRASH-${seed}-${numbered}`;
};

const load = async (bureau: BureauProcess, over: AbortSignal): Promise<void> => {
  while (!over.aborted) {
    const orderNo = nextOrderNo();
    const answer = await issueOnce(bureau.ready.http, orderNo);
    if (answer === null) doubtful.push(orderNo);
    else if ((answer.code === '0000' || answer.code === '4001') && answer.invoiceNo !== null)
      acknowledged.set(orderNo, answer.invoiceNo);
    else wrongs.push(`${orderNo} was answered ${answer.code}`);
  }
};

say(
  `${machineLine()}\n${rounds} kills, seed ${seed}, durability ${durability} (npm run crash -- ${rounds} ${seed} ${durability} repeats them)`,
);
const begun = performance.now();
const start = () => startBureau('--data-dir', dataDir, '--durability', durability);
let bureau = await start();
// A failure of this script leaves no bureau behind.
process.on('exit', () => bureau.abandon());
for (let round = 1; round <= rounds; round += 1) {
  const over = new AbortController();
  const loading = Array.from({ length: lanes }, () => load(bureau, over.signal));
  await sleep(100 + Math.floor(dice() * 400));
  over.abort();
  await bureau.stop('SIGKILL');
  await Promise.all(loading);
  bureau = await start();
  readyMs.push(bureau.readyMs);
  const books = await findWrongs(bureau, acknowledged);
  wrongs.push(...books.wrongs.map((wrong) => `after kill ${round}: ${wrong}`));
  if (round % 10 === 0 || round === rounds)
    say(`${round} kills: ${acknowledged.size} acknowledged, ${books.invoices} invoices, ${doubtful.length} in doubt`);
}
await bureau.stop('SIGKILL');
rmSync(dataDir, { recursive: true, force: true });

const ready = figureOf(readyMs);
const met = Math.max(...readyMs) <= reachMs ? 'reached' : 'MISSED';
say(`ready after a kill: median ${Math.round(ready.medianMs)} ms (${ready.spread}), reach ${reachMs} ms each: ${met}`);
for (const wrong of wrongs.slice(0, 20)) say(`WRONG  ${wrong}`);
say(`${rounds} kills in ${Math.round((performance.now() - begun) / 1000)} s, ${wrongs.length} wrong`);
process.exitCode = wrongs.length === 0 ? 0 : 1;
