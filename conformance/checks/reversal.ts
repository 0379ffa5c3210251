// reversal.looks-first, reversal.settled-by-query, reversal.refusal-stops, red.confirmation-path: red and void are begun and settled by looking (C-16).
import type { Bilingual } from '../bilingual.ts';
import type { Check, Finding } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import type { Attempt } from './attempt.ts';
import { type Chain, readChains } from './chain.ts';
import { slackMs } from './clock-slack.ts';
import { attemptName, fail, listed, ofAttempt, pass, say, seconds } from './finding.ts';
import { rowsOf } from './judged-besides.ts';
import { codeOf, invoiceIn, isUnknown } from './meaning.ts';
import { waitMs } from './waits.ts';

const acts = ['invoice.red', 'invoice.void', 'red.apply'];
export const isAct = (attempt: Attempt): boolean => acts.includes(attempt.interface ?? '');
const chainsOf = (evidence: Evidence): Chain[] =>
  readChains(evidence).filter(({ kind, attempts }) => ['red', 'void'].includes(kind) && attempts.some(isAct));

const judgeLook = (evidence: Evidence): Finding | null => {
  const chains = chainsOf(evidence);
  if (chains.length === 0) return null;
  const begun = chains.flatMap(({ attempts: [first] }) => (first ? [first] : []));
  const blind = begun.filter(isAct);
  if (blind.length === 0) return pass(say('the original was looked at first', '已先查询原发票状态'), begun);
  return fail(say('the original was not looked at first', '未先查询原发票状态'), {
    expected: say('invoice.query or red.query first', '先 invoice.query 或 red.query'),
    actual: listed(blind.map((attempt) => ofAttempt(attempt, `: ${attempt.interface}`, `：${attempt.interface}`))),
    attempts: blind,
  });
};

const judgeSettling = (evidence: Evidence): Finding | null => {
  const pairs = chainsOf(evidence).flatMap(({ attempts }) =>
    attempts.flatMap((from, at) => {
      const to = attempts[at + 1];
      return to && isAct(from) && isUnknown(from) && to.interface !== null ? [{ from, to }] : [];
    }),
  );
  if (pairs.length === 0) return null;
  const blind = pairs.filter(({ to }) => isAct(to));
  const attempts = (blind.length > 0 ? blind : pairs).flatMap(({ from, to }) => [from, to]);
  if (blind.length === 0) return pass(say('the unknown outcome was settled by asking', '结果不明时已先查询'), attempts);
  return fail(say('the reversal was sent again without asking', '结果不明时未查询即重发'), {
    expected: say(
      'a query of its own order number, or of the invoice to be voided',
      '按其订单号查询，或查询待作废的发票',
    ),
    actual: listed(blind.map(({ to }) => ofAttempt(to, `: ${to.interface}`, `：${to.interface}`))),
    attempts,
  });
};

const pauseMs = 600_000;

/** State 01 or 04, where a red may be issued by the sheet; asked by number it comes alone, else in a list. */
const isReady = (attempt: Attempt): boolean => {
  const { content } = invoiceIn(attempt);
  const listed = Array.isArray(content['sheets']) ? (content['sheets'] as { readonly state?: unknown }[]) : [];
  return [content, ...listed].some(({ state }) => state === '01' || state === '04');
};

const refuteWaiting = (told: Attempt, later: readonly Attempt[], evidence: Evidence): Bilingual | null => {
  let [last, ready] = [told, false];
  for (const attempt of later) {
    const { interface: name } = attempt;
    if (isAct(attempt) && !ready)
      return ofAttempt(attempt, `: ${name} before the sheet was confirmed`, `：确认单未确认即 ${name}`);
    const pause = waitMs(last, attempt);
    if (attempt.interface === 'red.query' && pause < pauseMs - slackMs(evidence))
      return ofAttempt(attempt, `: red.query after ${seconds(pause)}`, `：间隔 ${seconds(pause)} 即 red.query`);
    [last, ready] = [attempt, ready || isReady(attempt)];
  }
  return null;
};

