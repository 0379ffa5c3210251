// What an onslaught holds against the bureau: answers read strictly, failures of ours, memory that grows.
import { describe, expect, it } from 'vitest';
import { isOurFailure, readAnswers } from '../../../bench/hostile/answers.ts';
import { drawAttack, families } from '../../../bench/hostile/families.ts';
import { growthOf } from '../../../bench/hostile/memory.ts';
import { createDice, createSeededBytes } from '../../../simulator/randomness.ts';

const answer = (status: string, body: string): string =>
  `HTTP/1.1 ${status}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

describe('the answers on a connection', () => {
  it('are counted by status and return code, one after the other', () => {
    const text = `${answer('200 OK', '{"returnCode":"1002"}')}HTTP/1.1 100 Continue\r\n\r\n${answer('404 Not Found', 'x')}`;
    expect(readAnswers(text)).toEqual(['200 1002', '404']);
  });

  it('are read in XML and in chunks too', () => {
    const chunked = 'HTTP/1.1 400 Bad Request\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n';
    expect(readAnswers(`${chunked}${answer('200 OK', '<returnCode>0000</returnCode>')}`)).toEqual(['400', '200 0000']);
  });

  it('count no answer that a body only quotes, and none that is half', () => {
    const whole = answer('200 OK', `HTTP/1.1 500 ${'x'.repeat(9)}\r\n\r\n`);
    expect(readAnswers(whole)).toEqual(['200']);
    expect(readAnswers(whole.slice(0, -1))).toEqual([]);
  });

  it.each([
    ['500', true],
    ['503', true],
    ['200 9999', true],
    ['200 3002', false],
    ['404', false],
  ])('are a failure of ours or not: %s', (code, verdict) => {
    expect(isOurFailure(code)).toBe(verdict);
  });
});

describe('memory', () => {
  const growing = (perSample: number) =>
    Array.from({ length: 40 }, (_, at) => ({
      messages: at,
      residentMiB: 200 + at * perSample,
      heapMiB: 50 + (at % 7),
    }));

  it('that grows with every message is told from one that goes up and down', () => {
    expect(growthOf(growing(3), 'residentMiB')).toBe(60);
    expect(Math.abs(growthOf(growing(3), 'heapMiB'))).toBeLessThan(3);
  });
});

describe('the attacks', () => {
  const kinds = families.flatMap((family) => family.kinds.map(({ name }) => `${family.name}/${name}`));

  it('bring each kind once before any comes again', () => {
    const dice = createDice(createSeededBytes('kinds'));
    const drawn = kinds.map((_, at) => drawAttack(dice, at));
    expect(drawn.map(({ family, kind }) => `${family}/${kind}`)).toEqual(kinds);
    expect(new Set(kinds).size).toBe(kinds.length);
  });

  it('repeat themselves from the same seed, but for time', () => {
    const shapes = () => {
      const dice = createDice(createSeededBytes('again'));
      return Array.from({ length: 50 }, (_, at) => drawAttack(dice, kinds.length + at)).map(({ kind, attack }) => [
        kind,
        attack.pieces.length,
      ]);
    };
    expect(shapes()).toEqual(shapes());
  });
});
