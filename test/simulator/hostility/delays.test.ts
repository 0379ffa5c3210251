// Hostile delays: what is late, for how long at most, and that nothing is lost or doubled by it.
import { expect, it } from 'vitest';
import { openHostileCounter, ordersOf } from './hostile-counter.ts';

const count = 40;
const orders = ordersOf(count);
const hourMs = 3_600_000;
const queryOf = (orderNo: string) => ({ interface: 'invoice.query', payload: { orderNo } });

it('does not find some orders for up to 45 s, and then always; a resend finds them at once', async () => {
  const counter = openHostileCounter(['lagging-query']);
  for (const payload of orders) await counter.ask({ payload });
  const hiddenAfter: number[] = [];
  const seen = new Set<string>();
  for (const seconds of [0, 5, 15, 30, 44, 46]) {
    let hidden = 0;
    for (const { orderNo } of orders) {
      const { returnCode } = await counter.ask(queryOf(orderNo));
      const isHidden = returnCode === '4004';
      expect(isHidden && seen.has(orderNo)).toBe(false);
      if (isHidden) hidden += 1;
      else seen.add(orderNo);
      expect(counter.lastEntry()?.hostilities ?? []).toEqual(isHidden ? ['lagging-query'] : []);
    }
    hiddenAfter.push(hidden);
    const last = orders.find(({ orderNo }) => !seen.has(orderNo)) ?? orders[0];
    expect(await counter.ask({ payload: last })).toMatchObject({ returnCode: '4001' });
    await counter.tenant.moveClock({ advanceMs: ({ 0: 5, 5: 10, 15: 15, 30: 14, 44: 2 }[seconds] ?? 0) * 1000 });
  }
  const [first = 0, , , , , last] = hiddenAfter;
  expect([first > count / 4, first < (count * 3) / 4, last]).toEqual([true, true, 0]);
  expect(hiddenAfter).toEqual([...hiddenAfter].sort((a, b) => b - a));
  expect(counter.invoices()).toHaveLength(count);
});

it('finds what it is asked for by invoice number, or what is delivered or reversed, at once', async () => {
  const counter = openHostileCounter(['lagging-query'], { settings: { deliveryDelayMs: 0 } });
  for (const payload of orders) await counter.ask({ payload });
  await counter.tenant.moveClock({ advanceMs: 1 });
  for (const { orderNo } of orders) expect(await counter.ask(queryOf(orderNo))).toMatchObject({ returnCode: '0000' });
  const late = openHostileCounter(['lagging-query']);
  for (const payload of orders) {
    const { data } = await late.ask({ payload });
    const asked = { interface: 'invoice.query', payload: { invoiceNo: data?.['invoiceNo'] } };
    expect(await late.ask(asked)).toMatchObject({ returnCode: '0000' });
  }
});

it('accepts some orders only, and has issued each of them once within two minutes and the usual time', async () => {
  const counter = openHostileCounter(['asynchronous-issue']);
  const codes: (string | undefined)[] = [];
  for (const payload of orders) {
    const { returnCode } = await counter.ask({ payload });
    codes.push(returnCode);
    expect(counter.lastEntry()?.hostilities ?? []).toEqual(returnCode === '0001' ? ['asynchronous-issue'] : []);
  }
  const accepted = codes.filter((code) => code === '0001').length;
  expect(accepted).toBeGreaterThan(3);
  expect(accepted).toBeLessThan(count / 2);
  expect(counter.invoices()).toHaveLength(count - accepted);
  await counter.tenant.moveClock({ advanceMs: 125_000 });
  expect(new Set(counter.invoices().map((invoice) => invoice['orderNo'])).size).toBe(count);
  expect(counter.invoices()).toHaveLength(count);
});

it('delivers each invoice at a time of its own, later than usual and within the hour', async () => {
  const counter = openHostileCounter(['slow-delivery']);
  for (const payload of orders) await counter.ask({ payload });
  const delivered = () => counter.invoices().filter((invoice) => invoice['status'] === 'delivered').length;
  await counter.tenant.moveClock({ advanceMs: 60_000 });
  const usual = delivered();
  await counter.tenant.moveClock({ advanceMs: hourMs });
  expect([usual, delivered()]).toEqual([0, count]);
  expect(new Set(counter.invoices().map((invoice) => invoice['deliveredAt'])).size).toBeGreaterThan(count - 3);
});

it('has the documents of some invoices half an hour later at most, and the invoice all the same', async () => {
  const counter = openHostileCounter(['late-documents']);
  const links: (string | null)[] = [];
  for (const payload of orders) {
    const { returnCode, data } = await counter.ask({ payload });
    const documents = data?.['documents'] as { readonly pdf: string } | undefined;
    links.push(documents?.pdf ?? null);
    expect(returnCode).toBe('0000');
    expect(counter.lastEntry()?.hostilities ?? []).toEqual(documents ? [] : ['late-documents']);
  }
  expect(links.filter((link) => link === null).length).toBeGreaterThan(count / 2);
  expect(links.filter((link) => link !== null).length).toBeGreaterThan(3);
  await counter.tenant.moveClock({ advanceMs: 1_800_001 });
  for (const { orderNo } of orders)
    expect((await counter.ask(queryOf(orderNo))).data?.['documents']).toMatchObject({ pdf: expect.any(String) });
});
