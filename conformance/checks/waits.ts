// Waits between attempts, measured from the end of one to the start of the next, against what the law asks (C-6, C-7).
import type { Finding } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import type { Attempt } from './attempt.ts';
import { fail, nameAttempt, pass, say, seconds, warn } from './finding.ts';

export type MeasuredWait = {
  readonly from: Attempt;
  readonly to: Attempt;
  /** What it is in the law's words, e.g. `rung 2`. */
  readonly name: { readonly en: string; readonly zh: string };
  readonly leastMs: number;
  /** The longest of the lawful minima: more than 20 % above it is worth a warning. */
  readonly mostMs: number;
};

/** With a real clock only lower bounds are asserted, 50 ms of them forgiven (D-4). */
export const slackMs = (evidence: Evidence): number => (evidence.clockMode === 'real' ? 50 : 0);

/** C-7: up to 20 % more is free (jitter). */
const jitter = 1.2;

export const waitMs = (from: Attempt, to: Attempt): number => to.startMs - (from.endMs ?? to.startMs);

const describe = (wait: MeasuredWait): string =>
  `${wait.name.en}: ${seconds(waitMs(wait.from, wait.to))} from the end of ${nameAttempt(wait.from)} to ${nameAttempt(wait.to)}`;

/** Fails on the first wait that is too short, warns of one that is needlessly long. */
export const judgeWaits = (waits: readonly MeasuredWait[], evidence: Evidence): Finding => {
  const attempts = (wait: MeasuredWait) => [wait.from, wait.to];
  const short = waits.filter((wait) => waitMs(wait.from, wait.to) < wait.leastMs - slackMs(evidence));
  if (short[0])
    return fail(
      say(
        `${short[0].name.en} was cut short: ${seconds(waitMs(short[0].from, short[0].to))} instead of at least ${seconds(short[0].leastMs)}`,
        `${short[0].name.zh}等待不足：实际 ${seconds(waitMs(short[0].from, short[0].to))}，至少应为 ${seconds(short[0].leastMs)}`,
      ),
      {
        expected: short.map((wait) => `${wait.name.en}: at least ${seconds(wait.leastMs)}`).join('; '),
        actual: short.map(describe).join('; '),
        attempts: short.flatMap(attempts),
      },
    );
  const long = waits.filter(
    (wait) => evidence.clockMode === 'virtual' && waitMs(wait.from, wait.to) > wait.mostMs * jitter,
  );
  if (long[0])
    return warn(
      say(
        `${long[0].name.en} was longer than ${seconds(long[0].mostMs)} and 20 % jitter`,
        `${long[0].name.zh}超过 ${seconds(long[0].mostMs)} 加 20% 抖动`,
      ),
      {
        expected: long
          .map((wait) => `${wait.name.en}: ${seconds(wait.mostMs)} to ${seconds(wait.mostMs * jitter)}`)
          .join('; '),
        actual: long.map(describe).join('; '),
        attempts: long.flatMap(attempts),
      },
    );
  const listed = waits.map((wait) => seconds(waitMs(wait.from, wait.to))).join(', ');
  return pass(
    say(`${waits.length} wait(s) kept: ${listed}`, `${waits.length} 次等待均符合要求：${listed}`),
    waits.flatMap(attempts),
  );
};
