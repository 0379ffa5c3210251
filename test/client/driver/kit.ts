// A kit in memory: writes lines to the driver, reads its lines, and stands beside a scripted bureau.
import { randomBytes } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { vi } from 'vitest';
import type { Clock } from '../../../client/clock.ts';
import { runDriver } from '../../../client/driver/run-driver.ts';
import { createFakeBureau, credentials, type Reply } from '../fake-bureau.ts';
import { baseUrl } from '../taxpayer.ts';
import { createTestClock } from '../test-clock.ts';

export type Message = Readonly<Record<string, unknown>>;

export const startedAt = '2026-11-23T10:00:00.000+08:00';

export const openMessage = (session: string, changes: Message = {}): Message => ({
  type: 'open',
  session,
  resume: false,
  baseUrl,
  format: 'json',
  ...credentials,
  privateKeyPem: null,
  certificatePem: null,
  bureauPublicKeyPem: null,
  clientTls: null,
  ca: null,
  stateDir: null,
  settings: { retryLadderMs: [10_000, 30_000, 60_000], responseTimeoutMs: 30_000, pollFirstMs: 3_000 },
  now: startedAt,
  ...changes,
});

/** `heard(n)` resolves with the first n lines of the driver as soon as they are there. */
export const createKit = (script: readonly Reply[] = [], options: { readonly realClock?: Clock } = {}) => {
  const input = new PassThrough();
  const output = new PassThrough();
  const lines: Message[] = [];
  output.on('data', (chunk: Buffer) => {
    for (const line of chunk.toString('utf8').split('\n').filter(Boolean)) lines.push(JSON.parse(line) as Message);
  });
  const bureau = createFakeBureau(createTestClock(), script);
  const exit = runDriver({ input, output, version: '0.1.0', fetch: bureau.fetch, randomBytes, ...options });
  return {
    bureau,
    exit,
    lines,
    write: (text: string) => input.write(`${text}\n`),
    say: (...messages: readonly Message[]) => {
      for (const message of messages) input.write(`${JSON.stringify(message)}\n`);
    },
    end: () => input.end(),
    heard: (count: number): Promise<readonly Message[]> =>
      vi.waitFor(
        () => {
          if (lines.length < count) throw new Error(`heard ${lines.length} of ${count}: ${JSON.stringify(lines)}`);
          return lines;
        },
        { interval: 1 },
      ),
  };
};

export type Kit = ReturnType<typeof createKit>;

export const hello: Message = { type: 'hello', protocol: 1, clock: 'virtual', now: startedAt };

/** An instant `seconds` after the start. */
export const at = (seconds: number): string =>
  new Date(Date.UTC(2026, 10, 23, 10, 0, 0) + seconds * 1000).toISOString().replace('Z', '+08:00');
