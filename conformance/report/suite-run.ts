// A whole certification as it ran: who was examined with what, and each scenario with its evidence and verdict (V-1, V-3).
import type { Bilingual } from '../bilingual.ts';
import { isClaimed, unclaimedOf } from '../claimed-classes.ts';
import type { Evidence } from '../evidence.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { VariationName } from '../variation/names.ts';
import type { ScenarioVerdict } from '../verdict.ts';

export type ScenarioRun = {
  readonly scenario: Scenario;
  readonly evidence: Evidence;
  readonly verdict: ScenarioVerdict;
};

export type SuiteRun = {
  readonly suite: { readonly name: string; readonly version: string };
  /** Version of the specification judged by. */
  readonly specification: string;
  /** Real time, `yyyy-MM-ddTHH:mm:ss.SSS+08:00`. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly clock: 'virtual' | 'real';
  /** How many times as fast as the machine's time a real clock ran (D-10); else 1. */
  readonly rate: number;
  readonly seed: number;
  /** What the seed did not vary in any scenario, for the run was told so. */
  readonly calm: readonly VariationName[];
  readonly client: {
    readonly name: string;
    readonly version: string;
    readonly language: string;
    readonly capabilities: readonly string[];
  };
  /** Node and operating system in one line. */
  readonly machine: string;
  /** Run with `--only` or `--calm`: never good for a certificate. */
  readonly partial: boolean;
  /** Of a soak: the scripts that were shrunk, by the check that fails. Evidence of those that passed was let go. */
  readonly soak?: { readonly finds: readonly { readonly id: string; readonly check: string; readonly file: string }[] };
  readonly scenarios: readonly ScenarioRun[];
};

/** V-1: the classes conformance is stated by; `core` must be claimed. */
const classes = ['core', 'restart', 'audit', 'red', 'void', 'callback', 'sync', 'xml', 'sm2', 'rollout'];

export type Conformance = {
  readonly conformant: boolean;
  /** Why, in both languages; `reason` is both in one line. */
  readonly words: Bilingual;
  readonly reason: string;
  readonly claimed: readonly string[];
  readonly notClaimed: readonly string[];
};

const soaked: Bilingual = { en: ' (a soak: never a certificate)', zh: '（随机剧本，不能用于发证）' };
const partly: Bilingual = {
  en: ' (a part only, by --only or --calm: never a certificate)',
  zh: '（以 --only 或 --calm 仅作部分认证，不能用于发证）',
};

const nothing: Bilingual = { en: '', zh: '' };

/** A real clock leaves out what is told on a virtual one alone (D-4); that is listed, and neither passed nor failed. */
const isLeftOut = ({ scenario }: ScenarioRun, run: SuiteRun): boolean => run.clock === 'real' && scenario.virtualOnly;

const leftOutWords = (count: number): Bilingual =>
  count === 0
    ? nothing
    : {
        en: `; ${count} for a virtual clock alone were not run`,
        zh: `；另有 ${count} 个仅适用于虚拟时钟的场景未执行`,
      };

/** Whether the client conforms in all it claims: core claimed, something ran, and nothing but pass and warn came of it. */
export const conformanceOf = (run: SuiteRun): Conformance => {
  const claimed = classes.filter((name) => isClaimed(name, run.client.capabilities));
  const notClaimed = classes.filter((name) => !claimed.includes(name));
  const owed = run.scenarios.filter(
    ({ scenario }) => scenario.class === 'core' || unclaimedOf(scenario, run.client.capabilities) === null,
  );
  const required = owed.filter((one) => !isLeftOut(one, run));
  const wrong = required.filter(({ verdict }) => verdict.verdict !== 'pass' && verdict.verdict !== 'warn');
  const conclude = (conformant: boolean, en: string, zh: string): Conformance => {
    const part = run.soak ? soaked : run.partial ? partly : nothing;
    const left = leftOutWords(owed.length - required.length);
    const words = { en: en + left.en + part.en, zh: zh + left.zh + part.zh };
    return { conformant, words, reason: `${words.en} ${words.zh}`, claimed, notClaimed };
  };
  const [all, bad] = [required.length, wrong.length];
  if (all === 0) return conclude(false, 'nothing was executed', '没有执行任何场景');
  if (!claimed.includes('core')) return conclude(false, 'the class core is not claimed', '未声明 core 类');
  if (bad > 0)
    return conclude(false, `${bad} of ${all} required scenarios did not pass`, `${all} 个必过场景中 ${bad} 个未通过`);
  return conclude(true, `all ${all} required scenarios passed`, `${all} 个必过场景全部通过`);
};
