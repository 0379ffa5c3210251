// Each broken client is certified over all scenarios and must be caught by exactly the checks one would name; the lawful one passes.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'liandiao-broken-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

type Result = {
  readonly conformant: boolean;
  readonly scenarios: readonly { readonly checks: readonly { readonly id: string; readonly verdict: string }[] }[];
};

/** Certifies with a fixed seed; a client that fails makes the command exit with 4, which is not an error here. */
const certify = (name: string): Promise<Result> =>
  new Promise((resolve, reject) => {
    const flags = ['--out', join(out, name), '--seed', '7', '--json', '--quiet'];
    const command = ['cli/start.js', 'certify', '--client', `node test/broken-clients/${name}.ts`, ...flags];
    execFile(process.execPath, command, { cwd: root, maxBuffer: 64 * 1024 * 1024 }, (_error, stdout, stderr) => {
      if (stdout === '') reject(new Error(stderr));
      else resolve(JSON.parse(stdout) as Result);
    });
  });

const failedChecks = (result: Result): string[] => {
  const failed = result.scenarios.flatMap(({ checks }) => checks.filter(({ verdict }) => verdict === 'fail'));
  return [...new Set(failed.map(({ id }) => id))].sort();
};

/** What follows from most faults: the command ends otherwise than allowed, or the ledger holds something else. */
const consequences = ['ledger.expected', 'outcome.expected'];
/** Of a client whose every request is refused, reversals too. */
const allRefused = [...consequences, 'reversals.expected'];

it.each(['lawful', 'lawful-by-news'])('passes the client %s', async (name) => {
  const result = await certify(name);
  expect([result.conformant, failedChecks(result)]).toEqual([true, []]);
});

it.each<[string, string[]]>([
  ['abandons-sheets', ['red.sheet-patience']],
  ['adopts-conflicts', ['adoption.compares', 'conflict.stops', 'outcome.expected']],
  ['adopts-others-reds', ['claim.issued-is-in-ledger', 'outcome.expected']],
  ['adopts-unseen', ['adoption.compares', 'outcome.expected']],
  ['applies-anew', ['red.sheets-as-told', 'red.confirmation-path', 'reversals.expected']],
  ['always-reports-late', ['status.late-reported']],
  ['believes-strangers', ['callback.forged-changes-nothing']],
  ['believes-the-latest-news', ['callback.older-news-never-overwrites']],
  ['changes-payload-on-retry', ['retry.same-payload', ...consequences]],
  ['claims-before-commit', ['claim.issued-is-in-ledger', ...consequences]],
  ['claims-to-have-synced', ['sync.to-the-end', 'sync.stale-not-sent', 'outcome.expected']],
  ['climbs-one-rung', ['ladder.three-rungs', 'connect.waits', ...consequences]],
  ['comes-back-all-at-once', ['recovery.at-most-four']],
  ['counts-repeated-news', ['callback.repeats-change-nothing']],
  ['disbelieves-unsigned', ['answer.unsigned-believed', 'claim.return-code']],
  ['edits-its-log', ['audit.chain']],
  ['forgets-its-log', ['audit.every-attempt', 'audit.survives-restart']],
  ['forgets-on-restart', ['restart.result-owed', 'dialogue.result-per-command', ...consequences]],
  ['hammers-when-busy', ['busy.waits', 'busy.retry-after', ...consequences]],
  ['hides-attempts', ['claim.attempts']],
  ['hides-its-certificate', ['transport.client-certificate', ...consequences]],
  ['hurries-sheets', ['red.confirmation-path', 'red.sheet-patience']],
  ['ignores-retry-after', ['busy.retry-after', ...consequences]],
  ['impatient', ['busy.patience', ...consequences]],
  ['keeps-first-timestamp', ['envelope.fresh-timestamp', 'envelope.timestamp', ...consequences]],
  ['keeps-one-year', ['audit.retention']],
  ['logs-first-tries-only', ['audit.every-attempt']],
  ['logs-in-utc', ['audit.every-attempt']],
  ['logs-its-keys', ['audit.no-secrets']],
  ['logs-other-parameters', ['audit.parameters']],
  ['misreports-return-code', ['claim.return-code']],
  ['never-reports-late', ['status.late-reported']],
  ['never-resigns', ['resign.once-fresh', ...consequences]],
  ['no-wait', ['ladder.waits', 'connect.waits', ...consequences]],
  ['polls-hastily', ['poll.pauses', 'red.confirmation-path', 'red.sheet-patience']],
  ['refuses-news', ['callback.genuine-acknowledged']],
  ['reports-failed-though-committed', ['claim.rejected-is-not-in-ledger', 'unknown.not-rejected', 'outcome.expected']],
  ['reads-one-page', ['sync.to-the-end', 'sync.stale-not-sent', 'outcome.expected']],
  ['resends-after-restart', ['restart.queries-first']],
  ['resends-after-stop', ['stop.not-resent', 'conflict.stops', ...consequences]],
  ['resends-param-errors', ['param.not-resent', ...consequences]],
  ['resends-refused-reversals', ['reversal.refusal-stops', 'red.confirmation-path']],
  ['resends-without-asking', ['unknown.query-first']],
  ['resends-reversals', ['reversal.settled-by-query', 'outcome.expected']],
  ['reuses-iv', ['envelope.fresh-iv']],
  ['reuses-nonce', ['envelope.fresh-nonce', 'resign.once-fresh', 'claim.rejected-is-not-in-ledger', ...allRefused]],
  ['reverses-everything', ['ledger.reversals', 'reversals.expected', 'outcome.expected']],
  ['reverses-blindly', ['reversal.looks-first']],
  ['rewrites-its-log', ['audit.chain', 'audit.survives-restart']],
  ['says-yes-to-everything', ['red.decision-as-told', 'reversals.expected', 'outcome.expected']],
  ['sells-at-old-rates', ['sync.stale-not-sent', 'outcome.expected']],
  ['sends-unchecked', ['precheck.not-sent', 'outcome.expected']],
  ['skips-sheets', ['reversal.looks-for-sheets']],
  ['speaks-json-only', ['envelope.format']],
  ['trusts-any-answer', ['answer.disbelieved', 'audit.every-attempt', 'claim.issued-is-in-ledger', 'ledger.expected']],
  ['two-in-flight', ['order.one-in-flight', 'single-flight.second-joins']],
  ['upper-case-signature', ['envelope.signature', ...allRefused]],
  [
    'rejected-after-lost-answer',
    [
      ...['claim.rejected-is-not-in-ledger', 'unknown.not-rejected', 'ladder.three-rungs'],
      ...['connect.waits', ...consequences],
    ],
  ],
  ['youngest-first', ['recovery.oldest-first']],
  ['utc-timestamps', ['envelope.timestamp', ...allRefused]],
  [
    'new-order-number-after-timeout',
    [...['ledger.one-invoice', 'retry.same-order-number', 'claim.attempts', 'connect.waits', ...consequences]],
  ],
])('convicts %s by the checks one would name', async (name, expected) => {
  expect(failedChecks(await certify(name))).toEqual([...expected].sort());
});
