// The small client's audit log: one line a try in its folder, each bound to the one before by SM3 (C-13, D-7).
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeInstant } from '../../../protocol/timestamp.ts';
import type { Ending, Keys } from './attempt.ts';
import type { Habits } from './habits.ts';

export type Entry = Readonly<Record<string, unknown>>;
type Try = {
  readonly atMs: number;
  readonly command: string;
  readonly interface: string;
  readonly payload: unknown;
  readonly nonce: string;
};

const nothingBefore = '0'.repeat(64);

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, inner]) => [name, sorted(inner)] as const);
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
};

const bind = (entry: Entry, previous: string): Entry => {
  const { hash: _hash, ...rest }: Entry = { ...entry, previous };
  return {
    ...rest,
    hash: createHash('sm3')
      .update(previous + JSON.stringify(sorted(rest)))
      .digest('hex'),
  };
};

/** All entries bound anew: how somebody hides that one was changed. */
export const rebind = (entries: readonly Entry[]): Entry[] => {
  let previous = nothingBefore;
  return entries.map((entry) => {
    const bound = bind(entry, previous);
    previous = String(bound['hash']);
    return bound;
  });
};

const errorOf = (ending: Ending): string | null =>
  ending.kind === 'answer' ? null : ending.kind === 'not-sent' ? 'nobody listens' : 'no answer that may be believed';

export const openAuditLog = (stateDir: string, habits: Habits, keys: Keys) => {
  const file = join(stateDir, 'audit.ndjson');
  if (!habits.keepsLog) rmSync(file, { force: true });
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const entries: Entry[] = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Entry);
  const triedBefore = ({ command }: Try) => entries.some((entry) => entry['command'] === command);
  return {
    write: (made: Try, ending: Ending): void => {
      if (!habits.logsRetries && triedBefore(made)) return;
      const entry = {
        at: writeInstant(habits.loggedAtOf(made.atMs)),
        command: made.command,
        interface: made.interface,
        orderNo: (made.payload as { readonly orderNo?: string }).orderNo ?? null,
        nonce: made.nonce,
        parameters: habits.loggedOf(made.payload),
        returnCode: ending.kind === 'answer' ? ending.answer.code : null,
        error: habits.notedOf(errorOf(ending), keys),
      };
      const bound = bind(entry, String(entries.at(-1)?.['hash'] ?? nothingBefore));
      entries.push(bound);
      appendFileSync(file, `${JSON.stringify(bound)}\n`);
    },
    show: () => ({ retentionYears: habits.retentionYears, entries: habits.shownOf(entries) }),
  };
};

export type AuditLog = ReturnType<typeof openAuditLog>;
