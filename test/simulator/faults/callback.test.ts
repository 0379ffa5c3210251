import { describe, expect, it } from 'vitest';
import { readRules } from '../../../simulator/faults/rule.ts';

const read = (rule: object) => {
  const reading = readRules([{ id: 'news', ...rule }], { interfaces: ['invoice.issue'] });
  return reading.ok ? [] : reading.objections.map(({ pointer }) => pointer);
};

describe('a rule for callbacks', () => {
  it.each([
    { effect: { callback: 'lost' } },
    { effect: { callback: 'duplicate' }, match: { interface: 'callback.status', orderNo: 'SO-*' } },
    { effect: { callback: 'late', lateMs: 45_000 }, when: { nth: [2] } },
    { effect: { callback: 'reordered' }, when: { nth: [1] } },
    { effect: { callback: 'forged' }, phase: 'before' },
  ])('may be %j', (rule) => {
    expect(read(rule)).toEqual([]);
  });

  it.each([
    ['an unknown word', { effect: { callback: 'twice' } }, '/0/effect/callback'],
    ['late without saying how late', { effect: { callback: 'late' } }, '/0/effect/lateMs'],
    ['reordered by a time', { effect: { callback: 'reordered', lateMs: 5 } }, '/0/effect/lateMs'],
    ['late by nothing', { effect: { callback: 'late', lateMs: 0 } }, '/0/effect/lateMs'],
    ['a delay of another word', { effect: { callback: 'lost', lateMs: 5 } }, '/0/effect/lateMs'],
    [
      'another interface',
      { effect: { callback: 'lost' }, match: { interface: 'invoice.issue' } },
      '/0/match/interface',
    ],
    ['another effect', { effect: { hold: true }, match: { interface: 'callback.status' } }, '/0/match/interface'],
    ['the other phase', { effect: { callback: 'lost' }, phase: 'after-commit' }, '/0/phase'],
  ])('may not have %s', (_what, rule, pointer) => {
    expect(read(rule)).toEqual([pointer]);
  });
});
