// claim.attempts, claim.return-code and dialogue.result-per-command: the bookkeeping of a result (D-1, D-2).
import type { Check, Finding } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import { type Attempt, readAttempts } from './attempt.ts';
import { type CommandStory, readDialogue } from './dialogue.ts';
import { fail, listed, pass, plain, say } from './finding.ts';
import { codeOf } from './meaning.ts';

type Range = { readonly least: number; readonly most: number };

/** Attempts at the order; of what cannot be read the command tells whose it was. */
const attemptsAt = (orderNo: string, evidence: Evidence): Attempt[] => {
  const { commands } = readDialogue(evidence);
  const its = new Set(commands.filter((command) => command.orderNo === orderNo).map(({ id }) => id));
  return readAttempts(evidence).filter(
    (attempt) => attempt.orderNo === orderNo || (attempt.orderNo === null && its.has(attempt.command ?? '')),
  );
};

const isAlone = ({ orderNo }: CommandStory, evidence: Evidence): boolean =>
  evidence.commands.filter((other) => other.orderNo === orderNo).length === 1;

/**
 * What `attempts` may say. A command that joined another's work may count it or not; after a kill the tries before it
 * may be lost with the process.
 */
const lawfulCounts = (command: CommandStory, evidence: Evidence): Range => {
  const { reopenings } = readDialogue(evidence);
  const own = readAttempts(evidence).filter(({ command: id }) => id === command.id);
  const shared = attemptsAt(command.orderNo, evidence).length;
  const restart = reopenings.findLast(({ order }) => order > (command.given?.order ?? 0));
  const counted = restart ? own.filter(({ startMs }) => startMs > restart.atMs) : own;
  // Under a number nobody commanded it is another work in the client's eyes: retry.same-order-number's business.
  const surely = counted.filter(({ orderNo }) => orderNo === null || orderNo === command.orderNo);
  const joined = own.length === 0 && command.claim?.outcome !== 'invalid';
  const killed = readDialogue(evidence).sleeps.filter(
    ({ command: id, reason }) => restart && id === command.id && reason === 'response-timeout',
  );
  // A client on a real clock says no sleeps: of several commands for an order nobody can tell whose attempt it was.
  const alone = evidence.clockMode === 'virtual' || isAlone(command, evidence);
  // A refused connection is known by the client's word alone, and on a real clock it says none (D-4).
  const unseen = evidence.clockMode === 'real' ? Number.POSITIVE_INFINITY : 0;
  return {
    least: alone ? surely.length : 0,
    most: joined ? shared + unseen : Math.max(own.length, killed.length, unseen),
  };
};

const judgeAttempts = (evidence: Evidence): Finding | null => {
  const claimed = readDialogue(evidence).commands.filter(({ claim }) => claim !== null);
  if (claimed.length === 0) return null;
  const wrong = claimed.flatMap((command) => {
    const { least, most } = lawfulCounts(command, evidence);
    const said = command.claim?.attempts ?? Number.NaN;
    return said >= least && said <= most ? [] : [{ command, said, least, most }];
  });
  if (wrong.length === 0) return pass(say('every count of attempts is right', '尝试次数均正确'));
  return fail(say('the client counts its attempts wrongly', '客户端统计的尝试次数有误'), {
    expected: listed(
      wrong.map(({ command, least, most }) => plain(`${command.as}: ${least === most ? least : `${least}–${most}`}`)),
    ),
    actual: listed(wrong.map(({ command, said }) => plain(`${command.as}: ${said}`))),
  });
};

const lastOf = (attempts: readonly Attempt[], code: (attempt: Attempt) => string | null): string | null =>
  attempts.map(code).findLast((found) => found !== null) ?? null;

/** The code somebody would name who believed what must not be believed: the business of answer.…-disbelieved. */
const believedWrongly = (attempts: readonly Attempt[]): string[] =>
  attempts.flatMap(({ heard }) =>
    heard.kind === 'unknown' && heard.disbelieved?.answer.returnCode ? [heard.disbelieved.answer.returnCode] : [],
  );

/** Of requests under one nonce nobody can tell which answer was whose: envelope.fresh-nonce's business. */
const sharingNonce = (own: readonly Attempt[], evidence: Evidence): (string | null)[] => {
  const nonces = new Set(own.map(({ nonce }) => nonce));
  const sharing = readAttempts(evidence).filter(({ nonce }) => nonce !== null && nonces.has(nonce));
  return sharing.length > own.length ? sharing.map(codeOf) : [];
};

