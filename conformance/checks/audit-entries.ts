// audit.every-attempt and audit.parameters: what the log says of the attempts that the wire has seen (C-13, D-7).
import type { Bilingual } from '../bilingual.ts';
import type { Check, Finding } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import { writeSortedJson } from '../wire/audit-hash.ts';
import { readInstant } from '../wire/instant.ts';
import { type Attempt, readAttempts } from './attempt.ts';
import { type Entry, entriesOf, owedIn, readLogs, type ShownLog } from './audit-log.ts';
import { skewMs } from './clock-slack.ts';
import { readDialogue } from './dialogue.ts';
import { fail, listed, ofAttempt, pass, plain, say } from './finding.ts';
import { differences } from './order-content.ts';

type Complaint = { readonly attempt: Attempt; readonly what: Bilingual };

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

/** D writes moments with an offset; a whole second of slack for spellings without milliseconds. */
const spellingMs = 1_000;
const offsetForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

const momentOf = (at: unknown): number | null => {
  if (typeof at !== 'string') return null;
  return readInstant(at) ?? (offsetForm.test(at) ? Date.parse(at) : null);
};

/** D-4: the client's time is the last `now` it was given, which may lie before the bureau's. */
const toldBefore = ({ sleep, startMs }: Attempt, { dialogue }: Evidence): number => {
  const told = dialogue.findLast(
    ({ order, direction, message }) =>
      direction === 'to-client' && order < (sleep?.order ?? 0) && typeof message['now'] === 'string',
  );
  return Math.min(startMs, readInstant(String(told?.message['now'])) ?? startMs);
};

/** From its begin to the next attempt of its command: an entry may be dated by either end of the attempt. */
const isTimely = (entry: Entry, attempt: Attempt, about: { readonly log: ShownLog; evidence: Evidence }): boolean => {
  const at = momentOf(entry['at']);
  const next = readAttempts(about.evidence).find(
    ({ command, number }) => command === attempt.command && number > attempt.number,
  );
  const latestMs = Math.max(
    attempt.endMs ?? 0,
    Math.min(next?.startMs ?? Number.POSITIVE_INFINITY, about.log.given.atMs),
  );
  const slackMs = spellingMs + skewMs(about.evidence);
  return at !== null && at >= toldBefore(attempt, about.evidence) - slackMs && at <= latestMs + slackMs;
};

const namesOrder = ({ request }: Attempt): boolean =>
  Boolean((request?.payload as { readonly orderNo?: unknown } | null | undefined)?.orderNo);

/** An attempt that names no order (an invoice, a sheet) may be entered under its command's, or under none. */
const isUnderItsOrder = ({ orderNo }: Entry, attempt: Attempt, evidence: Evidence): boolean => {
  const command = readDialogue(evidence).commands.find(({ id }) => id === attempt.command);
  if (!namesOrder(attempt) && isEmpty(orderNo)) return true;
  return attempt.orderNo === null || orderNo === attempt.orderNo || orderNo === command?.orderNo;
};

const answerComplaint = ({ returnCode, error }: Entry, { heard }: Attempt): Bilingual | null => {
  const said = `returnCode ${JSON.stringify(returnCode)}`;
  if (heard.kind === 'believed')
    return returnCode === heard.returnCode
      ? null
      : say(`${said}, heard ${heard.returnCode}`, `${said}，所得为 ${heard.returnCode}`);
  if (heard.kind === 'not-sent') return null;
  if (isEmpty(error)) return say(`no error, though ${heard.why.en}`, `未记错误，而${heard.why.zh}`);
  const came = heard.disbelieved?.answer.returnCode ?? null;
  return isEmpty(returnCode) || returnCode === came
    ? null
    : say(`${said}, though ${heard.why.en}`, `${said}，而${heard.why.zh}`);
};

const complaintOf = (attempt: Attempt, log: ShownLog, evidence: Evidence): Bilingual | null => {
  const found = entriesOf(attempt, log);
  const [entry] = found;
  if (!entry || found.length > 1) return say(`${found.length} entries`, `${found.length} 条记录`);
  if (entry['interface'] !== attempt.interface) return plain(`interface ${JSON.stringify(entry['interface'])}`);
  if (!isUnderItsOrder(entry, attempt, evidence)) return plain(`orderNo ${JSON.stringify(entry['orderNo'])}`);
  if (!isTimely(entry, attempt, { log, evidence })) return plain(`at ${JSON.stringify(entry['at'])}`);
  return answerComplaint(entry, attempt);
};

