// `npm run seeds`: a client certified over all scenarios under one seed after another; a healthy one never fails (V-2).
import { randomInt } from 'node:crypto';
import process from 'node:process';
import { certify } from '../../conformance/certify.ts';
import type { SuiteRun } from '../../conformance/report/suite-run.ts';
import { loadScenarios } from '../../conformance/scenario/load-scenarios.ts';
import { startBureau } from '../bureau-process.ts';
import { machineLine } from '../machine.ts';
import { figureOf } from '../median.ts';

const [count = 500, first = randomInt(2 ** 31)] = process.argv.slice(2, 4).map(Number);
const client = process.argv[4] ?? 'node client/driver/start.js';
const conformant = ['pass', 'warn', 'unsupported'];

const say = (line: string) => process.stdout.write(`${line}\n`);

/** One line for each scenario that did not pass: what it was, and the checks that say so. */
const flakesOf = (run: SuiteRun): readonly string[] =>
  run.scenarios
    .map(({ verdict }) => verdict)
    .filter(({ verdict }) => !conformant.includes(verdict))
    .map(({ id, verdict, reason, checks }) => {
      const failed = checks.filter((check) => check.verdict === 'fail' || check.verdict === 'void');
      return `${id} ${verdict}: ${reason ?? failed.map((check) => `${check.id} (${check.message.en})`).join('; ')}`;
    });

say(
  `${machineLine()}\n${count} seeds from ${first}, client ${client} (npm run seeds -- ${count} ${first} repeats them)`,
);
const bureau = await startBureau('--in-memory');
process.on('exit', () => bureau.abandon());
const tookMs: number[] = [];
let scenarioRuns = 0;
let failed = 0;
for (let at = 0; at < count; at += 1) {
  const seed = (first + at) % 2 ** 32;
  const { scenarios, refusals } = loadScenarios('scenarios', { seed });
  const begun = performance.now();
  const run = await certify({
    client,
    scenarios,
    seed,
    clock: 'virtual',
    partial: false,
    suiteVersion: 'bench',
    bureau: { url: bureau.ready.control, token: bureau.ready.controlToken },
    environment: { PATH: process.env['PATH'] ?? '' },
    machine: machineLine(),
  });
  tookMs.push(performance.now() - begun);
  scenarioRuns += run.scenarios.length;
  const flakes = [...refusals.map(({ file, message }) => `${file}: ${message}`), ...flakesOf(run)];
  if (flakes.length > 0) failed += 1;
  for (const flake of flakes) say(`  seed ${seed}: ${flake}`);
  if ((at + 1) % 10 === 0) say(`${at + 1} of ${count}, ${failed} failed`);
}
await bureau.stop('SIGTERM');
const figure = figureOf(tookMs);
say(`${scenarioRuns} scenarios; a seed took ${Math.round(figure.medianMs)} ms (${figure.spread})`);
say(`${count - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
