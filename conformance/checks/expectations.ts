// outcome.expected and ledger.expected: what the scenario says must come of it (V-2, D-2, B-1).
import type { Bilingual } from '../bilingual.ts';
import type { Check, Finding } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { readDialogue } from './dialogue.ts';
import { fail, listed, pass, say } from './finding.ts';

type Mismatch = { readonly expected: Bilingual; readonly actual: Bilingual };

const named = (name: string, en: string, zh = en): Bilingual => say(`${name}: ${en}`, `${name}：${zh}`);

const sheetOf = (name: string, state: string): Bilingual =>
  say(`sheet of ${name}: ${state}`, `${name} 的确认单：${state}`);

const conclude = (
  mismatches: readonly Mismatch[],
  words: { readonly good: ReturnType<typeof say>; readonly bad: ReturnType<typeof say> },
): Finding =>
  mismatches.length === 0
    ? pass(words.good)
    : fail(words.bad, {
        expected: listed(mismatches.map(({ expected }) => expected)),
        actual: listed(mismatches.map(({ actual }) => actual)),
      });

const judgeOutcomes = (evidence: Evidence, { expect }: Scenario): Finding | null => {
  const wanted = Object.entries(expect.outcomes);
  if (wanted.length === 0) return null;
  const mismatches = wanted.flatMap(([as, allowed]) => {
    const claim = readDialogue(evidence).commands.find((command) => command.as === as)?.claim;
    if (claim && allowed.includes(claim.outcome)) return [];
    return [
      {
        expected: named(as, allowed.join(' or '), allowed.join(' 或 ')),
        actual: named(as, claim?.outcome ?? 'no result', claim?.outcome ?? '无结果'),
      },
    ];
  });
  return conclude(mismatches, {
    good: say('every command ended as the scenario allows', '各指令的结局均符合场景要求'),
    bad: say(
      `${mismatches[0]?.actual.en ?? ''}, expected ${mismatches[0]?.expected.en ?? ''}`,
      `实际 ${mismatches[0]?.actual.zh ?? ''}，应为 ${mismatches[0]?.expected.zh ?? ''}`,
    ),
  });
};

const allowedOf = (count: number | readonly number[]): readonly number[] =>
  typeof count === 'number' ? [count] : count;

const judgeLedger = (evidence: Evidence, { expect, orders }: Scenario): Finding | null => {
  const wanted = Object.entries(expect.invoices);
  if (wanted.length === 0) return null;
  const mismatches = wanted.flatMap(([name, count]) => {
    const orderNo = orders[name]?.orderNo ?? String(evidence.orders[name]?.['orderNo']);
    const booked = evidence.ledger.filter((invoice) => invoice.orderNo === orderNo).length;
    const allowed = allowedOf(count);
    return allowed.includes(booked)
      ? []
      : [
          {
            expected: named(
              `${name} (${orderNo})`,
              `${allowed.join(' or ')} invoice(s)`,
              `${allowed.join(' 或 ')} 张发票`,
            ),
            actual: named(name, `${booked} invoice(s)`, `${booked} 张发票`),
          },
        ];
  });
  return conclude(mismatches, {
    good: say('the ledger holds the invoices the scenario expects', '账簿中的发票数量符合场景要求'),
    bad: say('the ledger does not hold what the scenario expects', '账簿中的发票数量与场景要求不符'),
  });
};

const judgeReversals = (evidence: Evidence, { expect, orders, reds }: Scenario): Finding | null => {
  const { reds: wanted = {}, statuses = {}, sheets = {} } = expect;
  const booked = (orderNo: string | undefined) => evidence.ledger.filter((invoice) => invoice.orderNo === orderNo);
  const counts = Object.entries(wanted).flatMap(([name, count]) => {
    const found = booked(reds[name]?.orderNo).length;
    const allowed = allowedOf(count);
    return allowed.includes(found)
      ? []
      : [
          {
            expected: named(name, allowed.join(' or '), allowed.join(' 或 ')),
            actual: named(name, String(found)),
          },
        ];
  });
  const changed = Object.entries(statuses).flatMap(([name, status]) => {
    const found = booked(orders[name]?.orderNo)[0]?.status ?? '—';
    return found === status ? [] : [{ expected: named(name, status), actual: named(name, found) }];
  });
  const stood = Object.entries(sheets).flatMap(([name, state]) => {
    const found = evidence.sheets.findLast(({ orderNo }) => orderNo === reds[name]?.orderNo)?.state ?? '—';
    return found === state ? [] : [{ expected: sheetOf(name, state), actual: sheetOf(name, found) }];
  });
  if (Object.keys({ ...wanted, ...statuses, ...sheets }).length === 0) return null;
  return conclude([...counts, ...changed, ...stood], {
    good: say('reversals, sheets and statuses are what the scenario expects', '红字发票、确认单与发票状态符合场景要求'),
    bad: say(
      'reversals, sheets or statuses are not what the scenario expects',
      '红字发票、确认单或发票状态与场景要求不符',
    ),
  });
};

export const expectationChecks: readonly Check[] = [
  {
    id: 'outcome.expected',
    clauses: ['V-2', 'D-2'],
    level: 'must',
    scope: 'universal',
    requirement: say('Every command ends with an outcome the scenario allows.', '每条指令须以场景允许的结局结束。'),
    judge: judgeOutcomes,
  },
  {
    id: 'ledger.expected',
    clauses: ['V-2', 'B-1'],
    level: 'must',
    scope: 'universal',
    requirement: say(
      'The ledger holds exactly the invoices the scenario expects.',
      '账簿中的发票须与场景要求完全一致。',
    ),
    judge: judgeLedger,
  },
  {
    id: 'reversals.expected',
    clauses: ['V-2', 'B-5', 'B-6'],
    level: 'must',
    scope: 'universal',
    requirement: say(
      'The ledger holds the red invoices, sheets and statuses the scenario expects.',
      '账簿中的红字发票、确认单和发票状态须与场景要求一致。',
    ),
    judge: judgeReversals,
  },
];
