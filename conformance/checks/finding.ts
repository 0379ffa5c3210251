// How a check says what it found: in two languages, with expected, actual and the exchanges that show it.
import type { Bilingual } from '../bilingual.ts';
import type { Finding } from '../check.ts';
import type { Attempt } from './attempt.ts';

export const say = (en: string, zh: string): Bilingual => ({ en, zh });

/** What is the same in both languages: codes, numbers, names. */
export const plain = (text: string): Bilingual => say(text, text);

export const listed = (parts: readonly Bilingual[]): Bilingual =>
  say(parts.map(({ en }) => en).join('; '), parts.map(({ zh }) => zh).join('；'));

type Proof = { readonly expected: Bilingual; readonly actual: Bilingual; readonly attempts?: readonly Attempt[] };

const exchangesOf = (attempts: readonly Attempt[]): number[] => {
  const numbers: number[] = [];
  for (const { exchange } of attempts) if (exchange) numbers.push(exchange.seq);
  return numbers;
};

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
export const attemptName = ({ number, exchange }: Attempt): Bilingual =>
  say(
    `attempt ${number} (${exchange ? `exchange ${exchange.seq}` : 'never arrived'})`,
    `第 ${number} 次尝试（${exchange ? `报文 ${exchange.seq}` : '未到达'}）`,
  );

/** The name of an attempt and what is said of it. */
export const ofAttempt = (attempt: Attempt, en: string, zh: string): Bilingual =>
  say(attemptName(attempt).en + en, attemptName(attempt).zh + zh);
