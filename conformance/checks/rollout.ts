// rollout.*: orders divided by a share, each going one way, those begun finished whatever becomes of the share (G-1 to G-3, G-6, G-7).
import type { Bilingual } from '../bilingual.ts';
import type { Check, Finding } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import { bucketOf } from '../wire/rollout-bucket.ts';
import { readShare } from '../wire/rollout-share.ts';
import { beganAfter, readAttempts } from './attempt.ts';
import { type CommandStory, readDialogue } from './dialogue.ts';
import { fail, listed, pass, plain, say } from './finding.ts';
import { isIssue } from './meaning.ts';

/** A share as it came into force: between `given` and `told` nobody can say which of the two holds. */
type Setting = {
  readonly share: number;
  readonly salt: string;
  readonly command: CommandStory;
  readonly given: number;
  readonly told: number;
};

const orderOf = (command: CommandStory): number => command.given?.order ?? 0;
const endOf = (command: CommandStory): number => command.results[0]?.order ?? Number.POSITIVE_INFINITY;

/** Commands of rollout that had to be obeyed; what is no share changes nothing (G-6). */
const settingsOf = (evidence: Evidence): Setting[] => {
  let salt = '';
  return readDialogue(evidence).commands.flatMap((command) => {
    const { rollout } = command;
    const share = rollout && ('kill' in rollout ? 0 : readShare(rollout.share));
    if (!rollout || share === null || share === undefined) return [];
    salt = 'kill' in rollout ? salt : rollout.salt;
    return [{ share, salt, command, given: orderOf(command), told: endOf(command) }];
  });
};

const issuesOf = (evidence: Evidence): CommandStory[] =>
  readDialogue(evidence).commands.filter(({ command }) => command === 'issue');

/** The one share under which the command was surely taken; null before the first, or while one was being changed. */
const settingFor = (command: CommandStory, settings: readonly Setting[], evidence: Evidence): Setting | null => {
  const spoken = readDialogue(evidence).sleeps.find((sleep) => sleep.command === command.id)?.order;
  const until = Math.min(spoken ?? endOf(command), endOf(command));
  if (settings.some(({ given, told }) => given < until && told > orderOf(command))) return null;
  return settings.findLast(({ told }) => told < orderOf(command)) ?? null;
};

const issueAttempts = (evidence: Evidence, orderNo: string) =>
  readAttempts(evidence).filter((attempt) => attempt.orderNo === orderNo && isIssue(attempt));

const conclude = (
  wrong: readonly Bilingual[],
  words: { readonly good: Bilingual; readonly bad: Bilingual; readonly expected: Bilingual },
): Finding =>
  wrong.length === 0 ? pass(words.good) : fail(words.bad, { expected: words.expected, actual: listed(wrong) });

const judgeMembership = (evidence: Evidence): Finding | null => {
  const settings = settingsOf(evidence);
  const seen = new Set<string>();
  const first = issuesOf(evidence).flatMap((command) => {
    const setting = seen.has(command.orderNo) ? null : settingFor(command, settings, evidence);
    seen.add(command.orderNo);
    // Refused before it was asked which way it goes: either order of the two questions is lawful.
    return setting && command.claim && command.claim.outcome !== 'invalid' ? [{ command, setting }] : [];
  });
  if (first.length === 0) return null;
  const wrong = first.flatMap(({ command: { as, claim, orderNo, id }, setting: { share, salt } }) => {
    const bucket = bucketOf(salt, orderNo);
    const member = bucket < share;
    const sent = issueAttempts(evidence, orderNo).some(({ command }) => command === id);
    const manual = claim?.outcome === 'manual';
    if (manual !== member && !(sent && !member)) return [];
    return [plain(`${as}: ${claim?.outcome ?? '—'}${sent ? ', invoice.issue' : ''}; ${bucket} / ${share}`)];
  });
  return conclude(wrong, {
    good: say('every order went the way its bucket says', '各订单的去向均与其桶号一致'),
    bad: say('orders went another way than their buckets say', '订单去向与其桶号不符'),
    expected: say('automatic if and only if the bucket is below the share', '当且仅当桶号小于比例时自动开票'),
  });
};

/** Settled without an invoice: free to go either way again (G-7). */
const freed = ['rejected', 'invalid'];

const judgeOneWay = (evidence: Evidence): Finding | null => {
  if (settingsOf(evidence).length === 0) return null;
  const issues = issuesOf(evidence);
  const pairs = issues.flatMap((later, at) => {
    const earlier = issues.slice(0, at).findLast(({ orderNo }) => orderNo === later.orderNo);
    return earlier?.claim && later.claim ? [{ later, before: earlier.claim, after: later.claim }] : [];
  });
  if (pairs.length === 0) return null;
  const wrong = pairs.flatMap(({ later, before, after }) => {
    if (freed.includes(before.outcome) || after.outcome === 'invalid') return [];
    const [was, is] = [before.outcome === 'manual', after.outcome === 'manual'];
    return was === is ? [] : [plain(`${later.as}: ${before.outcome} → ${after.outcome}`)];
  });
  return conclude(wrong, {
    good: say('no order ever changed its way', '没有订单改变去向'),
    bad: say('an order went both ways', '订单先后走了两条路径'),
    expected: say('a further command goes the way of the first, at any share', '任何比例下后续指令与首条去向相同'),
  });
};