const judgeOwed = (
  evidence: Evidence,
  complain: (attempt: Attempt, log: ShownLog) => Bilingual | null,
): { readonly owed: readonly Attempt[]; readonly complaints: readonly Complaint[] } => {
  const owed = readLogs(evidence).flatMap((log) => owedIn(log, evidence).map((attempt) => ({ attempt, log })));
  const complaints = owed.flatMap(({ attempt, log }) => {
    const what = complain(attempt, log);
    if (what === null) return [];
    const { en, zh } = ofAttempt(attempt, `: ${what.en}`, `：${what.zh}`);
    return [{ attempt, what: say(`${log.as}: ${en}`, `${log.as}：${zh}`) }];
  });
  return { owed: owed.map(({ attempt }) => attempt), complaints };
};

const judgeEvery = (evidence: Evidence): Finding | null => {
  const { owed, complaints } = judgeOwed(evidence, (attempt, log) => complaintOf(attempt, log, evidence));
  if (owed.length === 0) return null;
  if (complaints.length === 0)
    return pass(say('every attempt stands in the audit log', '每次尝试均已记入审计日志'), owed);
  return fail(say('attempts are missing from the audit log, or wrong in it', '审计日志遗漏了尝试，或记录有误'), {
    expected: say(
      'one entry by its nonce, with interface, orderNo, time, and the believed returnCode or the error',
      '按随机数各有一条记录，含 interface、orderNo、时间，以及可信的 returnCode 或错误',
    ),
    actual: listed(complaints.map(({ what }) => what)),
    attempts: complaints.map(({ attempt }) => attempt),
  });
};

/** Empty, null and absent are the same, and XML knows texts alone (P, T-5). */
const reduced = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(reduced);
  if (typeof value !== 'object' || value === null) return isEmpty(value) ? null : String(value);
  const members = Object.entries(value)
    .map(([name, inner]) => [name, reduced(inner)] as const)
    .filter(([, inner]) => inner !== null);
  return members.length === 0 ? null : Object.fromEntries(members);
};

const readText = (parameters: unknown): unknown => {
  if (typeof parameters !== 'string') return parameters;
  try {
    return JSON.parse(parameters);
  } catch {
    return parameters;
  }
};

const parameterComplaint = ({ request }: Attempt, { parameters }: Entry): Bilingual | null => {
  if (!request || request.payload === null || parameters === request.plaintext) return null;
  const [logged, sent] = [reduced(readText(parameters)), reduced(request.payload)];
  if (writeSortedJson(logged) === writeSortedJson(sent)) return null;
  const pointers = differences(sent, logged)
    .map((pointer) => pointer || '/')
    .join(', ');
  return say(`differs at ${pointers || 'the spelling of a number'}`, `${pointers || '数字写法'} 不同`);
};

const judgeParameters = (evidence: Evidence): Finding | null => {
  const { owed, complaints } = judgeOwed(evidence, (attempt, log) => {
    const wrong = entriesOf(attempt, log).map((entry) => parameterComplaint(attempt, entry));
    return wrong.find((complaint) => complaint !== null) ?? null;
  });
  if (owed.length === 0) return null;
  if (complaints.length === 0)
    return pass(say('the log holds the parameters as sent', '日志中的参数与发送内容一致'), owed);
  return fail(say('the log holds other parameters than were sent', '日志中的参数与发送内容不一致'), {
    expected: say('the business payload of the attempt as it was sent', '该次尝试实际发送的业务报文'),
    actual: listed(complaints.map(({ what }) => what)),
    attempts: complaints.map(({ attempt }) => attempt),
  });
};

export const auditEntryChecks: readonly Check[] = [
  {
    id: 'audit.every-attempt',
    clauses: ['C-13', 'D-7'],
    level: 'must',
    scope: 'universal',
    requirement: say(
      'Each attempt has one entry in the audit log, with its interface, order, time, and believed return code or error.',
      '每次尝试在审计日志中须有一条记录，含接口、订单号、时间，以及可信的返回码或错误。',
    ),
    judge: judgeEvery,
  },
  {
    id: 'audit.parameters',
    clauses: ['C-13', 'D-7'],
    level: 'must',
    scope: 'universal',
    requirement: say(
      'The parameters of an entry are the business payload as it was sent.',
      '记录中的参数须为实际发送的业务报文。',
    ),
    judge: judgeParameters,
  },
];
