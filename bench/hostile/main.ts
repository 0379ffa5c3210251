// `npm run hostile`: a bureau of its own is sent hostile messages of every family; it must neither fall nor hang nor swell.
import { randomInt } from 'node:crypto';
import { startBureau } from '../bureau-process.ts';
import { machineLine } from '../machine.ts';
import { fewestForMemory, growthBoundMiB } from './memory.ts';
import { type Onslaught, runOnslaught } from './run.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const [messages = 100_000, seed = randomInt(2 ** 32)] = process.argv.slice(2, 4).map(Number);

const sayCounts = ({ messages: counts, answers }: Onslaught): void => {
  for (const [family, count] of counts) {
    const codes = [...(answers.get(family) ?? [])].sort(([, a], [, b]) => b - a);
    say(`${String(count).padStart(7)}  ${family}: ${codes.map(([code, times]) => `${code} × ${times}`).join(', ')}`);
  }
};

const sayMemory = ({ samples, growthMiB }: Onslaught): void => {
  const quarters = [0, 1, 2, 3, 4].map((quarter) => samples[Math.round((quarter / 4) * (samples.length - 1))]);
  const figures = (what: 'residentMiB' | 'heapMiB') =>
    quarters.map((sample) => Math.round(sample?.[what] ?? 0)).join(' → ');
  say(`resident MiB at the quarters ${figures('residentMiB')}; heap in use ${figures('heapMiB')}`);
  say(
    growthMiB === null
      ? `growth is judged from ${fewestForMemory} messages on`
      : `last quarter against the second, lowest readings: resident ${growthMiB.resident.toFixed(1)} MiB, heap ${growthMiB.heap.toFixed(1)} MiB, bound ${growthBoundMiB} MiB each`,
  );
};

say(`${machineLine()}\n${messages} messages, seed ${seed} (npm run hostile -- ${messages} ${seed} repeats them)`);
const bureau = await startBureau('--in-memory');
// A failure of this script leaves no bureau behind.
process.on('exit', () => bureau.abandon());
const onslaught = await runOnslaught({
  bureau,
  messages,
  seed,
  lanes: 16,
  crowd: 400,
  onSample: (sample) =>
    process.stderr.write(
      `${sample.messages} messages, resident ${Math.round(sample.residentMiB)} MiB, heap ${Math.round(sample.heapMiB)} MiB\n`,
    ),
});
await bureau.stop('SIGTERM');

const { sent, tookMs, crowd, honest, wrongs } = onslaught;
sayCounts(onslaught);
say(`${crowd.stalled} connections stalled, the bureau closed ${crowd.shownOut} of them`);
say(`${honest.orders} honest orders in between, the slowest answered after ${Math.round(honest.slowestMs)} ms`);
sayMemory(onslaught);
for (const wrong of wrongs.slice(0, 20)) say(`WRONG  ${wrong}`);
const perSecond = Math.round((sent / tookMs) * 1000);
say(`${sent} messages in ${Math.round(tookMs / 1000)} s, ${perSecond} a second, seed ${seed}, ${wrongs.length} wrong`);
process.exitCode = wrongs.length === 0 ? 0 : 1;
