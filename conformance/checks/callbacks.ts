// callback.*: news are acknowledged, and neither a stranger's, a repeated nor an overtaken one changes what is true (C-12, B-4).
import type { Bilingual } from '../bilingual.ts';
import type { Check, Finding } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import { readAttempts } from './attempt.ts';
import { readDialogue } from './dialogue.ts';
import { fail, listed, pass, say } from './finding.ts';
import { codeOf, invoiceIn } from './meaning.ts';
import { namePush, type Push, readPushes } from './push.ts';
import { type Statement, statementsOf, statusRank, wasTrue } from './statement.ts';

const genuineOf = (evidence: Evidence): Push[] => readPushes(evidence).filter(({ genuine }) => genuine);

const describe = ({ as, status, at }: Statement): Bilingual =>
  say(`${as} claims ${status} at ${at.slice(11, 23)}`, `${as} 于 ${at.slice(11, 23)} 声称 ${status}`);

/** Each statement once. */
const describeAll = (statements: readonly Statement[]): Bilingual =>
  listed([...new Map(statements.map(describe).map((said) => [said.en, said])).values()]);

/** The statements about the order of a push that were made at its instant or later. */
const statedAfter = (push: Push, evidence: Evidence): Statement[] =>
  statementsOf(evidence).filter(({ orderNo, atMs }) => orderNo === push.sending.orderNo && atMs >= push.sentMs);

const judgeAcknowledged = (evidence: Evidence): Finding | null => {
  const sent = genuineOf(evidence).filter(({ sending }) => sending.outcome !== null);
  // A killed client had another address, or none, when it was started again (D-6).
  if (sent.length === 0 || readDialogue(evidence).reopenings.length > 0) return null;
  const unanswered = sent.filter(({ sending }) => sending.outcome !== 'answered');
  if (unanswered.length === 0)
    return pass(say(`${sent.length} genuine push(es) acknowledged`, `${sent.length} 次真实推送均已确认`));
  return fail(
    say(
      `${unanswered.length} of ${sent.length} genuine pushes were not acknowledged`,
      `${sent.length} 次真实推送中 ${unanswered.length} 次未获确认`,
    ),
    {
      expected: say(
        'HTTP 200 with {"returnCode":"0000"} within 10 s, for repeated and older news too',
        '10 秒内以 HTTP 200 应答 {"returnCode":"0000"}，重复和较旧的消息亦然',
      ),
      actual: listed(
        unanswered.map((push) => {
          const [{ en, zh }, { outcome, answer }] = [namePush(push), push.sending];
          const came = `${outcome}, ${(answer ?? '').slice(0, 100)}`;
          return say(`${en}: ${came}`, `${zh}：${came}`);
        }),
      ),
    },
  );
};

/** An order that was still being carried, and was given up as soon as the stranger had spoken. */
const givenUpAt = (push: Push, evidence: Evidence): Bilingual[] =>
  readDialogue(evidence).commands.flatMap(({ as, command, orderNo, given, results, claim }) => {
    const [result] = results;
    const carried = command === 'issue' && orderNo === push.sending.orderNo && (given?.atMs ?? 0) < push.sentMs;
    const gaveUp = result?.atMs === push.sentMs && ['rejected', 'unknown'].includes(claim?.outcome ?? '');
    const exists = evidence.ledger.some((invoice) => invoice.orderNo === orderNo);
    const [{ en, zh }, outcome] = [namePush(push), claim?.outcome];
    return carried && gaveUp && exists
      ? [say(`${as} ended ${outcome} when ${en} came`, `${zh}到达时 ${as} 以 ${outcome} 结束`)]
      : [];
  });

const judgeForged = (evidence: Evidence): Finding | null => {
  const forged = readPushes(evidence).filter(({ genuine }) => !genuine);
  if (forged.length === 0) return null;
  const believed = forged.flatMap((push) => [
    ...givenUpAt(push, evidence),
    ...statedAfter(push, evidence)
      .filter((statement) => statement.status === push.news?.status && !wasTrue(statement, evidence))
      .map((statement) => {
        const [said, name] = [describe(statement), namePush(push)];
        return say(`${said.en}, as the forged ${name.en} said`, `${said.zh}，与伪造的${name.zh}一致`);
      }),
  ]);
  if (believed.length === 0)
    return pass(say(`${forged.length} forged push(es) changed nothing`, `${forged.length} 次伪造推送未造成任何影响`));
  return fail(say('a forged push was believed', '相信了伪造的推送'), {
    expected: say('what is not signed by the bureau changes nothing', '未经税局签名的内容不得造成任何影响'),
    actual: listed(believed),
  });
};

