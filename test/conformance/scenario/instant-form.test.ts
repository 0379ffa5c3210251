import { expect, it } from 'vitest';
import { isInstant } from '../../../conformance/scenario/instant-form.ts';

it.each([
  ['2026-11-23T10:00:00.000+08:00', true],
  ['2026-02-30T10:00:00.000+08:00', false],
  ['2026-11-23T25:00:00.000+08:00', false],
  ['2026-11-23T10:00:00.000Z', false],
  ['2026-11-23T10:00:00+08:00', false],
  ['2026-11-23', false],
])('takes %s for an instant: %s', (text, verdict) => {
  expect(isInstant(text)).toBe(verdict);
});
