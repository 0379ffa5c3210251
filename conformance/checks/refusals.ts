// param.not-resent, stop.not-resent, resign.once-fresh, conflict.stops: what a client does with a plain refusal (C-4, C-5, C-9, R).
import type { Bilingual } from '../bilingual.ts';
import type { Check, Finding } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import type { Attempt } from './attempt.ts';
import { type Chain, claimOf, readChains } from './chain.ts';
import { attemptName, fail, listed, ofAttempt, pass, say } from './finding.ts';
import { rowsOf } from './judged-besides.ts';
import { codeOf, isIssue, repairCodes, resignCodes, stopCodes } from './meaning.ts';

type Refused = { readonly refusal: Attempt; readonly chain: Chain; readonly later: readonly Attempt[] };

const refusedWith = (evidence: Evidence, codes: readonly string[]): Refused[] =>
  readChains(evidence).flatMap((chain) =>
    chain.attempts.flatMap((refusal, at) =>
      codes.includes(codeOf(refusal) ?? '') ? [{ refusal, chain, later: chain.attempts.slice(at + 1) }] : [],
    ),
  );

const judgeNotResent =
  (codes: readonly string[]) =>
  (evidence: Evidence): Finding | null => {
    const refused = refusedWith(evidence, codes);
    const [first] = refused;
    if (!first) return null;
    const resent = refused.flatMap(({ refusal, later }) => {
      const again = later.find(isIssue);
      return again ? [{ refusal, again }] : [];
    });
    if (resent.length === 0)
      return pass(
        say(`stopped after ${codeOf(first.refusal)}`, `返回 ${codeOf(first.refusal)} 后未再发送`),
        refused.map(({ refusal }) => refusal),
      );
    return fail(
      say(
        `the order was sent again after ${codeOf((resent[0] ?? first).refusal)}`,
        `返回 ${codeOf((resent[0] ?? first).refusal)} 之后又发送了该订单`,
      ),
      {
        expected: say('no further invoice.issue of this order', '该订单不再 invoice.issue'),
        actual: listed(
          resent.map(({ refusal, again }) => {
            const { en, zh } = attemptName(refusal);
            return ofAttempt(again, ` after ${codeOf(refusal)} to ${en}`, `，在${zh}返回 ${codeOf(refusal)} 之后`);
          }),
        ),
        attempts: resent.flatMap(({ refusal, again }) => [refusal, again]),
      },
    );
  };

/** Why a 2003 or 2004 was not followed by one fresh attempt and no more; null when it was. */
const refuteResign = ({ refusal, later }: Refused, before: Attempt | null): Bilingual | null => {
  const [next] = later;
  const second = before !== null && resignCodes.includes(codeOf(before) ?? '');
  if (second)
    return next && isIssue(next)
      ? ofAttempt(next, ' was signed again after a second refusal', '在第二次拒绝后又重新签名')
      : null;
  if (!next) return ofAttempt(refusal, ' was followed by nothing', '之后没有再尝试');
  return next.nonce === refusal.nonce ? ofAttempt(next, ' repeated the nonce', '重复使用了随机数') : null;
};

const judgeResign = (evidence: Evidence): Finding | null => {
  const refused = refusedWith(evidence, resignCodes);
  if (refused.length === 0) return null;
  const wrong = refused.flatMap((one) => {
    const before = one.chain.attempts[one.chain.attempts.indexOf(one.refusal) - 1] ?? null;
    const why = refuteResign(one, before);
    return why === null ? [] : [{ attempt: one.refusal, why }];
  });
  if (wrong.length === 0)
    return pass(
      say('signed anew once, with a fresh nonce', '以新的随机数重新签名了一次'),
      refused.map(({ refusal }) => refusal),
    );
  return fail(
    say('2003 or 2004 was not answered by one freshly signed attempt', '返回 2003 或 2004 后未恰好重新签名一次'),
    {
      expected: say(
        'one further attempt with fresh time and nonce, then stop',
        '以新的时间戳和随机数再尝试一次，然后停止',
      ),
      actual: listed(wrong.map(({ why }) => why)),
      attempts: wrong.map(({ attempt }) => attempt),
    },
  );
};

const judgeConflict = (evidence: Evidence): Finding | null => {
  const refused = refusedWith(evidence, ['4002']);
  if (refused.length === 0) return null;
  const wrong = refused.flatMap(({ refusal, later, chain }) => {
    const again = later.find(isIssue);
    const outcome = claimOf(chain)?.outcome ?? null;
    if (again)
      return [{ attempts: [refusal, again], why: ofAttempt(again, ' sent the order again', '再次发送了订单') }];
    return outcome === null || ['rejected', 'unknown'].includes(outcome)
      ? []
      : [{ attempts: [refusal], why: say(`the order ended as ${outcome}`, `订单以 ${outcome} 结束`) }];
  });
  if (wrong.length === 0)
    return pass(
      say('stopped at 4002', '返回 4002 后停止'),
      refused.map(({ refusal }) => refusal),
    );
  return fail(say('the conflict of order numbers was not taken for an end', '订单号冲突后没有停止'), {
    expected: say('no further attempt, outcome rejected or unknown', '不再尝试，结局为 rejected 或 unknown'),
    actual: listed(wrong.map(({ why }) => why)),
    attempts: wrong.flatMap(({ attempts }) => attempts),
  });
};

export const refusalChecks: readonly Check[] = [
  {
    id: 'param.not-resent',
    clauses: ['C-4'],
    besides: rowsOf(repairCodes),
    level: 'must',
    scope: 'scenario',
    requirement: say('A param error is never resent unchanged.', '参数错误的订单不得原样重发。'),
    judge: judgeNotResent(repairCodes),
  },
  {
    id: 'stop.not-resent',
    clauses: ['C-5'],
    besides: rowsOf(stopCodes),
    level: 'must',
    scope: 'scenario',
    requirement: say(
      'A permission or signature refusal stops the order and goes to a person.',
      '权限或签名类拒绝须停止该订单并通知人工。',
    ),
    judge: judgeNotResent(stopCodes),
  },
  {
    id: 'resign.once-fresh',
    clauses: ['C-1'],
    besides: rowsOf(resignCodes),
    level: 'must',
    scope: 'scenario',
    requirement: say(
      'After 2003 or 2004 the request is made anew once, with fresh time and nonce.',
      '返回 2003 或 2004 后，以新的时间戳和随机数重新签名一次。',
    ),
    judge: judgeResign,
  },
  {
    id: 'conflict.stops',
    clauses: ['C-9'],
    besides: rowsOf(['4002']),
    level: 'must',
    scope: 'scenario',
    requirement: say(
      'An order number taken with other content stops the order.',
      '订单号已被其他内容占用时须停止该订单。',
    ),
    judge: judgeConflict,
  },
];
