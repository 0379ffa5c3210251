// Fabricated runs for tests of the reports: small, hostile or large.
import type { Evidence } from '../../../conformance/evidence.ts';
import { judgeScenario } from '../../../conformance/judge.ts';
import type { ScenarioRun, SuiteRun } from '../../../conformance/report/suite-run.ts';
import type { Scenario } from '../../../conformance/scenario/scenario.ts';
import { credentials, invoice, invoiceNo, type Story, scenario, told } from '../story.ts';

const query = 'invoice.query' as const;
const done = { code: '0000', data: invoice };

/** Commit, then the answer is lost; the client waits by the ladder and adopts what a query finds. */
export const lawful = (story: Story): void => {
  story.give('sale');
  story.ask({ lost: 'held', fault: { id: 'lost-answer', effect: { hold: true }, phase: 'after-commit' } });
  story.book();
  story.pass(10_000);
  story.ask({ interface: query, answer: done, tookMs: 35 });
  story.claim('issued', { returnCode: '0000' });
};

/** Waits too little, then too little again, and calls the order rejected although it is in the ledger. */
export const hasty = (story: Story): void => {
  story.give('sale');
  story.ask({ lost: 'held', fault: { id: 'lost-answer', effect: { hold: true }, phase: 'after-commit' } });
  story.book();
  story.pass(4_000);
  story.ask({ answer: { code: '3002' }, tookMs: 900 });
  story.pass(30_000);
  story.ask({ interface: query, answer: { status: 502 }, tookMs: 120 });
  story.pass(10_000);
  story.knock();
  story.pass(60_000);
  story.ask({ interface: query, answer: { code: '3001', retryAfter: '30' } });
  story.claim('rejected', { returnCode: '3001', message: 'gave up' });
};

const polled = (story: Story): void => {
  story.give('sale');
  story.ask({ answer: { code: '0001' }, tookMs: 12 });
  for (const pauseMs of [3_000, 4_500, 7_000, 10_000]) {
    story.pass(pauseMs);
    story.ask({ interface: query, answer: { code: '0000', data: { orderNo: 'SO-1', status: 'processing' } } });
  }
  story.pass(15_000);
  story.book();
  story.ask({ interface: query, answer: done });
  story.claim('issued', { returnCode: '0000' });
};

const resending = (story: Story): void => {
  story.give('sale');
  story.ask({ lost: 'reset', tookMs: 700, decided: { returnCode: '0000', invoiceNo } });
  story.pass(10_000);
  story.ask({ answer: { code: '4001', data: invoice } });
  story.book();
  story.claim('issued', { returnCode: '4001' });
};

export const runOf = (
  facts: Partial<Scenario>,
  tell: (story: Story) => void,
  overrides: Partial<Evidence> = {},
): ScenarioRun => {
  const told_ = told(tell, overrides);
  const examined = scenario(facts);
  return { scenario: examined, evidence: told_, verdict: judgeScenario(examined, told_) };
};

const ladder = ['ladder.waits', 'ladder.three-rungs', 'unknown.query-first', 'unknown.not-rejected'];
const wanted = { outcomes: { sale: ['issued'] }, invoices: { sale: 1 } };

export const suiteOf = (scenarios: readonly ScenarioRun[], facts: Partial<SuiteRun> = {}): SuiteRun => ({
  suite: { name: 'liandiao', version: '0.1.0' },
  specification: '1.0',
  startedAt: '2026-11-23T10:00:00.000+08:00',
  durationMs: 2_345,
  clock: 'virtual',
  rate: 1,
  seed: 42,
  calm: [],
  client: { name: 'example-client', version: '1.2.3', language: 'python', capabilities: ['core'] },
  machine: 'node 24.21.0 · linux',
  partial: false,
  scenarios,
  ...facts,
});

export const small = (): SuiteRun =>
  suiteOf([
    runOf(
      {
        id: 'happy/issued',
        title: { en: 'An order is issued', zh: '正常开票' },
        clauses: ['C-1', 'B-1'],
        expect: wanted,
      },
      (story) => [
        story.give('sale'),
        story.ask({ answer: done, tookMs: 40 }),
        story.book(),
        story.claim('issued', { returnCode: '0000' }),
      ],
    ),
    runOf(
      {
        id: 'unknown/committed',
        title: { en: 'The answer is lost after the invoice was issued', zh: '开票成功后应答丢失' },
        clauses: ['C-7', 'C-8'],
        checks: ladder,
        expect: wanted,
      },
      hasty,
    ),
    runOf(
      {
        id: 'unknown/settled',
        title: { en: 'A lost answer is settled by a query', zh: '应答丢失后查询确认' },
        clauses: ['C-7', 'C-8'],
        checks: ladder,
        expect: wanted,
      },
      lawful,
    ),
    runOf(
      {
        id: 'poll/accepted',
        title: { en: 'An accepted order is polled', zh: '已受理订单轮询' },
        clauses: ['C-10'],
        checks: ['poll.pauses'],
        expect: wanted,
      },
      polled,
    ),
    runOf(
      {
        id: 'unknown/reset',
        title: { en: 'The connection is reset in the middle of the answer', zh: '应答中途连接被重置' },
        clauses: ['C-8'],
        checks: ['unknown.query-first', 'duplicate.adopted'],
        expect: wanted,
      },
      resending,
    ),
    runOf(
      {
        id: 'busy/lunch',
        title: { en: 'The bureau is busy', zh: '系统繁忙' },
        clauses: ['C-6'],
        checks: ['busy.waits'],
      },
      lawful,
      { faults: [{ id: 'busy', hits: 0, required: true }] },
    ),
    runOf(
      {
        id: 'restart/in-flight',
        class: 'restart',
        title: { en: 'A kill with an order in flight', zh: '在途时进程被终止' },
      },
      () => undefined,
      {
        end: { kind: 'unsupported', reason: 'class restart is not claimed' },
      },
    ),
    runOf({ id: 'crash/early', title: { en: 'Permission denied', zh: '权限不足' } }, (story) => story.give('sale'), {
      end: {
        kind: 'adapter-error',
        reason: 'the client left with exit code 1',
        lastEvents: ['← {"type":"opened"}', '→ {"type":"command"}'],
      },
    }),
  ]);

/** Everything a client can say, said in bad faith. */
export const hostile = (): SuiteRun => {
  const evil = `</script><script>window.evil=1</script><img src=x onerror="window.evil=1">"'&\u202e\u0000`;
  const lie = (story: Story): void => {
    story.give('sale');
    story.ask({ tamper: () => evil });
    story.say('from-client', { type: evil, id: evil, note: `${evil} ${credentials.appSecret} ${credentials.sm4Key}` });
    story.claim(evil, { returnCode: evil, message: `${evil}${credentials.appSecret}`, invoice: { invoiceNo: evil } });
  };
  return suiteOf([runOf({ id: 'evil/client', expect: wanted }, lie)], {
    client: { name: evil, version: evil, language: evil, capabilities: [evil] },
  });
};

/** A hundred scenarios with some three hundred checks that complain, a hundred of them failures and more. */
export const large = (): SuiteRun =>
  suiteOf(
    Array.from({ length: 60 }, (_, at) =>
      runOf(
        {
          id: `family-${at % 6}/case-${at}`,
          title: { en: `Case ${at}`, zh: `用例 ${at}` },
          checks: ladder,
          expect: wanted,
        },
        at % 2 === 0 ? hasty : lawful,
      ),
    ),
  );
