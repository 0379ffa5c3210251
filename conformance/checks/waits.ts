// Waits between attempts, measured from the end of one to the start of the next, against what the law asks (C-6, C-7).
import type { Bilingual } from '../bilingual.ts';
import type { Finding } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import type { Attempt } from './attempt.ts';
import { forgivenMs } from './clock-slack.ts';
import { attemptName, fail, listed, pass, say, seconds, warn } from './finding.ts';

export type MeasuredWait = {
  readonly from: Attempt;
  readonly to: Attempt;
  /** What it is in the law's words, e.g. `rung 2`. */
  readonly name: { readonly en: string; readonly zh: string };
  readonly leastMs: number;
  /** The longest of the lawful minima: more than 20 % above it is worth a warning. */
  readonly mostMs: number;
};

/** C-7: up to 20 % more is free (jitter). */
const jitter = 1.2;

export const waitMs = (from: Attempt, to: Attempt): number => to.startMs - (from.endMs ?? to.startMs);

const describe = ({ name, from, to }: MeasuredWait): Bilingual => {
  const [waited, first, second] = [seconds(waitMs(from, to)), attemptName(from), attemptName(to)];
  return say(
    `${name.en}: ${waited} from the end of ${first.en} to ${second.en}`,
    `${name.zh}等待：${first.zh}结束至${second.zh}共 ${waited}`,
  );
};

/** Fails on the first wait that is too short, warns of one that is needlessly long. */
export const judgeWaits = (waits: readonly MeasuredWait[], evidence: Evidence): Finding => {
  const attempts = (wait: MeasuredWait) => [wait.from, wait.to];
  const short = waits.filter((wait) => waitMs(wait.from, wait.to) < wait.leastMs - forgivenMs(wait.from, evidence));
  if (short[0])
    return fail(
      say(
        `${short[0].name.en} was cut short: ${seconds(waitMs(short[0].from, short[0].to))} instead of at least ${seconds(short[0].leastMs)}`,
        `${short[0].name.zh}等待不足：实际 ${seconds(waitMs(short[0].from, short[0].to))}，至少应为 ${seconds(short[0].leastMs)}`,
      ),
      {
        expected: listed(
          short.map(({ name, leastMs }) =>
            say(`${name.en}: at least ${seconds(leastMs)}`, `${name.zh}等待至少 ${seconds(leastMs)}`),
          ),
        ),
        actual: listed(short.map(describe)),
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
        expected: listed(
          long.map(({ name, mostMs }) => {
            const [least, most] = [seconds(mostMs), seconds(mostMs * jitter)];
            return say(`${name.en}: ${least} to ${most}`, `${name.zh}等待 ${least} 至 ${most}`);
          }),
        ),
        actual: listed(long.map(describe)),
        attempts: long.flatMap(attempts),
      },
    );
  const kept = waits.map((wait) => seconds(waitMs(wait.from, wait.to))).join(', ');
  return pass(
    say(`${waits.length} wait(s) kept: ${kept}`, `${waits.length} 次等待均符合要求：${kept}`),
    waits.flatMap(attempts),
  );
};
