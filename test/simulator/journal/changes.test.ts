// What the journal says of statuses and pushes: each change with who caused it, each sending with what came of it (B-11).
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { NotedChange } from '../../../simulator/journal/changes.ts';
import { type CounterOptions, fault, openCounter } from '../counter.ts';
import { openReceiver } from '../delivery/receiver.ts';
import { application, noon, order, seller } from '../operations/books.ts';

const close: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of close.splice(0).reverse()) await one();
});

const open = (options: CounterOptions = {}) => {
  const counter = openCounter(options);
  const { tenant } = counter;
  close.push(tenant.close);
  const read = (after = 0, limit = 1000) => tenant.readChanges({ after, limit });
  const changes = () => read()['changes'] as readonly NotedChange[];
  const advance = (advanceMs: number) => tenant.moveClock({ advanceMs });
  /** From, to, cause and who it was. */
  const story = () =>
    changes().flatMap((one) => (one.kind === 'status' ? [[one.orderNo, one.from, one.to, one.cause, one.actor]] : []));
  return { ...counter, read, changes, story, advance };
};

const bureau = { by: 'bureau' };
const exchange = (number: number) => ({ by: 'exchange', exchange: number, appId: application.appId });

describe('a change of status', () => {
  it('is noted with its time, cause, and the exchange that caused it', async () => {
    const { ask, story, advance, changes } = open();
    const blue = String((await ask({ payload: order })).data?.['invoiceNo']);
    await advance(60_000);
    const request = { orderNo: 'RED-1', originalInvoiceNo: blue, reason: '01' };
    const red = String((await ask({ interface: 'invoice.red', payload: request })).data?.['invoiceNo']);
    expect(story()).toEqual([
      ['SO-1', 'none', 'issued', 'invoice.issue', exchange(1)],
      ['SO-1', 'issued', 'delivered', 'delivery to the digital accounts', bureau],
      ['RED-1', 'none', 'issued', 'invoice.red', exchange(2)],
      ['SO-1', 'delivered', 'red-full', `reversed by ${red}`, exchange(2)],
    ]);
    expect(changes()[1]).toMatchObject({ kind: 'status', at: '2026-11-23T12:01:00.000+08:00', invoiceNo: blue });
  });

  it('is noted of an order that is accepted and fails, with the reason', async () => {
    const { ask, story, advance, tenant } = open({ settings: { issue: 'asynchronous' } });
    await ask({ payload: order });
    await tenant.patch({ sellers: [{ taxNo: seller.taxNo, riskBlocked: true }] });
    await advance(5000);
    expect(story()).toEqual([
      ['SO-1', 'none', 'processing', 'invoice.issue', exchange(1)],
      ['SO-1', 'processing', 'failed', `${seller.taxNo} is blocked`, bureau],
    ]);
  });

  it('that a word at the control port brought about is its deed', async () => {
    const { ask, story, tenant } = open({ settings: { redIssue: 'automatic' } });
    const originalInvoiceNo = String((await ask({ payload: order })).data?.['invoiceNo']);
    await tenant.setMark({ invoiceNo: originalInvoiceNo, mark: 'used' });
    const apply = { orderNo: 'RED-1', side: '0', originalInvoiceNo, reason: '02' };
    const { data } = await ask({ interface: 'red.apply', payload: apply });
    await tenant.actOnSheets({ act: 'confirm', sheetNo: data?.['sheetNo'] });
    expect(story().slice(1)).toMatchObject([
      ['RED-1', 'none', 'issued', 'invoice.red', { by: 'control' }],
      ['SO-1', 'issued', 'red-full', expect.stringMatching(/^reversed by \d{20}$/), { by: 'control' }],
    ]);
  });
});

describe('a confirmation sheet', () => {
  it('is noted in each of its states, with who brought it there', async () => {
    const { ask, changes, tenant, advance } = open();
    const originalInvoiceNo = String((await ask({ payload: order })).data?.['invoiceNo']);
    await tenant.setMark({ invoiceNo: originalInvoiceNo, mark: 'used' });
    const apply = async (orderNo: string) =>
      (await ask({ interface: 'red.apply', payload: { orderNo, side: '0', originalInvoiceNo, reason: '02' } })).data?.[
        'sheetNo'
      ];
    await tenant.actOnSheets({ act: 'void', sheetNo: await apply('RED-1') });
    await apply('RED-2');
    await advance(72 * 3_600_000);
    const sheetNo = await apply('RED-3');
    await tenant.actOnSheets({ act: 'confirm', sheetNo });
    const red = await ask({
      interface: 'invoice.red',
      payload: { orderNo: 'RED-3', originalInvoiceNo, reason: '02', sheetNo },
    });
    const control = { by: 'control' };
    expect(
      changes().flatMap((one) =>
        one.kind === 'sheet' ? [[one.orderNo, one.from, one.to, one.redInvoiceNo, one.actor]] : [],
      ),
    ).toEqual([
      ['RED-1', 'none', '02', null, exchange(2)],
      ['RED-1', '02', '10', null, control],
      ['RED-2', 'none', '02', null, exchange(3)],
      ['RED-2', '02', '07', null, bureau],
      ['RED-3', 'none', '02', null, exchange(4)],
      ['RED-3', '02', '04', null, control],
      ['RED-3', '04', '04', red.data?.['invoiceNo'], exchange(5)],
    ]);
  });
});

