// red.sheet-patience, red.sheets-as-told, red.decision-as-told, reversal.looks-for-sheets: the confirmation sheet (C-16, B-5).
import type { Bilingual } from '../bilingual.ts';
import type { Check, Finding } from '../check.ts';
import type { Evidence, LedgerSheet } from '../evidence.ts';
import { readInstant } from '../wire/instant.ts';
import type { Attempt } from './attempt.ts';
import { type Chain, claimOf, readChains } from './chain.ts';
import { readDialogue } from './dialogue.ts';
import { attemptName, fail, listed, ofAttempt, pass, say } from './finding.ts';
import { rowsOf } from './judged-besides.ts';
import { invoiceIn } from './meaning.ts';
import { isAct, opensSheet } from './reversal.ts';

const wordOf = ({ commands: [first] }: Chain) => first?.word ?? null;
const reversalsIn = (evidence: Evidence): Chain[] =>
  readChains(evidence).filter((chain) => chain.kind === 'red' && wordOf(chain) === null && chain.attempts.length > 0);

const judgeLook = (evidence: Evidence): Finding | null => {
  const chains = reversalsIn(evidence);
  if (chains.length === 0) return null;
  const blind = chains.flatMap(({ attempts }) => {
    const at = attempts.findIndex(isAct);
    const [act, before] = [attempts[at], attempts.slice(0, Math.max(at, 0))];
    return act && !before.some((attempt) => attempt.interface === 'red.query') ? [act] : [];
  });
  if (blind.length === 0) return pass(say('a sheet already open was looked for first', '已先查找进行中的确认单'));
  return fail(say('no sheet already open was looked for first', '未先查找进行中的确认单'), {
    expected: say('red.query before it', '此前先 red.query'),
    actual: listed(blind.map((attempt) => ofAttempt(attempt, `: ${attempt.interface}`, `：${attempt.interface}`))),
    attempts: blind,
  });
};

const lifeMs = 72 * 3600 * 1000;

/** The state of the sheet that an answer shows, alone or in a list. */
const stateIn = (attempt: Attempt, sheetNo: unknown): unknown => {
  const { content } = invoiceIn(attempt);
  const listed = Array.isArray(content['sheets']) ? (content['sheets'] as Readonly<Record<string, unknown>>[]) : [];
  return [content, ...listed].find((sheet) => sheet['sheetNo'] === sheetNo)?.['state'] ?? null;
};

/** Given up although the last that was heard of the sheet is that it waits for the buyer (02). */
const refutePatience = (
  chain: Chain,
  evidence: Evidence,
): { readonly last: Attempt; readonly why: Bilingual } | null => {
  const told = chain.attempts.find(opensSheet);
  const last = chain.attempts.at(-1);
  const [first] = chain.commands;
  if (!told || !last || !['rejected', 'unknown'].includes(claimOf(chain)?.outcome ?? '')) return null;
  const { sheetNo } = invoiceIn(told).content;
  const expiresAt = evidence.sheets.find((sheet) => sheet.sheetNo === sheetNo)?.expiresAt ?? '';
  const dueMs = readInstant(expiresAt) ?? told.startMs + lifeMs;
  const endedMs = first?.results[0]?.atMs ?? dueMs;
  if (stateIn(last, sheetNo) !== '02' || endedMs >= dueMs) return null;
  const [{ en, zh }, outcome] = [attemptName(last), claimOf(chain)?.outcome];
  return {
    last,
    why: say(
      `${outcome} after ${en}, while the sheet waits until ${expiresAt}`,
      `${zh}之后即为 ${outcome}，而确认单有效至 ${expiresAt}`,
    ),
  };
};

const judgePatience = (evidence: Evidence): Finding | null => {
  const chains = reversalsIn(evidence).filter(({ attempts }) => attempts.some(opensSheet));
  if (chains.length === 0) return null;
  const hasty = chains.flatMap((chain) => refutePatience(chain, evidence) ?? []);
  if (hasty.length === 0) return pass(say('no waiting sheet was given up', '未放弃等待中的确认单'));
  return fail(say('a sheet was given up while it waited for the buyer', '确认单仍待购方确认即被放弃'), {
    expected: say('red.query until the sheet closes or 72 h pass', 'red.query 直至确认单关闭或满 72 小时'),
    actual: listed(hasty.map(({ why }) => why)),
    attempts: hasty.map(({ last }) => last),
  });
};

