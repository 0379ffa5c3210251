// `npm run bench`: the figures the README promises, measured as whole processes; medians, and the machine beside them.

import { measureCertification } from './certification.ts';
import { measureJudging } from './judging.ts';
import { machineLine } from './machine.ts';
import { findPython } from './python.ts';
import { measureReady } from './ready.ts';

const runs = 30;
const say = (line: string) => process.stdout.write(`${line}\n`);

say(machineLine());
let missed = 0;
const report = (name: string, figure: { readonly medianMs: number; readonly spread: string }, reachMs: number) => {
  const reached = figure.medianMs <= reachMs;
  if (!reached) missed += 1;
  say(
    `${reached ? 'reached' : 'MISSED '}  ${name}: median ${Math.round(figure.medianMs)} ms (${figure.spread}), reach ≤ ${reachMs} ms`,
  );
};

report('bureau ready', await measureReady({ runs: 20 }), 300);

const reference = await measureCertification({ client: 'node client/driver/start.js', runs });
report(`certification, reference, ${runs} runs`, reference, 5000);
say(
  `         verdicts over ${runs} runs: ${reference.verdictSets === 1 ? 'the same in every run' : `${reference.verdictSets} different sets`}`,
);
for (const line of reference.odd) say(`         not in every run: ${line.slice(0, 200)}`);
if (reference.verdictSets !== 1) missed += 1;
if (!reference.conformant) missed += 1;
say(`         reference client: ${reference.conformant ? 'conformant in every run' : 'NOT conformant in every run'}`);

const python = findPython();
if (python === null) {
  missed += 1;
  say(
    'MISSED   certification, another language: no python3 with the package `cryptography` (Debian: python3-cryptography)',
  );
} else {
  const foreign = await measureCertification({ client: `${python} examples/python/main.py`, runs: 10 });
  report('certification, another language (Python), 10 runs', foreign, 8000);
  say(`         Python ÷ reference: ${(foreign.medianMs / reference.medianMs).toFixed(2)}`);
  if (!foreign.conformant || foreign.verdictSets !== 1) missed += 1;
  say(`         Python client: ${foreign.conformant ? 'conformant in every run' : 'NOT conformant in every run'}`);
}

const judging = await measureJudging({ client: 'node client/driver/start.js', passes: 21 });
const judgedPerSecond = 50_000;
if (judging.warmPerSecond < judgedPerSecond) missed += 1;
say(
  `${judging.warmPerSecond < judgedPerSecond ? 'MISSED ' : 'reached'}  judging events/s: ${judging.warmPerSecond} (${judging.coldPerSecond} in a fresh process), ${judging.events} events, reach ≥ ${judgedPerSecond}`,
);
if (judging.otherwise.length > 0) missed += 1;
say(
  `         judged again: ${judging.otherwise.length === 0 ? 'the same verdicts' : `otherwise in ${judging.otherwise.join(', ')}`}`,
);

say(missed === 0 ? 'all figures reached' : `${missed} figures missed`);
process.exitCode = missed === 0 ? 0 : 99;