/** From here on the sheet is waited for: told by a refusal, or by the answer to an application (R, B-5). */
export const opensSheet = (attempt: Attempt): boolean => {
  const code = codeOf(attempt);
  const applied = attempt.interface === 'red.apply' && code === '0000';
  return code === '4203' || code === '4205' || (applied && invoiceIn(attempt).content['state'] === '02');
};

/** R: repair and stop; what was refused with one of them is not sent again by itself. */
const refusals = ['1001', '4002', '4201', '4202', '4204', '4301'];

const judgeRefusal = (evidence: Evidence): Finding | null => {
  const refused = chainsOf(evidence).flatMap(({ attempts }) => {
    const at = attempts.findIndex((attempt) => isAct(attempt) && refusals.includes(codeOf(attempt) ?? ''));
    const refusal = attempts[at];
    return refusal ? [{ refusal, again: attempts.slice(at + 1).find(isAct) ?? null }] : [];
  });
  if (refused.length === 0) return null;
  const resent = refused.flatMap(({ refusal, again }) => (again ? [{ refusal, again }] : []));
  if (resent.length === 0)
    return pass(
      say('the refusal was the end', '被拒绝后未再发送'),
      refused.map(({ refusal }) => refusal),
    );
  return fail(say('a refused reversal was sent again', '被拒绝的红冲或作废再次发送'), {
    expected: say('no further red or void after the refusal', '被拒绝后不再红冲或作废'),
    actual: listed(
      resent.map(({ refusal, again }) => {
        const { en, zh } = attemptName(refusal);
        return ofAttempt(again, ` after ${codeOf(refusal)} to ${en}`, `，在${zh}返回 ${codeOf(refusal)} 之后`);
      }),
    ),
    attempts: resent.flatMap(({ refusal, again }) => [refusal, again]),
  });
};

const judgePath = (evidence: Evidence): Finding | null => {
  const told = chainsOf(evidence).flatMap(({ attempts }) => {
    const at = attempts.findIndex(opensSheet);
    const [first, ...later] = at < 0 ? [] : attempts.slice(at);
    return first ? [{ first, why: refuteWaiting(first, later, evidence) }] : [];
  });
  if (told.length === 0) return null;
  const wrong = told.filter(({ why }) => why !== null);
  const attempts = (wrong.length > 0 ? wrong : told).map(({ first }) => first);
  if (wrong.length === 0) return pass(say('the sheet was waited for', '已按确认单流程等待'), attempts);
  return fail(say('the sheet was not waited for', '未按确认单流程等待'), {
    expected: say(
      'red.query every 10 min or more, invoice.red only when it is confirmed',
      '每 10 分钟以上 red.query，确认后方可 invoice.red',
    ),
    actual: listed(wrong.flatMap(({ why }) => why ?? [])),
    attempts,
  });
};

export const reversalChecks: readonly Check[] = [
  {
    id: 'reversal.looks-first',
    clauses: ['C-16'],
    level: 'must',
    scope: 'scenario',
    requirement: say(
      'Before an invoice is reversed or voided its state is looked at.',
      '红冲或作废之前须先查询原发票状态。',
    ),
    judge: judgeLook,
  },
  {
    id: 'reversal.settled-by-query',
    clauses: ['C-16'],
    besides: rowsOf(['3002', '9999']),
    level: 'must',
    scope: 'scenario',
    requirement: say(
      'An unknown red is settled by its own order number, an unknown void by the invoice’s status.',
      '红冲结果不明的按其订单号查询，作废结果不明的按发票状态查询。',
    ),
    judge: judgeSettling,
  },
  {
    id: 'reversal.refusal-stops',
    clauses: ['C-16', 'C-4'],
    besides: rowsOf(refusals),
    level: 'must',
    scope: 'universal',
    requirement: say(
      'A red or void that was refused for good is not sent again.',
      '被终局拒绝的红冲或作废不得再次发送。',
    ),
    judge: judgeRefusal,
  },
  {
    id: 'red.confirmation-path',
    clauses: ['C-16'],
    besides: rowsOf(['4203', '4205']),
    level: 'must',
    scope: 'scenario',
    requirement: say(
      'After 4203 the sheet is asked for every 10 min or more, and nothing is reversed before it is confirmed.',
      '返回 4203 后每 10 分钟以上查询确认单，确认之前不得红冲。',
    ),
    judge: judgePath,
  },
];
