import { describe, expect, it } from 'vitest';
import { invoice, type Try } from '../story.ts';
import { changed, foundIn, type Tell } from './found-in.ts';

const done = { code: '0000', data: invoice };
const nonce = 'N'.repeat(20);
const at = (gate: string, verdict: 'passed' | 'refused') => ({ gates: [{ gate, verdict }] });

const asked =
  (...steps: readonly (Try & { readonly afterMs?: number })[]): Tell =>
  (story) => {
    story.give('sale');
    for (const { afterMs = 0, ...step } of steps) {
      story.pass(afterMs);
      story.ask({ interface: 'invoice.query', answer: done, ...step });
    }
  };

const without = (member: string) => (body: string) => body.replace(`"${member}"`, `"${member}x"`);
const otherData = (body: string) =>
  body.replace(/"data":"[^"]*"/, '"data":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="');

describe('the gates of a bureau', () => {
  it.each([
    ['envelope', { tamper: without('clerk') }, 'passed'],
    ['timestamp', {}, 'passed'],
    ['timestamp', { stampOffMs: 300_000 }, 'passed'],
    ['timestamp', { stampOffMs: -301_000 }, 'refused'],
    ['signature', {}, 'passed'],
    ['signature', { tamper: (body: string) => body.replace('"version":"1.0"', '"version":"1.1"') }, 'refused'],
    ['nonce', {}, 'passed'],
    ['decryption', {}, 'passed'],
    ['decryption', { tamper: otherData }, 'refused'],
  ] as const)('are agreed with at the gate %s about %j: %s', (gate, step, verdict) => {
    expect(foundIn(asked({ ...step, ...at(gate, verdict) }))).toEqual([]);
  });

  it.each([
    ['envelope', { tamper: without('version') }, 'passed', 'refuses'],
    ['envelope', {}, 'refused', 'passes'],
    ['timestamp', { stampOffMs: -301_000 }, 'passed', 'refuses'],
    ['timestamp', {}, 'refused', 'passes'],
    [
      'signature',
      { tamper: (body: string) => body.replace('"version":"1.0"', '"version":"1.1"') },
      'passed',
      'refuses',
    ],
    ['signature', {}, 'refused', 'passes'],
    ['nonce', {}, 'refused', 'passes'],
    ['decryption', { tamper: otherData }, 'passed', 'refuses'],
    ['decryption', {}, 'refused', 'passes'],
  ] as const)('are contradicted once at the gate %s about %j: %s', (gate, step, verdict, judge) => {
    expect(foundIn(asked({ ...step, ...at(gate, verdict) }))).toEqual([
      `exchange 1: the bureau ${verdict} at the gate ${gate} what the judge ${judge}`,
    ]);
  });

  it.each([
    [
      'passes a nonce that was spent',
      600_000,
      'passed',
      ['exchange 2: the bureau passed at the gate nonce what the judge refuses'],
    ],
    ['refuses a nonce that was spent', 600_000, 'refused', []],
    ['passes a nonce that is forgotten', 601_000, 'passed', []],
    [
      'refuses a nonce that is forgotten',
      601_000,
      'refused',
      ['exchange 2: the bureau refused at the gate nonce what the judge passes'],
    ],
  ] as const)('%s', (_what, afterMs, verdict, found) => {
    const twice = asked({ nonce, ...at('nonce', 'passed') }, { nonce, afterMs, ...at('nonce', verdict) });
    expect(foundIn(twice, { clockMode: 'real' })).toEqual(found);
  });

  it('spend no nonce by a request whose signature did not hold', () => {
    const twice = asked({ nonce, ...at('signature', 'passed') }, { nonce, ...at('nonce', 'passed') });
    expect(foundIn(twice)).toEqual([]);
  });

  it.each(['passed', 'refused'] as const)('may have %s either of two requests that overlap', (verdict) => {
    const twice = asked({ nonce, ...at('nonce', 'passed') }, { nonce, ...at('nonce', verdict) });
    const overlapping = changed(twice, 1, { closedOrder: 9, endedAt: null });
    expect(foundIn(twice, overlapping)).toEqual([]);
  });

  it.each(['passed', 'refused'] as const)('may have %s what grew stale while a fault held it', (verdict) => {
    const held = asked({ stampOffMs: -299_000, tookMs: 5_000, ...at('timestamp', verdict) });
    expect(foundIn(held)).toEqual([]);
  });

  it('say nothing that the judge knows nothing of', () => {
    expect(foundIn(asked(at('application', 'refused')))).toEqual([]);
  });
});
