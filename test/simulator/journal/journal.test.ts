import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../../simulator/journal/entry.ts';
import { createJournal } from '../../../simulator/journal/journal.ts';
import { openDatabase } from '../../../simulator/ledger/database.ts';
import { fault, openCounter, settle } from '../counter.ts';
import { order, seller } from '../operations/books.ts';

/** An exchange about nothing, of some 400 bytes. */
const blank: JournalEntry = {
  ...{ seq: 0, openedOrder: 1, closedOrder: 2, receivedAt: '', endedAt: '', connection: 1, secure: false },
  ...{ interface: '', format: 'json', appId: null, nonce: null, orderNo: null, gates: [], answer: null, decided: null },
  request: { method: 'POST', path: '/', contentType: null, body: '', bodyEncoding: 'utf8', payload: null },
  fault: null,
  end: 'left',
};
const roomy = { mostEntries: 1000, mostBytes: 10_000_000 };
const orderOf = (number: number) => ({ ...order, orderNo: `SO-${number}` });

describe('the journal', () => {
  it('keeps the whole of an exchange', async () => {
    const counter = openCounter();
    const { message, departure, data } = await counter.ask({ payload: order });
    expect(counter.lastEntry()).toMatchObject({
      seq: 1,
      openedOrder: 1,
      closedOrder: 2,
      receivedAt: '2026-11-23T12:00:00.000+08:00',
      endedAt: '2026-11-23T12:00:00.000+08:00',
      connection: 1,
      secure: false,
      interface: 'invoice.issue',
      format: 'json',
      appId: 'LD0000000001',
      nonce: message['requestNonce'],
      orderNo: 'SO-1',
      request: { method: 'POST', path: '/test/v1/invoice.issue', bodyEncoding: 'utf8', payload: JSON.stringify(order) },
      answer: {
        httpStatus: 200,
        body: departure.body,
        payload: JSON.stringify(data),
        returnCode: '0000',
        complete: true,
      },
      decided: { returnCode: '0000', invoiceNo: data?.['invoiceNo'] },
      fault: null,
      end: 'answered',
    });
  });

  it('tells what overlapped by one counter over begins and ends', async () => {
    const counter = openCounter();
    const first = counter.begin({ payload: orderOf(1) });
    const second = counter.begin({ payload: orderOf(2) });
    (await second.arrived).finished(true);
    (await first.arrived).finished(true);
    await counter.ask({ payload: orderOf(3) });
    expect(counter.journal().map(({ openedOrder, closedOrder }) => [openedOrder, closedOrder])).toEqual([
      [1, 4],
      [2, 3],
      [5, 6],
    ]);
  });

  it('shows an exchange that is under way, not ended and not answered', async () => {
    const counter = openCounter();
    counter.setFaults(fault({ hold: true }));
    counter.begin({ payload: order });
    await settle();
    expect(counter.journal()).toMatchObject([
      { end: null, endedAt: null, closedOrder: null, answer: null, orderNo: 'SO-1', fault: { id: 'fault' } },
    ]);
  });

  it('says that the client went away when the answer was not taken whole', async () => {
    const counter = openCounter();
    await counter.ask({ payload: order }, { complete: false });
    expect(counter.lastEntry()).toMatchObject({
      end: 'left',
      answer: { complete: false },
      decided: { returnCode: '0000' },
    });
  });

  it.each([
    ['before-answer', null],
    ['mid-answer', { complete: false, returnCode: null }],
  ])('says what left before a reset %s', async (reset, answer) => {
    const counter = openCounter();
    counter.setFaults(fault({ reset }, { phase: 'after-commit' }));
    await counter.ask({ payload: order });
    expect(counter.lastEntry()).toMatchObject({ end: 'reset', answer, decided: { returnCode: '0000' } });
  });

  it('keeps the half that left of a broken answer, to the byte', async () => {
    const counter = openCounter();
    counter.setFaults(fault({ reset: 'mid-answer' }, { phase: 'after-commit' }));
    const { departure } = await counter.ask({ payload: order });
    const whole = Buffer.from(departure.body);
    expect(counter.lastEntry()?.answer?.body).toBe(whole.subarray(0, Math.floor(whole.length / 2)).toString());
  });

  it('keeps bytes that are no UTF-8 as base64', async () => {
    const counter = openCounter();
    const { finished } = await counter.tenant.receive({
      method: 'POST',
      path: '/test/v1/invoice.issue',
      contentType: 'application/json',
      body: Uint8Array.of(0xff, 0xfe),
      tooLarge: false,
      connection: 1,
      secure: true,
      left: new AbortController().signal,
    });
    finished(true);
    expect(counter.lastEntry()?.request).toMatchObject({ body: '//4=', bodyEncoding: 'base64' });
  });

  it('keeps what was decrypted although it is no payload', async () => {
    const counter = openCounter();
    await counter.ask({ text: 'orderNo=SO-1' });
    expect(counter.lastEntry()).toMatchObject({ orderNo: null, request: { payload: 'orderNo=SO-1' } });
  });

  it('is read page by page, each entry once', async () => {
    const counter = openCounter();
    for (const number of [1, 2, 3]) await counter.ask({ payload: orderOf(number) });
    const page = (after: number) => {
      const { entries, next } = counter.tenant.readJournal({ after, limit: 2 });
      return [(entries as { seq: number }[]).map(({ seq }) => seq), next];
    };
    expect([page(0), page(2)]).toEqual([
      [[1, 2], 2],
      [[3], null],
    ]);
  });

  it('drops the oldest beyond its bound, and counts them', async () => {
    const counter = openCounter({
      journalBounds: { ...roomy, mostEntries: 2 },
      sellers: [{ ...seller, quota: '9000.00' }],
    });
    for (const number of [1, 2, 3, 4, 5]) await counter.ask({ payload: orderOf(number) });
    expect(counter.journal().map(({ seq }) => seq)).toEqual([4, 5]);
    expect(counter.tenant.readJournal({ after: 0, limit: 10 })['dropped']).toBe(3);
  });

  it('drops the oldest beyond so many bytes, but never the last one', () => {
    const journal = createJournal(openDatabase(':memory:'), { ...roomy, mostBytes: 3000 });
    const entry = (seq: number, bytes: number) => ({
      ...blank,
      seq,
      request: { ...blank.request, body: 'x'.repeat(bytes) },
    });
    const kept = () => journal.read({ after: 0, limit: 10 });
    for (const seq of [1, 2, 3, 4]) journal.write(entry(seq, 500));
    expect([kept().entries.map(({ seq }) => seq), kept().dropped]).toEqual([[2, 3, 4], 1]);
    journal.write(entry(5, 5000));
    expect([kept().entries.map(({ seq }) => seq), kept().dropped]).toEqual([[5], 4]);
  });

  it('says how much it keeps, page by page and of each book', async () => {
    const counter = openCounter({ journalBounds: { mostEntries: 2, mostBytes: 1_000_000 } });
    for (const number of [1, 2, 3]) await counter.ask({ payload: orderOf(number) });
    const { kept, entries } = counter.tenant.readJournal({ after: 0, limit: 1 });
    const bytes = Buffer.byteLength(
      counter
        .journal()
        .map((entry) => JSON.stringify(entry))
        .join(''),
    );
    expect([kept, (entries as unknown[]).length]).toEqual([{ entries: 2, bytes }, 1]);
    const changes = counter.tenant.readChanges({ after: 0, limit: 1 })['kept'];
    expect(counter.tenant.view()['journal']).toMatchObject({
      ...{ dropped: 2, mostEntries: 2, mostBytes: 1_000_000 },
      kept: { exchanges: kept, changes },
    });
  });

  it('counts on where the books of an earlier bureau end', async () => {
    const database = openDatabase(':memory:');
    const first = createJournal(database, roomy);
    const counter = openCounter();
    await counter.ask({ payload: order });
    const [entry] = counter.journal();
    expect(first.lastSeq()).toBe(0);
    if (entry) first.write({ ...entry, seq: 41 });
    const second = createJournal(database, roomy);
    expect([second.lastSeq(), second.nextSeq()]).toEqual([41, 42]);
  });
});
