import { expect, it } from 'vitest';
import { longestQuietMs } from '../../../conformance/session/longest-quiet.ts';
import { scenario } from '../story.ts';

const rule = (effect: Readonly<Record<string, unknown>>) => ({ rule: { id: 'r', effect }, required: true });

it('is twice a whole ladder before a closed port, with the longest timeouts', () => {
  expect(longestQuietMs(scenario({}))).toBe(2 * (100_000 + 4 * 60_000));
});

it('grows with what the bureau asks for by name', () => {
  const busy = scenario({ faults: [rule({ returnCode: '3001', retryAfterSeconds: 600 })] });
  expect(longestQuietMs(busy)).toBe(1_200_000);
  const maintenance = [{ announced: true, from: '2026-11-23T10:00:00.000+08:00', to: '2026-11-23T10:12:00.000+08:00' }];
  expect(longestQuietMs(scenario({ bureau: { maintenance } }))).toBe(1_440_000);
});