const judgeBegun = (evidence: Evidence): Finding | null => {
  const settings = settingsOf(evidence);
  const begun = issuesOf(evidence).flatMap((command) => {
    const shrunk = settings.find(
      ({ share, salt, given }) =>
        given > orderOf(command) && given < endOf(command) && bucketOf(salt, command.orderNo) >= share,
    );
    const at = shrunk?.command.given;
    const attempts = issueAttempts(evidence, command.orderNo);
    return at && attempts.some((attempt) => !beganAfter(attempt, at)) ? [{ command, at }] : [];
  });
  if (begun.length === 0) return null;
  const wrong = begun.flatMap(({ command, at }) => {
    const wentOn = readAttempts(evidence).some(
      (attempt) => attempt.orderNo === command.orderNo && beganAfter(attempt, at),
    );
    const outcome = command.claim?.outcome ?? null;
    return wentOn && outcome !== null && outcome !== 'manual' ? [] : [plain(`${command.as}: ${outcome ?? '—'}`)];
  });
  return conclude(wrong, {
    good: say('what was begun was finished at the smaller share', '已开始的订单在比例缩小后仍处理完毕'),
    bad: say('an order was dropped when the share shrank', '比例缩小时丢下了已开始的订单'),
    expected: say('its ladder or polling goes on to its end', '阶梯重试或轮询继续直至了结'),
  });
};

const judgeTold = (evidence: Evidence): Finding | null => {
  const given = readDialogue(evidence).commands.filter(({ rollout, claim }) => rollout && claim);
  if (given.length === 0) return null;
  const wrong = given.flatMap(({ as, rollout, claim }) => {
    const wanted = rollout && 'kill' in rollout ? 0 : readShare(rollout?.share);
    const told = readShare(claim?.rollout?.share);
    const decisions = claim?.rollout?.decisions;
    if (wanted === null) return claim?.outcome === 'invalid' ? [] : [plain(`${as}: ${claim?.outcome ?? '—'}`)];
    const last: unknown = Array.isArray(decisions) ? decisions.at(-1) : null;
    const to = typeof last === 'object' && last !== null ? readShare(Reflect.get(last, 'to')) : told;
    const right = claim?.outcome === 'done' && told === wanted && to === wanted && Array.isArray(decisions);
    return right
      ? []
      : [plain(`${as}: ${claim?.outcome ?? '—'} ${JSON.stringify(claim?.rollout ?? null).slice(0, 200)}`)];
  });
  return conclude(wrong, {
    good: say('every rollout command told the share in force', '每条 rollout 指令均答明现行比例'),
    bad: say('a rollout command told something else than the share in force', 'rollout 指令所答与现行比例不符'),
    expected: say(
      'done with share and decisions; invalid for what is no share',
      'done 并附 share 与 decisions；不是比例的答 invalid',
    ),
  });
};

type Judgement = Pick<Check, 'id' | 'clauses' | 'requirement' | 'judge'>;

const universal = (judgement: Judgement): Check => ({ ...judgement, level: 'must', scope: 'universal' });

export const rolloutChecks: readonly Check[] = [
  universal({
    id: 'rollout.membership',
    clauses: ['G-1', 'G-2'],
    requirement: say(
      'An order is automatic if and only if its bucket is below the share; all others are manual and never sent.',
      '当且仅当订单桶号小于比例时自动开票；其余为 manual 且绝不发送。',
    ),
    judge: judgeMembership,
  }),
  universal({
    id: 'rollout.one-way',
    clauses: ['G-2', 'G-3', 'G-7'],
    requirement: say(
      'An order keeps its way, however often it is commanded and whatever becomes of the share.',
      '无论指令重复多少次、比例如何变化，订单的去向不变。',
    ),
    judge: judgeOneWay,
  }),
  universal({
    id: 'rollout.begun-stays',
    clauses: ['G-3'],
    requirement: say(
      'What was begun automatically is finished automatically, also at share 0 and after the kill switch.',
      '已开始自动处理的订单须自动处理完毕，比例为 0 或触发紧急开关后亦然。',
    ),
    judge: judgeBegun,
  }),
  universal({
    id: 'rollout.share-told',
    clauses: ['G-1', 'G-6', 'D-1'],
    requirement: say(
      'A rollout command ends `done` with the share in force, or `invalid` for what is no share.',
      'rollout 指令以 done 结束并答明现行比例；不是比例的以 invalid 结束。',
    ),
    judge: judgeTold,
  }),
];