const lawfulCodes = (command: CommandStory, evidence: Evidence): (string | null)[] => {
  const own = readAttempts(evidence).filter(({ command: id }) => id === command.id);
  const all = attemptsAt(command.orderNo, evidence);
  const restart = readDialogue(evidence).reopenings.findLast(({ order }) => order > (command.given?.order ?? 0));
  const afterRestart = restart
    ? [
        lastOf(
          own.filter(({ startMs }) => startMs > restart.atMs),
          codeOf,
        ),
      ]
    : [];
  const joined = own.length === 0 && command.claim?.outcome !== 'invalid' ? [lastOf(all, codeOf)] : [];
  const anybodys = evidence.clockMode === 'real' && !isAlone(command, evidence) ? all.map(codeOf) : [];
  return [
    lastOf(own, codeOf),
    ...afterRestart,
    ...joined,
    ...believedWrongly(own),
    ...sharingNonce(own, evidence),
    ...anybodys,
  ];
};

const judgeReturnCode = (evidence: Evidence): Finding | null => {
  const claimed = readDialogue(evidence).commands.filter(({ claim }) => claim !== null);
  if (claimed.length === 0) return null;
  const wrong = claimed
    .map((command) => ({ command, lawful: lawfulCodes(command, evidence), said: command.claim?.returnCode ?? null }))
    .filter(({ lawful, said }) => !lawful.includes(said));
  if (wrong.length === 0)
    return pass(say('every result names the last believed code', '结果中的返回码均为最后一次可信应答的返回码'));
  return fail(
    say('a result names another code than the last believed one', '结果中的返回码不是最后一次可信应答的返回码'),
    {
      expected: listed(wrong.map(({ command, lawful }) => plain(`${command.as}: ${lawful[0] ?? 'null'}`))),
      actual: listed(wrong.map(({ command, said }) => plain(`${command.as}: ${said ?? 'null'}`))),
    },
  );
};

const judgeResults = (evidence: Evidence): Finding | null => {
  const { commands, reopenings } = readDialogue(evidence);
  if (commands.length === 0) return null;
  const known = new Set(commands.map(({ id }) => id));
  const stray = evidence.dialogue.filter(
    ({ direction, message }) =>
      direction === 'from-client' && message['type'] === 'result' && !known.has(String(message['id'])),
  );
  const wrong = [
    ...commands
      // A result said just before the kill may be said again: the client cannot know that it was heard.
      .filter(({ results }) => results.length === 0 || results.length > 1 + reopenings.length)
      .map(({ as, results }) => say(`${as}: ${results.length} results`, `${as}：${results.length} 个结果`)),
    ...stray.map(({ message }) =>
      say(`a result for the unknown id ${String(message['id'])}`, `未知 id ${String(message['id'])} 的结果`),
    ),
  ];
  if (wrong.length === 0)
    return pass(say(`${commands.length} command(s), each with its result`, `${commands.length} 条指令各有一个结果`));
  return fail(say('commands and results do not match one to one', '指令与结果不是一一对应'), {
    expected: say('exactly one result for each command', '每条指令恰有一个结果'),
    actual: listed(wrong),
  });
};

export const claimDetailChecks: readonly Check[] = [
  {
    id: 'claim.attempts',
    clauses: ['D-2'],
    level: 'must',
    scope: 'universal',
    requirement: say(
      '`attempts` counts every try of the command, queries and refused connections included.',
      'attempts 须计入该指令的每次尝试，包括查询和连接被拒绝的尝试。',
    ),
    judge: judgeAttempts,
  },
  {
    id: 'claim.return-code',
    clauses: ['D-2'],
    level: 'must',
    scope: 'universal',
    requirement: say(
      '`returnCode` of a result is the last believed one, null where there was none.',
      '结果中的 returnCode 须为最后一次可信应答的返回码，没有则为 null。',
    ),
    judge: judgeReturnCode,
  },
  {
    id: 'dialogue.result-per-command',
    clauses: ['D-1', 'D-3'],
    level: 'must',
    scope: 'universal',
    requirement: say('Every command is answered by exactly one result.', '每条指令须有且仅有一个结果。'),
    judge: judgeResults,
  },
];
