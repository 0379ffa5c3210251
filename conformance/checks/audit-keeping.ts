// audit.chain, audit.survives-restart, audit.retention and audit.no-secrets: how the log is kept (C-13, D-7).
import type { Bilingual } from '../bilingual.ts';
import type { Check, Finding } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import { auditHash, writeSortedJson } from '../wire/audit-hash.ts';
import { tracesOfHex, tracesOfText } from '../wire/secret-traces.ts';
import { privateNumberOf } from '../wire/sm2.ts';
import { readLogs, type ShownLog } from './audit-log.ts';
import { readDialogue } from './dialogue.ts';
import { fail, listed, pass, plain, say } from './finding.ts';

/** D-7: both ways to say that nothing came before. */
const beginnings: readonly unknown[] = ['', '0'.repeat(64)];

const breaksIn = ({ as, entries }: ShownLog): Bilingual[] =>
  entries.flatMap((entry, at) => {
    const former = entries[at - 1];
    const follows = former ? entry['previous'] === former['hash'] : beginnings.includes(entry['previous']);
    const saying = (en: string, zh: string): Bilingual =>
      say(`${as}: entry ${at + 1} has ${en}`, `${as}：第 ${at + 1} 条 ${zh}`);
    const previous = `previous ${JSON.stringify(entry['previous'])}`;
    if (!follows) return [saying(previous, previous)];
    const hash = auditHash(entry);
    const said = `hash ${JSON.stringify(entry['hash'])}`;
    return entry['hash'] === hash ? [] : [saying(`${said}, recomputed ${hash}`, `${said}，重算为 ${hash}`)];
  });

type Pair = { readonly earlier: ShownLog; readonly later: ShownLog; readonly acrossKill: boolean };

const pairsOf = (evidence: Evidence): Pair[] => {
  const { reopenings } = readDialogue(evidence);
  const logs = readLogs(evidence);
  return logs.flatMap((earlier, at) => {
    const later = logs[at + 1];
    if (!later) return [];
    const acrossKill = reopenings.some(({ order }) => earlier.given.order < order && order < later.given.order);
    return [{ earlier, later, acrossKill }];
  });
};

/** What was shown once may not read otherwise later, well hashed or not. */
const rewrittenIn = ({ earlier, later }: Pair): Bilingual[] =>
  earlier.entries.flatMap((entry, at) => {
    const now = later.entries[at];
    return now && writeSortedJson(now) === writeSortedJson(entry)
      ? []
      : [
          say(
            `${later.as}: entry ${at + 1} is not what ${earlier.as} showed`,
            `${later.as}：第 ${at + 1} 条与 ${earlier.as} 所示不同`,
          ),
        ];
  });

const judgeChain = (evidence: Evidence): Finding | null => {
  const logs = readLogs(evidence).filter(({ entries }) => entries.length > 0);
  if (logs.length === 0) return null;
  const broken = [
    ...logs.flatMap(breaksIn),
    // Across a kill it is audit.survives-restart's business.
    ...pairsOf(evidence).flatMap((pair) => (pair.acrossKill ? [] : rewrittenIn(pair))),
  ];
  if (broken.length === 0) return pass(say('every entry is bound to the one before it', '每条记录均与前一条相链接'));
  return fail(say('the chain of the audit log is broken', '审计日志的链条已断裂'), {
    expected: say(
      'previous = the hash before; hash = SM3(previous ‖ the entry as JSON with sorted keys, without hash)',
      'previous = 前一条的 hash；hash = SM3(previous ‖ 记录去除 hash 后按键排序的 JSON)',
    ),
    actual: listed(broken),
  });
};

const judgeSurvival = (evidence: Evidence): Finding | null => {
  const pairs = pairsOf(evidence).filter(({ earlier, acrossKill }) => acrossKill && earlier.entries.length > 0);
  if (pairs.length === 0) return null;
  const lost = pairs.flatMap(({ earlier, later }) => {
    const kept = new Set(later.entries.map(writeSortedJson));
    return earlier.entries.filter((entry) => !kept.has(writeSortedJson(entry))).map(({ nonce }) => String(nonce));
  });
  if (lost.length === 0) return pass(say('the log outlived the kill', '进程终止后日志仍完整'));
  return fail(say('entries of the audit log were lost with the process', '审计日志的记录随进程丢失'), {
    expected: say('after the restart all entries shown before it, unchanged', '重启后仍有此前出示的全部记录且未更改'),
    actual: say(`lost or changed: the entries of ${lost.join(', ')}`, `丢失或更改的记录：${lost.join('、')}`),
  });
};