const judgeRepeats = (evidence: Evidence): Finding | null => {
  const genuine = genuineOf(evidence);
  const repeats = genuine.filter((push, at) =>
    genuine.slice(0, at).some(({ sending }) => sending.requestId === push.sending.requestId),
  );
  if (repeats.length === 0) return null;
  const lies = readPushes(evidence).flatMap(({ genuine: isGenuine, news }) => (isGenuine ? [] : [news?.status]));
  const untrue = repeats.flatMap((push) =>
    statedAfter(push, evidence).filter(
      (statement) => !lies.includes(statement.status) && !wasTrue(statement, evidence),
    ),
  );
  if (untrue.length === 0)
    return pass(
      say(`${repeats.length} repeated push(es) changed nothing`, `${repeats.length} 次重复推送未造成任何影响`),
    );
  return fail(say('a repeated push changed what the client knows', '重复推送改变了客户端的记录'), {
    expected: say('the same news again change nothing', '重复的消息不得造成任何影响'),
    actual: describeAll(untrue),
  });
};

/** The furthest status the client itself had stated, or was told by an answer it may believe, before a statement. */
const furthestBefore = (statement: Statement, evidence: Evidence): number => {
  const stated = statementsOf(evidence).filter(
    ({ orderNo, order }) => orderNo === statement.orderNo && order < statement.order,
  );
  const told = readAttempts(evidence).flatMap((attempt) => {
    const { content, status } = invoiceIn(attempt);
    const isOver = attempt.endMs !== null && attempt.endMs < statement.atMs;
    return isOver && codeOf(attempt) !== null && content['orderNo'] === statement.orderNo && status ? [status] : [];
  });
  return Math.max(-1, ...stated.map(({ status }) => statusRank(status)), ...told.map(statusRank));
};

const judgeOlder = (evidence: Evidence): Finding | null => {
  const genuine = genuineOf(evidence);
  const overtaken = genuine.filter((push, at) =>
    genuine
      .slice(0, at)
      .some(({ news }) => news?.orderNo === push.news?.orderNo && (news?.atMs ?? 0) > (push.news?.atMs ?? 0)),
  );
  if (overtaken.length === 0) return null;
  const fallen = overtaken.flatMap((push) =>
    statedAfter(push, evidence).filter(
      (statement) => statusRank(statement.status) < furthestBefore(statement, evidence),
    ),
  );
  if (fallen.length === 0)
    return pass(
      say(`${overtaken.length} overtaken push(es) overwrote nothing`, `${overtaken.length} 次迟到推送未覆盖较新状态`),
    );
  return fail(say('older news overwrote newer', '较旧的消息覆盖了较新的状态'), {
    expected: say('never a status before the one already known', '状态不得退回到已知状态之前'),
    actual: describeAll(fallen),
  });
};

const form = { clauses: ['C-12', 'B-4', 'D-8'], level: 'must', scope: 'universal' } as const;

export const callbackChecks: readonly Check[] = [
  {
    id: 'callback.genuine-acknowledged',
    ...form,
    requirement: say(
      'Every genuine push, new, repeated or overtaken, is answered {"returnCode":"0000"} within 10 s.',
      '每次真实推送（含重复、迟到的）须在 10 秒内答复 {"returnCode":"0000"}。',
    ),
    judge: judgeAcknowledged,
  },
  {
    id: 'callback.forged-changes-nothing',
    ...form,
    requirement: say('A push that the bureau did not sign changes nothing.', '未经税局签名的推送不得改变任何状态。'),
    judge: judgeForged,
  },
  {
    id: 'callback.repeats-change-nothing',
    ...form,
    requirement: say('News that come again change nothing that is not true.', '重复推送不得造成不实的状态。'),
    judge: judgeRepeats,
  },
  {
    id: 'callback.older-news-never-overwrites',
    ...form,
    requirement: say('Older news never overwrite newer.', '较旧的消息不得覆盖较新的状态。'),
    judge: judgeOlder,
  },
];
