// The small client's audit log: one line a try in its folder, each bound to the one before by SM3 (C-13, D-7).
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeInstant } from '../../../protocol/timestamp.ts';
import type { Ending } from './attempt.ts';

type Entry = Readonly<Record<string, unknown>>;
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
  const linked = { ...entry, previous };
  const text = previous + JSON.stringify(sorted(linked));
  return { ...linked, hash: createHash('sm3').update(text).digest('hex') };
};

const errorOf = (ending: Ending): string | null =>
  ending.kind === 'answer' ? null : ending.kind === 'not-sent' ? 'nobody listens' : 'no answer that may be believed';

export const openAuditLog = (stateDir: string) => {
  const file = join(stateDir, 'audit.ndjson');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const entries: Entry[] = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Entry);
  return {
    write: (made: Try, ending: Ending): void => {
      const entry = {
        at: writeInstant(made.atMs),
        command: made.command,
        interface: made.interface,
        orderNo: (made.payload as { readonly orderNo?: string }).orderNo ?? null,
        nonce: made.nonce,
        parameters: made.payload,
        returnCode: ending.kind === 'answer' ? ending.answer.code : null,
        error: errorOf(ending),
      };
      const bound = bind(entry, String(entries.at(-1)?.['hash'] ?? nothingBefore));
      entries.push(bound);
      appendFileSync(file, `${JSON.stringify(bound)}\n`);
    },
    show: () => ({ retentionYears: 10, entries }),
  };
};

export type AuditLog = ReturnType<typeof openAuditLog>;
