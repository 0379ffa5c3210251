import { describe, expect, it } from 'vitest';
import { invoice, invoiceNo, type Try } from '../story.ts';
import { foundIn, type Tell } from './found-in.ts';

const done = { code: '0000', data: invoice };
const another = '26112000000000000009';

/** An answer to a query, so that the ledger has no part in it. */
const answered =
  (step: Try): Tell =>
  (story) => {
    story.give('sale');
    story.ask({ interface: 'invoice.query', ...step });
  };
const effect = (effect: Readonly<Record<string, unknown>>) => ({ id: 'f', effect, phase: 'before' });
const rules = (rule: ReturnType<typeof effect>) => ({ faults: [{ rule, required: true }] });

describe('the answers of a bureau', () => {
  it.each([
    [
      'an answer that does not verify',
      { answer: { ...done, signed: 'badly' } },
      /^exchange 1: the judge cannot verify the bureau's own answer \(invalid signature\)$/,
    ],
    [
      'an unsigned answer',
      { answer: { ...done, signed: 'not' } },
      /^exchange 1: .*cannot verify.*\(absent signature\)$/,
    ],
    [
      'data under another key',
      { answer: { ...done, encrypted: 'otherwise' } },
      /^exchange 1: the judge cannot decrypt the bureau's own answer$/,
    ],
    [
      "another request's nonce",
      { answer: { ...done, nonce: 'n'.repeat(32) } },
      /^exchange 1: the answer echoes the nonce n{32}, the request has nonce0+1$/,
    ],
    [
      'another code than was decided',
      { answer: { code: '4004' }, decided: { returnCode: '0000', invoiceNo: null } },
      /^exchange 1: the bureau decided 0000 and answered 4004$/,
    ],
    [
      'another invoice than was decided',
      { answer: done, decided: { returnCode: '0000', invoiceNo: another } },
      new RegExp(`^exchange 1: the bureau decided on invoice ${another} and answered with ${invoiceNo}$`),
    ],
  ] as const)('are found out once: %s', (_what, step, sentence) => {
    expect(foundIn(answered(step))).toEqual([expect.stringMatching(sentence)]);
  });

  it.each([
    ['badSignature', { ...done, signed: 'badly' }],
    ['unsigned', { ...done, signed: 'not' }],
    ['wrongNonce', { ...done, nonce: 'n'.repeat(32) }],
    ['wrongKey', { ...done, encrypted: 'otherwise' }],
    ['staleAnswer', { ...done, nonce: 'n'.repeat(32), code: '4004' }],
    ['alteredCode', { ...done, alteredTo: '4001' }],
  ] as const)('are not held against it where the fault %s spoiled them', (name, answer) => {
    const fault = effect({ [name]: true });
    const hit = { faults: [{ id: 'f', hits: 1, required: true }] };
    expect(foundIn(answered({ answer, fault, decided: { returnCode: '0000', invoiceNo } }), hit, rules(fault))).toEqual(
      [],
    );
  });

  it('are to be the code that a fault put in their place', () => {
    const fault = effect({ returnCode: '9999' });
    const hit = { faults: [{ id: 'f', hits: 1, required: true }] };
    const step = { answer: { code: '3001' }, fault, decided: null };
    expect(foundIn(answered(step), hit, rules(fault))).toEqual([
      'exchange 1: the bureau decided 9999 and answered 3001',
    ]);
    expect(foundIn(answered({ ...step, answer: { code: '9999' } }), hit, rules(fault))).toEqual([]);
  });

  it.each([
    ['a gateway’s page', { answer: { status: 502 }, decided: { returnCode: '0000', invoiceNo: null } }],
    ['half an answer', { answer: { code: '4004' }, lost: 'reset', decided: { returnCode: '0000', invoiceNo: null } }],
    ['an unsigned 2006', { answer: { code: '2006', signed: 'not' } }],
    ['an echo that is empty', { answer: { code: '1002', signed: 'not', nonce: '' } }],
  ] as const)('may be %s', (_what, step) => {
    expect(foundIn(answered(step))).toEqual([]);
  });
});
