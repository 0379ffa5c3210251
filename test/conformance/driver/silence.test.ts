// The patience with a silent client: begun anew by every word, counted only while somebody waits.
import { expect, it } from 'vitest';
import { createSilence } from '../../../conformance/driver/silence.ts';
import { createHandTimers } from '../hand-timers.ts';

const begin = () => {
  const timers = createHandTimers();
  const convicted: number[] = [];
  const silence = createSilence({ silenceMs: 5000, timers }, () => convicted.push(timers.now()));
  return { timers, convicted, silence };
};

it('ends after so long without a word', () => {
  const { timers, convicted, silence } = begin();
  silence.awaitWord();
  timers.pass(4999);
  expect(convicted).toEqual([]);
  timers.pass(1);
  expect(convicted).toEqual([5000]);
});

it('is not counted while nobody waits', () => {
  const { timers, convicted, silence } = begin();
  const enough = silence.awaitWord();
  enough();
  timers.pass(60_000);
  expect([convicted, timers.pending()]).toEqual([[], 0]);
});

it('begins anew with every word', () => {
  const { timers, convicted, silence } = begin();
  silence.awaitWord();
  timers.pass(4000);
  silence.word();
  timers.pass(4000);
  expect(convicted).toEqual([]);
  timers.pass(1000);
  expect(convicted).toEqual([9000]);
});

it('goes on while one of two still waits', () => {
  const { timers, convicted, silence } = begin();
  silence.awaitWord();
  const enough = silence.awaitWord();
  enough();
  timers.pass(5000);
  expect(convicted).toEqual([5000]);
});

it('convicts nobody once it was stopped', () => {
  const { timers, convicted, silence } = begin();
  silence.awaitWord();
  silence.stop();
  silence.awaitWord();
  silence.word();
  timers.pass(60_000);
  expect([convicted, timers.pending()]).toEqual([[], 0]);
});
