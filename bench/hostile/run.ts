// An onslaught on one bureau: many lanes of hostile visits, a crowd that stalls, honest orders in between, and what came of it.
import { createDice, createSeededBytes } from '../../simulator/randomness.ts';
import type { BureauProcess } from '../bureau-process.ts';
import { type AnswerCode, isOurFailure } from './answers.ts';
import { attack } from './attack.ts';
import { gatherCrowd } from './crowd.ts';
import { drawAttack } from './families.ts';
import { fewestForMemory, growthBoundMiB, growthOf, readVitals, type Sample } from './memory.ts';
import { genuineOrder } from './messages.ts';
import { type Ports, patienceMs, strike } from './strike.ts';

export type Onslaught = {
  readonly sent: number;
  readonly tookMs: number;
  /** Messages and answers by family; stalled connections are the family `slow-loris` too. */
  readonly messages: ReadonlyMap<string, number>;
  readonly answers: ReadonlyMap<string, ReadonlyMap<AnswerCode, number>>;
  readonly samples: readonly Sample[];
  readonly crowd: { readonly stalled: number; readonly shownOut: number };
  /** Honest orders answered 0000 on time, and how long the slowest took. */
  readonly honest: { readonly orders: number; readonly slowestMs: number };
  /** Null: too few messages to judge. */
  readonly growthMiB: { readonly resident: number; readonly heap: number } | null;
  readonly wrongs: readonly string[];
};

export type OnslaughtOptions = {
  readonly bureau: BureauProcess;
  readonly messages: number;
  readonly seed: number;
  readonly lanes: number;
  readonly crowd: number;
  readonly onSample?: (sample: Sample) => void;
};

const sampleCount = 80;
/** The bureau lets nobody stall for longer than a minute, looks every few seconds, and this machine may be busy. */
const longestStallMs = 90_000;

const add = <K>(counts: Map<K, number>, key: K, count: number): void =>
  void counts.set(key, (counts.get(key) ?? 0) + count);

const portsOf = ({ ready }: BureauProcess): Ports => ({
  http: Number(new URL(ready.http).port),
  https: Number(new URL(ready.https).port),
  control: Number(new URL(ready.control).port),
});

export const runOnslaught = async (options: OnslaughtOptions): Promise<Onslaught> => {
  const { bureau, seed } = options;
  const ports = portsOf(bureau);
  const dice = createDice(createSeededBytes(`hostile:${seed}`));
  const messages = new Map<string, number>();
  const answers = new Map<string, Map<AnswerCode, number>>();
  const samples: Sample[] = [];
  const wrongs: string[] = [];
  const honest = { orders: 0, slowestMs: 0 };
  const crowd = gatherCrowd(options.crowd, ports, createDice(createSeededBytes(`crowd:${seed}`)));
  let [sent, drawn, due, failures] = [0, 0, 1, 0];

  const askHonestly = async (): Promise<void> => {
    const begun = performance.now();
    const {
      answers: [code],
    } = await strike(attack(genuineOrder(dice)), ports);
    honest.orders += 1;
    honest.slowestMs = Math.max(honest.slowestMs, performance.now() - begun);
    if (code !== '200 0000') wrongs.push(`an honest order was answered ${code ?? 'nothing'}`);
  };
  const takeSample = async (): Promise<void> => {
    const vitals = await readVitals(bureau.ready.control);
    failures = vitals.failures;
    const sample = { messages: sent, residentMiB: vitals.residentMiB, heapMiB: vitals.heapMiB };
    samples.push(sample);
    options.onSample?.(sample);
  };
  const lane = async (): Promise<void> => {
    while (sent < options.messages && bureau.end() === null) {
      const { family, kind, attack: next } = drawAttack(dice, drawn);
      drawn += 1;
      sent += next.messages;
      add(messages, family, next.messages);
      const seen = await strike(next, ports);
      if (seen.stuck) wrongs.push(`${family}, ${kind}: no end within ${patienceMs} ms`);
      const codes = answers.get(family) ?? new Map<AnswerCode, number>();
      answers.set(family, codes);
      for (const code of seen.answers) {
        add(codes, code, 1);
        if (isOurFailure(code)) wrongs.push(`${family}, ${kind}: ${code}`);
      }
      if (sent / options.messages >= due / sampleCount) {
        due += 1;
        await Promise.all([takeSample(), askHonestly()]);
      }
    }
  };
  const begun = performance.now();
  await takeSample();
  await Promise.all(Array.from({ length: options.lanes }, lane));
  const tookMs = performance.now() - begun;
  if (bureau.end() === null) await Promise.all([takeSample(), askHonestly()]);
  else wrongs.push(`the bureau ended (${bureau.end()})`);
  if (failures > 0) wrongs.push(`the bureau counts ${failures} failures of its own: ${bureau.said().slice(0, 2000)}`);
  if (crowd.longestMs() > longestStallMs) wrongs.push(`a connection stalls since ${Math.round(crowd.longestMs())} ms`);
  crowd.disperse();
  add(messages, 'slow-loris', crowd.count().stalled);
  const growthMiB =
    options.messages < fewestForMemory
      ? null
      : { resident: growthOf(samples, 'residentMiB'), heap: growthOf(samples, 'heapMiB') };
  for (const [what, grown] of Object.entries(growthMiB ?? {}))
    if (grown > growthBoundMiB) wrongs.push(`${what} memory grew by ${Math.round(grown)} MiB`);
  return { sent, tookMs, messages, answers, samples, crowd: crowd.count(), honest, growthMiB, wrongs };
};
