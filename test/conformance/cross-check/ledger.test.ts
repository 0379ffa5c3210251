import { describe, expect, it } from 'vitest';
import { invoice, invoiceNo, sale } from '../story.ts';
import { changed, foundIn, type Tell } from './found-in.ts';

const done = { code: '0000', data: invoice };
const other = '26112000000000000009';

const issued =
  (...books: readonly Parameters<Parameters<Tell>[0]['book']>[0][]): Tell =>
  (story) => {
    story.give('sale');
    story.ask({ answer: done });
    for (const entry of books) story.book(entry);
  };

describe('the ledger of a bureau', () => {
  it.each([
    ['an invoice that it lacks', issued(), [`exchange 1: the bureau issued ${invoiceNo}, which the ledger lacks`]],
    [
      'another amount than was sent',
      issued({ amount: '100.01' }),
      ['exchange 1: amount of SO-1 is 100.01 in the ledger, not as sent'],
    ],
    [
      'another order number',
      issued({ orderNo: 'SO-2' }),
      [
        `exchange 1: the bureau issued ${invoiceNo} for SO-1, the ledger has it for SO-2`,
        `the ledger holds ${invoiceNo} for SO-2, which no exchange was decided to issue`,
      ],
    ],
    [
      'an invoice of nobody',
      issued({}, { orderNo: 'SO-9', invoiceNo: other }),
      [`the ledger holds ${other} for SO-9, which no exchange was decided to issue`],
    ],
    ['two invoices for one order', issued({}, { invoiceNo: other }), ['the ledger holds two invoices for SO-1 (B-1)']],
  ] as const)('is found out: %s', (_what, tell, sentences) => {
    expect(foundIn(tell)).toEqual(sentences);
  });

  it('is found out: one number twice', () => {
    const twice: Tell = (story) => {
      story.give('sale');
      story.ask({ answer: done });
      story.book();
      story.ask({ payload: { ...sale, orderNo: 'SO-2' }, answer: { code: '0001' } });
      story.book({ orderNo: 'SO-2' });
    };
    expect(foundIn(twice)).toEqual([`the ledger holds ${invoiceNo} twice (B-3)`]);
  });

  it.each([
    ['a decimal that is written otherwise', issued({ amount: '100.0' })],
    [
      'an invoice that was accepted and issued later',
      ((story) => {
        story.give('sale');
        story.ask({ answer: { code: '0001' } });
        story.book();
      }) satisfies Tell,
    ],
  ])('may hold %s', (_what, tell) => {
    expect(foundIn(tell)).toEqual([]);
  });

  it('may hold what came by itself of a sheet', () => {
    const sheet = {
      ...{ sheetNo: '1', orderNo: 'SO-R', side: '0' as const, originalInvoiceNo: invoiceNo, state: '04' },
      ...{ redInvoiceNo: other, createdAt: '', expiresAt: '' },
    };
    const applied: Tell = (story) => {
      issued({})(story);
      story.ask({ interface: 'invoice.red', payload: { orderNo: 'SO-R' }, answer: { code: '4203' } });
      story.book({ orderNo: 'SO-R', invoiceNo: other });
    };
    expect(foundIn(applied, { sheets: [sheet] })).toEqual([]);
  });

  it('is not asked about what was refused', () => {
    const refused: Tell = (story) => {
      story.give('sale');
      story.ask({ answer: { code: '1001' } });
    };
    expect(foundIn(refused)).toEqual([]);
    const decided = changed(refused, 1, { decided: { returnCode: '1001', invoiceNo: other } });
    expect(foundIn(refused, decided)).toEqual([]);
  });
});
