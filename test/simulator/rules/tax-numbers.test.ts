import { describe, expect, it } from 'vitest';
import { readProfile } from '../../../simulator/profiles/profile.ts';
import { order } from '../operations/books.ts';
import { judged } from './judged.ts';

const buyerWith = (taxNo: string) => ({ ...order, buyer: { ...order.buyer, taxNo } });

describe('P-2, tax numbers', () => {
  it.each([
    ['338888888888SMB', []],
    ['1403016L1NN533600', []],
    ['339902999999789113', []],
    ['11010120170207100100', []],
    ['33888888888SMB', ['/buyer/taxNo P-2']],
    ['338888888888SMB1', ['/buyer/taxNo P-2']],
    ['3399029999997891130', ['/buyer/taxNo P-2']],
    ['110101201702071001000', ['/buyer/taxNo P-2']],
    ['91350100m000100Y43', ['/buyer/taxNo P-2']],
    ['91350100M000100Y4 ', ['/buyer/taxNo P-2']],
    ['９1350100M000100Y43', ['/buyer/taxNo P-2']],
  ])('have the right form: %s', (taxNo, expected) => {
    expect(judged(buyerWith(taxNo))).toEqual(expected);
  });

  it.each([
    ['91350100M000100Y43', []],
    ['91110108MA00000070', []],
    ['339902999999789113', ['/buyer/taxNo P-2']],
    ['338888888888SMB', []],
  ])('also satisfy their check characters where identity is strict: %s', (taxNo, expected) => {
    const profile = { ...readProfile('standard'), strictIdentity: true };
    expect(judged(buyerWith(taxNo), { profile })).toEqual(expected);
  });

  it('pass where the profile knows them', () => {
    const profile = { ...readProfile('standard'), strictIdentity: true, knownTaxNumbers: ['339902999999789113'] };
    expect(judged(buyerWith('339902999999789113'), { profile })).toEqual([]);
  });
});
