import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseProfile } from '../../../simulator/profiles/parse-profile.ts';
import { readProfile } from '../../../simulator/profiles/profile.ts';

const standard = readFileSync('simulator/profiles/standard.yaml', 'utf8');

describe('a profile', () => {
  it('has the tolerances of the specification as its standard', () => {
    expect(readProfile('standard')).toMatchObject({
      lineTaxTolerance: '0.06',
      invoiceTaxTolerance: '1.27',
      priceTolerance: '0.01',
      priceDecimals: 13,
      strictIdentity: false,
    });
  });

  it('is read once', () => {
    expect(readProfile('standard')).toBe(readProfile('standard'));
  });

  it.each(readdirSync('simulator/profiles').filter((name) => name.endsWith('.yaml')))('has its form: %s', (name) => {
    const profile = parseProfile(readFileSync(`simulator/profiles/${name}`, 'utf8'), name);
    expect(`${profile.name}.yaml`).toBe(name);
  });

  it.each([
    ['/region must match pattern', standard.replace('"11"', '"Beijing"')],
    ['/lineTaxTolerance must be string', standard.replace('"0.06"', '0.06')],
    ['/colour must NOT have additional properties', `${standard}\ncolour: red\n`],
    ['must have required property', standard.replace('channel: "2"', '')],
    ['/ must be object', 'standard'],
  ])('is refused with file and place: %s', (complaint, text) => {
    expect(() => parseProfile(text, 'mine.yaml')).toThrow(complaint);
    expect(() => parseProfile(text, 'mine.yaml')).toThrow('mine.yaml');
  });
});