/** Why a sheet the client opened is one that nobody asked for; null for a rightful one. */
const refuteSheet = (sheet: LedgerSheet, own: readonly LedgerSheet[], evidence: Evidence): Bilingual | null => {
  const { sheetNo, orderNo, originalInvoiceNo } = sheet;
  const told = readDialogue(evidence).commands.filter(
    ({ command, word, orderNo: number }) => command === 'red' && word === undefined && number === orderNo,
  );
  if (told.length === 0)
    return say(
      `sheet ${sheetNo} for ${orderNo}, which nobody told it to reverse`,
      `确认单 ${sheetNo} 的 ${orderNo} 并无红冲指令`,
    );
  const commanded = evidence.orders[told[0]?.order ?? '']?.['originalInvoiceNo'];
  if (commanded !== originalInvoiceNo)
    return say(
      `sheet ${sheetNo} about ${originalInvoiceNo} instead of ${commanded}`,
      `确认单 ${sheetNo} 对应 ${originalInvoiceNo}，应为 ${commanded}`,
    );
  const same = own.filter((other) => other.orderNo === orderNo);
  return same.length > told.length
    ? say(`${same.length} sheets for ${orderNo}`, `${orderNo} 有 ${same.length} 张确认单`)
    : null;
};

const judgeSheets = (evidence: Evidence): Finding | null => {
  const own = evidence.sheets.filter(({ sheetNo }) => !evidence.othersSheets.includes(sheetNo));
  if (own.length === 0) return null;
  const wrong = own.flatMap((sheet) => refuteSheet(sheet, own, evidence) ?? []);
  if (wrong.length === 0) return pass(say('one sheet for each reversal commanded', '每次受命红冲只有一张确认单'));
  return fail(say('a confirmation sheet was opened that nobody asked for', '发起了无人指示的确认单'), {
    expected: say('at most one sheet for each command, about its original', '每条指令至多一张对应原票的确认单'),
    actual: listed(wrong.filter(({ en }, at) => wrong.findIndex((other) => other.en === en) === at)),
  });
};

/** What was sent as the decision, against what was told. */
const refuteWord = (chain: Chain): { readonly attempts: readonly Attempt[]; readonly why: Bilingual } | null => {
  const word = wordOf(chain);
  const sent = chain.attempts.filter((attempt) => attempt.interface === 'red.confirm' && attempt.request !== null);
  const wrong = sent.filter(({ request }) => {
    const payload = (request?.payload ?? {}) as Readonly<Record<string, unknown>>;
    return payload['sheetNo'] !== word?.sheetNo || payload['decision'] !== word?.decision;
  });
  if (wrong.length > 0)
    return { attempts: wrong, why: listed(wrong.map((one) => ofAttempt(one, ' said otherwise', '另有所答'))) };
  const silent = sent.length === 0 && claimOf(chain)?.outcome === 'done';
  return silent ? { attempts: [], why: say('done, and nothing was said', '声称完成而未作答复') } : null;
};

const judgeWords = (evidence: Evidence): Finding | null => {
  const chains = readChains(evidence).filter((chain) => wordOf(chain) !== null && claimOf(chain) !== null);
  if (chains.length === 0) return null;
  const wrong = chains.flatMap((chain) => refuteWord(chain) ?? []);
  if (wrong.length === 0) return pass(say('the sheet was spoken on as told', '已按指示答复确认单'));
  return fail(say('the sheet was not spoken on as told', '未按指示答复确认单'), {
    expected: listed(
      chains.flatMap((chain) => {
        const word = wordOf(chain);
        return word ? [say(`${word.decision} to ${word.sheetNo}`, `对 ${word.sheetNo} 答复 ${word.decision}`)] : [];
      }),
    ),
    actual: listed(wrong.map(({ why }) => why)),
    attempts: wrong.flatMap(({ attempts }) => attempts),
  });
};

export const confirmationChecks: readonly Check[] = [
  {
    id: 'reversal.looks-for-sheets',
    clauses: ['C-16'],
    level: 'must',
    scope: 'scenario',
    requirement: say(
      'Before an invoice is reversed a confirmation sheet already open is looked for.',
      '红冲之前须先查找进行中的红字确认单。',
    ),
    judge: judgeLook,
  },
  {
    id: 'red.sheet-patience',
    clauses: ['C-16'],
    besides: rowsOf(['4203', '4205']),
    level: 'must',
    scope: 'scenario',
    requirement: say(
      'A sheet that waits for the buyer is not given up before it closes or 72 h have passed.',
      '待购方确认的确认单，在其关闭或满 72 小时之前不得放弃。',
    ),
    judge: judgePatience,
  },
  {
    id: 'red.sheets-as-told',
    clauses: ['C-16', 'B-5'],
    level: 'must',
    scope: 'universal',
    requirement: say(
      'A client opens no confirmation sheet but one for each reversal it was told.',
      '客户端只为受命的红冲各发起一张确认单。',
    ),
    judge: judgeSheets,
  },
  {
    id: 'red.decision-as-told',
    clauses: ['C-16', 'B-5', 'D-1'],
    level: 'must',
    scope: 'scenario',
    requirement: say(
      'On a confirmation sheet the client says what it was told, and nothing else.',
      '对红字确认单只按指示答复。',
    ),
    judge: judgeWords,
  },
];
