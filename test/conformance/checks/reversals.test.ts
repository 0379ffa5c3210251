// The checks of red, void and confirmation sheets: whom they convict, and whom they leave in peace.
import { describe, expect, it } from 'vitest';
import { checkById } from '../../../conformance/checks/registry.ts';
import type { Evidence, LedgerInvoice, LedgerSheet } from '../../../conformance/evidence.ts';
import { createStory, invoice, invoiceNo, type Story, sale, scenario, startAt } from '../story.ts';

const back = { orderNo: 'SO-1-back', originalInvoiceNo: invoiceNo, reason: '02' };
const sheetNo = '26119000000000000001';
const sheet: LedgerSheet = {
  ...{ sheetNo, orderNo: back.orderNo, side: '0', originalInvoiceNo: invoiceNo, state: '02', redInvoiceNo: null },
  ...{ createdAt: startAt, expiresAt: '2026-11-26T10:00:00.000+08:00' },
};
const reds = { back: { orderNo: back.orderNo, original: 'sale', reason: '02', lines: null } };
const red: Partial<LedgerInvoice> = {
  ...{ orderNo: back.orderNo, invoiceNo: '26112000000000000002', original: invoiceNo },
  ...{ amount: '-100.00', tax: '-6.00', total: '-106.00' },
};

type Row = readonly [sentence: string, expected: string | null, tell: (story: Story) => void, Partial<Evidence>?];

const look = (story: Story) => story.ask({ interface: 'invoice.query', answer: { code: '0000', data: invoice } });
const seek = (story: Story) => story.ask({ interface: 'red.query', answer: { code: '0000', data: { sheets: [] } } });
const reverse = (story: Story, code = '0000') =>
  story.ask({ interface: 'invoice.red', payload: back, answer: { code, data: { sheetNo, state: '02' } } });
const asked = (story: Story, state: string) =>
  story.ask({ interface: 'red.query', payload: { sheetNo }, answer: { code: '0000', data: { sheetNo, state } } });
const speak = (story: Story, decision: string) =>
  story.ask({ interface: 'red.confirm', payload: { sheetNo, decision }, answer: { code: '0000' } });
const told = (story: Story) => story.give('back', { command: 'red', order: 'back' });
const toldToSay = (story: Story) =>
  story.give('said', { command: 'red', order: 'back', word: { sheetNo, decision: 'N' } });

const tables: Readonly<Record<string, readonly Row[]>> = {
  'reversal.looks-for-sheets': [
    ['finds nothing without a reversal', null, (story) => story.give('sale')],
    ['passes who looks for sheets first', 'pass', (story) => [told(story), look(story), seek(story), reverse(story)]],
    ['fails who looks at the original alone', 'fail', (story) => [told(story), look(story), reverse(story)]],
    ['passes who need not reverse', 'pass', (story) => [told(story), look(story)]],
  ],
  'reversal.refusal-stops': [
    ['finds nothing without a refusal', null, (story) => [told(story), reverse(story)]],
    ['passes who stops', 'pass', (story) => [told(story), reverse(story, '4202'), story.claim('rejected')]],
    ['fails who sends it again', 'fail', (story) => [told(story), reverse(story, '4201'), reverse(story, '4201')]],
  ],
  'red.sheet-patience': [
    ['finds nothing without a sheet', null, (story) => [told(story), reverse(story)], { sheets: [sheet] }],
    [
      'fails who gives a waiting sheet up',
      'fail',
      (story) => [told(story), reverse(story, '4203'), story.pass(600_000), asked(story, '02'), story.claim('unknown')],
      { sheets: [sheet] },
    ],
    [
      'passes who saw it closed',
      'pass',
      (story) => [
        told(story),
        reverse(story, '4203'),
        story.pass(600_000),
        asked(story, '05'),
        story.claim('rejected'),
      ],
      { sheets: [sheet] },
    ],
    [
      'passes who says that it waits',
      'pass',
      (story) => [told(story), reverse(story, '4203'), story.claim('processing')],
      { sheets: [sheet] },
    ],
    [
      'passes who waited until it ran out',
      'pass',
      (story) => [told(story), reverse(story, '4205'), story.pass(72 * 3_600_000), story.claim('unknown')],
      { sheets: [sheet] },
    ],
  ],
  'red.sheets-as-told': [
    ['finds nothing without sheets', null, told],
    ['passes one sheet for one command', 'pass', told, { sheets: [sheet] }],
    ['fails a second one', 'fail', told, { sheets: [sheet, { ...sheet, sheetNo: '26119000000000000002' }] }],
    ['fails one about another invoice', 'fail', told, { sheets: [{ ...sheet, originalInvoiceNo: '1' }] }],
    ['fails one that nobody asked for', 'fail', toldToSay, { sheets: [sheet] }],
    ['leaves those of others alone', null, toldToSay, { sheets: [sheet], othersSheets: [sheetNo] }],
  ],
  'red.decision-as-told': [
    ['finds nothing without a decision', null, (story) => [told(story), story.claim('unknown')]],
    ['passes who says what it was told', 'pass', (story) => [toldToSay(story), speak(story, 'N'), story.claim('done')]],
    ['fails who says yes instead', 'fail', (story) => [toldToSay(story), speak(story, 'Y'), story.claim('done')]],
    ['fails who says nothing and calls it done', 'fail', (story) => [toldToSay(story), story.claim('done')]],
  ],
  'ledger.reversals': [
    ['finds nothing without a red', null, (story) => story.book()],
    ['passes the whole of the invoice', 'pass', (story) => [story.book(), story.book(red)]],
    ['fails a part where the whole was asked', 'fail', (story) => [story.book(), story.book({ ...red, tax: '-5.00' })]],
    ['fails another invoice', 'fail', (story) => [story.book(), story.book({ ...red, original: '1' })]],
    [
      'fails more than there was',
      'fail',
      (story) => [story.book(), story.book(red), story.book({ ...red, orderNo: 'SO-9', invoiceNo: '3' })],
    ],
  ],
  'transport.client-certificate': [
    ['finds nothing where none is asked for', null, (story) => [story.give('sale'), story.ask()]],
    [
      'passes who shows it',
      'pass',
      (story) => [story.give('sale'), story.ask({ gates: [{ gate: 'client-certificate', verdict: 'passed' }] })],
    ],
    [
      'fails who does not',
      'fail',
      (story) => [story.give('sale'), story.ask({ gates: [{ gate: 'client-certificate', verdict: 'refused' }] })],
    ],
  ],
};

describe.each(Object.entries(tables))('%s', (id, rows) => {
  it.for(rows)('%s', ([, expected, tell, facts = {}]) => {
    const story = createStory({ sale, back });
    tell(story);
    expect(checkById(id)?.judge(story.evidence(facts), scenario({ reds }))?.verdict ?? null).toBe(expected);
  });
});