const leastYears = 5;

const judgeRetention = (evidence: Evidence): Finding | null => {
  const logs = readLogs(evidence);
  if (logs.length === 0) return null;
  const short = logs.filter(
    ({ retentionYears }) =>
      !(['number', 'string'].includes(typeof retentionYears) && Number(retentionYears) >= leastYears),
  );
  if (short.length === 0) return pass(say('the log is kept long enough', '日志保存期限符合要求'));
  return fail(say('the audit log is not kept for five years', '审计日志的保存期限不足五年'), {
    expected: say(`retentionYears of at least ${leastYears}`, `retentionYears 至少为 ${leastYears}`),
    actual: listed(short.map(({ as, retentionYears }) => plain(`${as}: ${JSON.stringify(retentionYears)}`))),
  });
};

type Secret = { readonly name: Bilingual; readonly traces: readonly string[] };

const secretsOf = ({ credentials }: Evidence): Secret[] => {
  const number = privateNumberOf(credentials.privateKeyPem ?? '');
  return [
    { name: plain('appSecret'), traces: tracesOfText(credentials.appSecret) },
    { name: plain('sm4Key'), traces: tracesOfHex(credentials.sm4Key) },
    ...(number === '' ? [] : [{ name: say('the private key', '私钥'), traces: tracesOfHex(number) }]),
  ];
};

/** Without blanks and the line breaks of a PEM, written or escaped. */
const searched = (log: ShownLog): string => JSON.stringify(log.entries).replace(/\\+[nrt]|\s/g, '');

const judgeSecrets = (evidence: Evidence): Finding | null => {
  const logs = readLogs(evidence).filter(({ entries }) => entries.length > 0);
  if (logs.length === 0) return null;
  const texts = logs.map((log) => ({ as: log.as, text: searched(log) }));
  const found = secretsOf(evidence).flatMap(({ name, traces }) =>
    texts.flatMap(({ as, text }) =>
      traces.some((trace) => text.includes(trace)) ? [say(`${as}: ${name.en}`, `${as}：${name.zh}`)] : [],
    ),
  );
  if (found.length === 0) return pass(say('no key stands in the log', '日志中没有密钥'));
  return fail(say('a key stands in the audit log', '审计日志中出现了密钥'), {
    expected: say(
      'no appSecret, sm4Key or private key, however encoded',
      '不含任何编码形式的 appSecret、sm4Key 或私钥',
    ),
    actual: listed(found),
  });
};

const clauses = ['C-13', 'D-7'];

export const auditKeepingChecks: readonly Check[] = [
  {
    id: 'audit.chain',
    clauses,
    level: 'must',
    scope: 'universal',
    requirement: say(
      'Each entry is bound to the one before it by its hash, and what was shown once stays as it was.',
      '每条记录须以哈希与前一条相链接，已出示的内容不得更改。',
    ),
    judge: judgeChain,
  },
  {
    id: 'audit.survives-restart',
    clauses: [...clauses, 'C-15'],
    level: 'must',
    scope: 'universal',
    requirement: say('The audit log outlives a kill of the client.', '审计日志在进程被终止后须仍然存在。'),
    judge: judgeSurvival,
  },
  {
    id: 'audit.retention',
    clauses,
    level: 'must',
    scope: 'universal',
    requirement: say('The audit log is kept for at least five years.', '审计日志须至少保存五年。'),
    judge: judgeRetention,
  },
  {
    id: 'audit.no-secrets',
    clauses,
    level: 'must',
    scope: 'universal',
    requirement: say(
      'No appSecret, sm4Key or private key stands in the audit log.',
      '审计日志中不得出现 appSecret、sm4Key 或私钥。',
    ),
    judge: judgeSecrets,
  },
];
