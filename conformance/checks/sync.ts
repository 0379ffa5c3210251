// sync.to-the-end and sync.stale-not-sent: a client that syncs the table of codes knows what holds on the day (C-17, B-9).
import type { Check, Finding } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { claimOf, readChains } from './chain.ts';
import { attemptName, fail, listed, pass, say } from './finding.ts';
import { fieldRules } from './judged-besides.ts';
import { invoiceIn, isIssue } from './meaning.ts';

const judgeEnd = (evidence: Evidence): Finding | null => {
  const done = readChains(evidence).filter((chain) => chain.kind === 'sync' && claimOf(chain)?.outcome === 'done');
  if (done.length === 0) return null;
  const last = done.flatMap(({ attempts }) => attempts.slice(-1));
  const early = last.filter((attempt) => !['false', false].includes(invoiceIn(attempt).content['more'] as string));
  if (early.length === 0 && last.length === done.length)
    return pass(say('the table was read to its end', '编码表已同步至末页'), last);
  return fail(say('the table was not read to its end', '编码表未同步至末页'), {
    expected: say('taxcode.sync until more is false', 'taxcode.sync 直至 more 为 false'),
    actual: listed(early.map(attemptName)),
    attempts: early,
  });
};

/** An order that may end as `invalid` alone, in a session that has synced: the table told that it cannot pass. */
const judgeStale = (evidence: Evidence, { expect }: Scenario): Finding | null => {
  const chains = readChains(evidence);
  if (!chains.some((chain) => chain.kind === 'sync' && claimOf(chain)?.outcome === 'done')) return null;
  const stale = chains.filter(
    ({ kind, commands }) =>
      kind === 'issue' && commands.every(({ as }) => (expect.outcomes[as] ?? []).join() === 'invalid'),
  );
  if (stale.length === 0) return null;
  const sent = stale.flatMap(({ attempts }) => attempts.filter(isIssue));
  if (sent.length === 0) return pass(say('the stale rate was refused locally', '过期税率已在本地拒绝'));
  return fail(say('a rate that no longer holds was sent', '发送了已失效的税率'), {
    expected: say('invalid, nothing sent', 'invalid，不发请求'),
    actual: listed(sent.map(attemptName)),
    attempts: sent,
  });
};

export const syncChecks: readonly Check[] = [
  {
    id: 'sync.to-the-end',
    clauses: ['C-17', 'B-9'],
    level: 'must',
    scope: 'scenario',
    requirement: say('The table of tax codes is synced to its last page.', '税收分类编码表须同步至末页。'),
    judge: judgeEnd,
  },
  {
    id: 'sync.stale-not-sent',
    clauses: ['C-17', 'C-3', 'B-9'],
    besides: fieldRules,
    level: 'must',
    scope: 'scenario',
    requirement: say(
      'A rate that does not hold on the day, as the synced table tells, is refused locally.',
      '按已同步的编码表当日无效的税率须在本地拒绝。',
    ),
    judge: judgeStale,
  },
];
