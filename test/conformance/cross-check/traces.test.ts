import { describe, expect, it } from 'vitest';
import { invoice, invoiceNo } from '../story.ts';
import { foundIn, type Tell } from './found-in.ts';

const done = { code: '0000', data: invoice };
const voided = { status: 'void' };

const issued =
  (entry: { readonly status?: string } = {}): Tell =>
  (story) => {
    story.give('sale');
    story.ask({ answer: done });
    story.book(entry);
  };
/** Issued, with the answer lost: so far the client has been told nothing. */
const committed: Tell = (story) => {
  story.give('sale');
  story.ask({ lost: 'held', fault: { id: 'lost', effect: { hold: true }, phase: 'after-commit' } });
  story.book();
};
const hit = {
  overrides: { faults: [{ id: 'lost', hits: 1, required: true }] },
  facts: { faults: [{ rule: { id: 'lost', effect: { hold: true } }, required: true }] },
};
const sheet = {
  ...{ sheetNo: '11220000000000000001', orderNo: 'SO-R', side: '0' as const, originalInvoiceNo: invoiceNo },
  ...{ state: '02', redInvoiceNo: null, createdAt: '', expiresAt: '' },
};

describe('traces of an exchange that the journal lacks', () => {
  it('are seen in an invoice that is void', () => {
    expect(foundIn(issued(voided))).toEqual([
      `the ledger holds ${invoiceNo} as void, which no exchange was decided to void`,
    ]);
  });

  it.each([
    ['by a void that was answered', { answer: { code: '0000' } }, []],
    [
      'by a void that was refused',
      { answer: { code: '4301' } },
      [`the ledger holds ${invoiceNo} as void, which no exchange was decided to void`],
    ],
  ] as const)('are explained or not %s', (_what, step, sentences) => {
    const withVoid: Tell = (story) => {
      issued(voided)(story);
      story.ask({ interface: 'invoice.void', payload: { invoiceNo, reason: '2' }, ...step });
    };
    expect(foundIn(withVoid)).toEqual(sentences);
  });

  it('are explained by a void whose answer was lost', () => {
    const withVoid: Tell = (story) => {
      issued(voided)(story);
      const decided = { returnCode: '0000', invoiceNo };
      story.ask({ interface: 'invoice.void', payload: { invoiceNo, reason: '2' }, lost: 'reset', decided });
    };
    expect(foundIn(withVoid)).toEqual([]);
  });

  it('are seen in a sheet that nobody asked for', () => {
    expect(foundIn(issued(), { sheets: [sheet] })).toEqual([
      `the books hold the sheet ${sheet.sheetNo} of SO-R, which no exchange asked for`,
    ]);
  });

  it('are not seen in a sheet of the buyer or the kit', () => {
    expect(foundIn(issued(), { sheets: [sheet], othersSheets: [sheet.sheetNo] })).toEqual([]);
  });

  it('are not seen in a sheet that the client opened', () => {
    const applied: Tell = (story) => {
      issued()(story);
      story.ask({ interface: 'invoice.red', payload: { orderNo: 'SO-R' }, answer: { code: '4203' } });
    };
    expect(foundIn(applied, { sheets: [sheet] })).toEqual([]);
  });

  it('are seen in an invoice that the client knows though nothing told it', () => {
    const knowing: Tell = (story) => {
      committed(story);
      story.claim('issued');
    };
    expect(foundIn(knowing, hit.overrides, hit.facts)).toEqual([
      `the client knows the invoice ${invoiceNo}, which nothing in the journal told it`,
    ]);
  });

  it.each([
    ['an answer to a query', (story) => story.ask({ interface: 'invoice.query', answer: done })],
    [
      'an answer that it should not have believed',
      (story) =>
        story.ask({
          interface: 'invoice.query',
          answer: { ...done, nonce: 'n'.repeat(32) },
          fault: { id: 'other', effect: { wrongNonce: true }, phase: 'before' },
        }),
    ],
    ['a push', (story) => story.push({ news: { status: 'issued' } })],
  ] satisfies readonly (readonly [string, Tell])[])('are explained by %s', (_what, tellIt) => {
    const knowing: Tell = (story) => {
      committed(story);
      tellIt(story);
      story.claim('issued');
    };
    expect(foundIn(knowing, hit.overrides, hit.facts)).toEqual([]);
  });

  it('are not seen in an invoice that the ledger does not hold: the client made that up', () => {
    const lying: Tell = (story) => {
      issued()(story);
      story.claim('issued', { invoice: { ...invoice, invoiceNo: '26112000000000000077' } });
    };
    expect(foundIn(lying)).toEqual([]);
  });
});
