import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseProfile } from '../../../simulator/profiles/parse-profile.ts';
import { profileNames, readProfile } from '../../../simulator/profiles/profile.ts';

const standard = readFileSync('simulator/profiles/standard.yaml', 'utf8');

describe('a profile', () => {
  it('has the figures of the specification as its standard', () => {
    expect(readProfile('standard')).toMatchObject({
      lineTaxTolerance: '0.06',
      discountTaxTolerance: '0.06',
      invoiceTaxTolerance: '1.27',
      priceTolerance: '0.01',
      priceDecimals: 13,
      mostLines: 2000,
      strictIdentity: false,
      redIssue: 'seller',
      filingGate: false,
    });
  });

  it('is one of four unless somebody writes another', () => {
    expect(profileNames()).toEqual(['all-fields', 'lenient', 'standard', 'strict-identity']);
  });

  it('is read once', () => {
    expect(readProfile('standard')).toBe(readProfile('standard'));
  });

  it.each(profileNames())('has its form, and its file its name: %s', (name) => {
    const profile = parseProfile(readFileSync(`simulator/profiles/${name}.yaml`, 'utf8'), name);
    expect(profile).toEqual(readProfile(name));
    expect(profile.name).toBe(name);
  });

  it('extends another: figures replaced, lengths one by one, lists as a whole', () => {
    const own = 'extends: standard\nname: mine\npriceDecimals: 6\nlongest:\n  /remark: 50\nknownTaxNumbers: ["1"]\n';
    const { longest, ...standardRest } = readProfile('standard');
    expect(parseProfile(own, 'mine.yaml')).toEqual({
      ...standardRest,
      name: 'mine',
      priceDecimals: 6,
      knownTaxNumbers: ['1'],
      longest: { ...longest, '/remark': 50 },
    });
  });
});

describe('a profile that cannot be used', () => {
  it.each([
    ['line 2: /region must match pattern', 'extends: standard\nregion: "Beijing"'],
    ['line 2: /lineTaxTolerance must be string: put it in quotes', 'extends: standard\nlineTaxTolerance: 0.06'],
    ['line 3: /colour is no member of a profile', 'extends: standard\nname: mine\ncolour: red'],
    ['line 3: /longest/~1remarks is no member', 'extends: standard\nlongest:\n  /remarks: 3'],
    ['line 2: /redIssue must be one of seller, automatic', 'extends: standard\nredIssue: buyer'],
    ['line 1: /extends must be one of all-fields, lenient, standard, strict-identity', 'extends: mine'],
    ['line 2: /required lacks /invoiceType, /clerk', 'extends: standard\nrequired: [/orderNo]'],
    ['line 2: no YAML', 'extends: standard\nregion: "11'],
    ["line 1: / must have required property 'channel'", standard.replace('channel: "2"', '')],
    ['line 1: / must be object', 'standard'],
  ])('is refused with file and place: %s', (complaint, text) => {
    expect(() => parseProfile(text, 'mine.yaml')).toThrow(`mine.yaml, ${complaint}`);
  });
});
