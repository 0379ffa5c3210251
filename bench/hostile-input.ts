// `npm run hostile`: a bureau of its own is sent malformed, truncated, oversized, nested and pipelined messages; it must neither fall nor swell.
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { createDice, createSeededBytes } from '../simulator/randomness.ts';
import { startBureau } from './bureau-process.ts';
import { type Attack, attackOf } from './hostile-messages.ts';
import { machineLine } from './machine.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const wanted = Number(process.argv[2] ?? 100_000);
const seed = Number(process.argv[3] ?? randomInt(2 ** 32));
const lanes = 16;
/** What a connection may take before it counts as stuck. */
const patienceMs = 20_000;

const residentKib = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);

/** The statuses of all answers on one connection; null when it got stuck. */
const strike = (port: number, attack: Attack): Promise<readonly number[] | null> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    let text = '';
    const end = (answer: readonly number[] | null) => {
      clearTimeout(stuck);
      socket.destroy();
      resolve(answer);
    };
    const stuck = setTimeout(() => end(null), patienceMs);
    const statuses = () => [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map((match) => Number(match[1]));
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (attack.answers !== null && statuses().length >= attack.answers) end(statuses());
    });
    socket.on('error', () => end(statuses()));
    socket.on('close', () => end(statuses()));
    socket.on('connect', () => {
      for (const piece of attack.pieces) socket.write(piece);
      if (attack.hangUp) socket.end();
    });
  });

const bureau = await startBureau('--in-memory');
const port = Number(new URL(bureau.ready.http).port);

say(`${machineLine()}\n${wanted} messages, seed ${seed} (npm run hostile -- ${wanted} ${seed} repeats them)`);
const dice = createDice(createSeededBytes(`hostile:${seed}`));
const counts = new Map<string, number>();
const statuses = new Map<number, number>();
const wrong: string[] = [];
const memory: number[] = [];
let sent = 0;
const lane = async (): Promise<void> => {
  while (sent < wanted && bureau.end() === null) {
    const attack = attackOf(dice);
    sent += attack.messages;
    counts.set(attack.name, (counts.get(attack.name) ?? 0) + attack.messages);
    const seen = await strike(port, attack);
    if (seen === null) wrong.push(`${attack.name}: no end within ${patienceMs} ms`);
    for (const status of seen ?? []) {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status >= 500) wrong.push(`${attack.name}: HTTP ${status}`);
    }
    if (Math.floor(sent / (wanted / 10)) > memory.length) {
      memory.push(residentKib(bureau.pid));
      say(`${sent} messages, ${Math.round((memory.at(-1) ?? 0) / 1024)} MiB`);
    }
  }
};
const begun = performance.now();
await Promise.all(Array.from({ length: lanes }, lane));
const alive = bureau.end() === null;
if (!alive) wrong.push(`the bureau ended (${bureau.end()})`);
await bureau.stop('SIGTERM');

for (const [name, count] of [...counts].sort()) say(`${String(count).padStart(7)}  ${name}`);
say(
  `answers by status: ${[...statuses]
    .sort()
    .map(([status, count]) => `${status}: ${count}`)
    .join(', ')}`,
);
const [settled = 0, last = 0] = [memory[2], memory.at(-1)];
say(`memory after the first third ${Math.round(settled / 1024)} MiB, at the end ${Math.round(last / 1024)} MiB`);
if (last > settled * 1.5 + 64 * 1024) wrong.push('memory did not stay flat');
for (const one of wrong.slice(0, 20)) say(`WRONG  ${one}`);
say(`${sent} messages in ${Math.round((performance.now() - begun) / 1000)} s, ${wrong.length} wrong`);
process.exitCode = wrong.length === 0 ? 0 : 1;
