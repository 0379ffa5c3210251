// The list of checks: ids once, both languages.
import { describe, expect, it } from 'vitest';
import { checks, knownCheckIds } from '../../../conformance/checks/registry.ts';

describe('the registry of checks', () => {
  it('has every id once', () => {
    expect(new Set(knownCheckIds).size).toBe(checks.length);
  });

  it('says every requirement in both languages, with its clauses', () => {
    const mute = checks.filter(
      ({ requirement, clauses }) =>
        !/[a-z]/.test(requirement.en) || !/[\u4e00-\u9fff]/.test(requirement.zh) || clauses.length === 0,
    );
    expect(mute.map(({ id }) => id)).toEqual([]);
  });
});