describe('a push', () => {
  it('is noted each time it is sent, as it went over the wire and with what came of it', async () => {
    const receiver = await openReceiver((count) => ({ body: `{"returnCode":"${count === 1 ? '9999' : '0000'}"}` }));
    const { ask, changes, advance } = open();
    close.push(receiver.close);
    await ask({ payload: { ...order, callbackUrl: receiver.url } });
    await advance(3_600_000);
    const pushes = changes().flatMap((one) => (one.kind === 'push' ? [one] : []));
    expect(pushes).toMatchObject([
      { at: '2026-11-23T12:01:00.000+08:00', outcome: 'refused', httpStatus: 200, answer: '{"returnCode":"9999"}' },
      { at: '2026-11-23T12:01:10.000+08:00', outcome: 'answered', httpStatus: 200, answer: '{"returnCode":"0000"}' },
    ]);
    const { appId } = application;
    expect(pushes[0]).toMatchObject({ orderNo: 'SO-1', status: 'delivered', appId, url: receiver.url, fault: null });
    expect(pushes.map(({ requestNonce }) => requestNonce)).toEqual(
      receiver.heard.map(({ message }) => message['requestNonce']),
    );
    expect(pushes.map(({ body }) => JSON.parse(body))).toEqual(receiver.heard.map(({ message }) => message));
  });

  it.each([
    ['lost', ['regular lost fault', 'regular answered null']],
    ['duplicate', ['regular answered fault', 'duplicate answered fault']],
    ['forged', ['forged answered fault', 'regular answered fault']],
  ])('is noted with the fault that acted on it: %s', async (callback, noted) => {
    const receiver = await openReceiver();
    const { ask, changes, advance, setFaults } = open();
    close.push(receiver.close);
    setFaults(fault({ callback }, { when: { nth: [1] } }));
    await ask({ payload: { ...order, callbackUrl: receiver.url } });
    await advance(3_600_000);
    expect(
      changes().flatMap((one) => (one.kind === 'push' ? [`${one.manner} ${one.outcome} ${one.fault}`] : [])),
    ).toEqual(noted);
  });
});

describe('the book of changes', () => {
  it('is read page by page, kept by a snapshot as it is, and emptied by a reset', async () => {
    const { ask, read, advance, tenant, changes } = open();
    await ask({ payload: order });
    await tenant.snapshots.save('issued');
    await advance(60_000);
    await tenant.snapshots.restore('issued');
    expect(changes()).toHaveLength(2);
    expect(read(0, 1)).toMatchObject({ changes: [{ seq: 1, to: 'issued' }], next: 1, dropped: 0 });
    expect(read(1, 2)).toMatchObject({ changes: [{ seq: 2, to: 'delivered' }], next: null });
    tenant.reset();
    expect(read()).toEqual({ changes: [], next: null, dropped: 0, kept: { entries: 0, bytes: 0 } });
  });

  it('keeps to its bounds, and counts what it dropped', async () => {
    const { ask, read } = open({ journalBounds: { mostEntries: 2, mostBytes: 1_000_000 } });
    for (const orderNo of ['A', 'B', 'C', 'D']) await ask({ payload: { ...order, orderNo } });
    expect(read()).toMatchObject({ changes: [{ orderNo: 'C' }, { orderNo: 'D' }], dropped: 2 });
  });

  it('goes on from where the bureau was stopped', async () => {
    const databasePath = join(mkdtempSync(join(tmpdir(), 'changes-')), 'books.sqlite');
    const first = open({ databasePath });
    await first.ask({ payload: order });
    first.tenant.close();
    const second = open({ databasePath, clock: { mode: 'frozen', rate: 1, now: noon } });
    await second.advance(60_000);
    expect(second.read()).toMatchObject({
      changes: [
        { seq: 1, to: 'issued' },
        { seq: 2, to: 'delivered' },
      ],
      next: null,
    });
  });
});
