// Hostility beyond one answer: pushes look hostile too, and what was drawn for an order outlives a restart and a snapshot.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { createSm2KeyPair } from '../../../protocol/sm2.ts';
import { hostilityNames } from '../../../simulator/hostility/names.ts';
import type { Counter } from '../counter.ts';
import { openReceiver } from '../delivery/receiver.ts';
import { application } from '../operations/books.ts';
import { hostilityOf, openHostileCounter, ordersOf } from './hostile-counter.ts';

const close: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of close.splice(0).reverse()) await one();
});

const orders = ordersOf(8);
const deliveredAt = (counter: Counter) =>
  counter.invoices().map((invoice) => [invoice['orderNo'], invoice['deliveredAt']]);

it.each(['json', 'xml'] as const)('brings news in other orders and spellings, signed, in %s', async (format) => {
  const receiver = await openReceiver();
  const names = ['member-order', 'extra-members', 'spelling', 'return-message'] as const;
  const counter = openHostileCounter(names);
  close.push(receiver.close, counter.tenant.close);
  for (const payload of orders) await counter.ask({ payload: { ...payload, callbackUrl: receiver.url }, format });
  await counter.tenant.moveClock({ advanceMs: 60_000 });
  expect(receiver.heard.map(({ data }) => (data as { orderNo: string }).orderNo)).toEqual(
    orders.map((each) => each.orderNo),
  );
  expect(receiver.heard.every(({ signed, message }) => signed && message['interface'] === 'callback.status')).toBe(
    true,
  );
  const looks = receiver.heard.map(({ message, data }) => [Object.keys(message), Object.keys(data as object)].join());
  expect(new Set(looks).size).toBe(orders.length);
});

it('signs what it says by SM2 as well', async () => {
  const pair = createSm2KeyPair();
  const certified = { ...application, signType: 'SM2-SM3' as const, publicKeyPem: pair.publicKeyPem };
  const counter = openHostileCounter(hostilityNames, { applications: [certified] });
  close.push(counter.tenant.close);
  for (const payload of orders)
    expect(await counter.ask({ payload, privateKeyPem: pair.privateKeyPem })).toMatchObject({ signed: true });
});

it('delivers after a restart when it would have delivered without', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  close.push(() => rmSync(folder, { recursive: true }));
  const names = ['slow-delivery', 'asynchronous-issue'] as const;
  const open = (databasePath: string) => openHostileCounter(names, { databasePath });
  const [steady, stopped] = [open(':memory:'), open(join(folder, 'books.sqlite'))];
  close.push(steady.tenant.close);
  for (const payload of orders) {
    await steady.ask({ payload });
    await stopped.ask({ payload });
  }
  stopped.tenant.close();
  const again = open(join(folder, 'books.sqlite'));
  close.push(again.tenant.close);
  for (const { tenant } of [steady, again]) await tenant.moveClock({ advanceMs: 2 * 3_600_000 });
  expect(deliveredAt(again)).toEqual(deliveredAt(steady));
  expect(deliveredAt(again)).toHaveLength(orders.length);
});

it('is as hostile as it was when a snapshot comes back', async () => {
  const settings = { hostile: { seed: 1, calm: hostilityNames.filter((name) => name !== 'return-message') } };
  const counter = openHostileCounter(['return-message'], { settings });
  close.push(counter.tenant.close);
  const notedOf = async () => {
    for (const payload of orders) await counter.ask({ payload });
    return counter
      .journal()
      .slice(-orders.length)
      .some(({ hostilities }) => hostilities?.includes('return-message'));
  };
  await counter.tenant.snapshots.save('hostile');
  const before = await notedOf();
  await counter.tenant.patch({ settings: { hostile: null } });
  const friendly = await notedOf();
  await counter.tenant.snapshots.restore('hostile');
  expect([before, friendly, await notedOf()]).toEqual([true, false, true]);
});

it('is another in another tenant of the same seed', () => {
  const delays = (tenant: string) =>
    orders.map(({ orderNo }) => hostilityOf(1, hostilityNames, tenant).tempoOf().deliveryDelayMs(orderNo));
  expect(delays('one')).toEqual(delays('one'));
  expect(delays('one')).not.toEqual(delays('other'));
});
