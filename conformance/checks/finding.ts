// How a check says what it found: in two languages, with expected, actual and the exchanges that show it.
import type { Bilingual } from '../bilingual.ts';
import type { Finding } from '../check.ts';
import type { Attempt } from './attempt.ts';

export const say = (en: string, zh: string): Bilingual => ({ en, zh });

type Proof = { readonly expected: string; readonly actual: string; readonly attempts?: readonly Attempt[] };

const exchangesOf = (attempts: readonly Attempt[]): number[] =>
  attempts.flatMap(({ exchange }) => (exchange ? [exchange.seq] : []));

const proven =
  (verdict: 'warn' | 'fail') =>
  (message: Bilingual, { expected, actual, attempts = [] }: Proof): Finding => ({
    verdict,
    message,
    expected,
    actual,
    exchanges: exchangesOf(attempts),
  });

export const fail = proven('fail');
export const warn = proven('warn');

export const pass = (message: Bilingual, attempts: readonly Attempt[] = []): Finding => ({
  verdict: 'pass',
  message,
  exchanges: exchangesOf(attempts),
});

/** `12.5 s`; whole seconds without a fraction. */
export const seconds = (milliseconds: number): string => `${Number((milliseconds / 1000).toFixed(3))} s`;

/** How a report names an attempt: its number in the session and its exchange, or that it never arrived. */
export const nameAttempt = (attempt: Attempt): string =>
  `attempt ${attempt.number} (${attempt.exchange ? `exchange ${attempt.exchange.seq}` : 'never arrived'})`;
