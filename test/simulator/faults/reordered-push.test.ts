// Fault `callback: reordered` on the wire: older news of an order arrive right after newer ones, and are not lost without (C-12).

import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { decryptData } from '../../../protocol/cipher.ts';
import { fault, openCounter } from '../counter.ts';
import { application, noon, order } from '../operations/books.ts';

const close: (() => unknown)[] = [];
afterEach(() => {
  for (const one of close.splice(0).reverse()) one();
});

/** Takes pushes on bare sockets and keeps the status that each told, in the order in which their bytes were whole. */
const openRawReceiver = async (answer: () => string = () => '{"returnCode":"0000"}') => {
  const told: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let text = '';
    socket.on('data', (bytes) => {
      text += bytes.toString();
      const [head = '', body = ''] = text.split('\r\n\r\n');
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
      if (Buffer.byteLength(body) !== length) return;
      const opened = decryptData(JSON.parse(body).data, application);
      told.push(opened.ok ? JSON.parse(opened.plaintext.toString()).status : 'unreadable');
      const said = answer();
      socket.end(`HTTP/1.1 200 OK\r\ncontent-length: ${said.length}\r\nconnection: close\r\n\r\n${said}`);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  close.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { told, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/news` };
};

const open = async (nth: number[], answer?: () => string) => {
  const receiver = await openRawReceiver(answer);
  const counter = openCounter({ settings: { issue: 'asynchronous' } });
  const { tenant } = counter;
  close.push(tenant.close);
  counter.setFaults(fault({ callback: 'reordered' }, { when: { nth } }));
  await counter.ask({ payload: { ...order, callbackUrl: receiver.url } });
  const sentAt = () =>
    (tenant.readCallbacks({ after: 0, limit: 10 })['pushes'] as readonly Record<string, unknown>[]).map((push) =>
      (push['attempts'] as readonly { sentAt: string }[]).map((one) => (Date.parse(one.sentAt) - noon) / 1000),
    );
  const hits = () => tenant.faults.list()[0]?.hits;
  return { told: receiver.told, tenant, sentAt, hits, advance: (advanceMs: number) => tenant.moveClock({ advanceMs }) };
};

describe('a push that is reordered', () => {
  it('arrives right after the next news of its order', async () => {
    const { told, advance, sentAt, hits } = await open([1]);
    await advance(64_999);
    expect(told).toEqual([]);
    await advance(1);
    expect(told).toEqual(['delivered', 'issued']);
    expect([sentAt(), hits()]).toEqual([[[65], [65]], 1]);
    await advance(3_600_000);
    expect(told).toHaveLength(2);
  });

  it('arrives after 15 minutes where no newer news come', async () => {
    const { told, advance, sentAt } = await open([2]);
    await advance(3_600_000);
    expect([told, sentAt()]).toEqual([
      ['issued', 'delivered'],
      [[5], [965]],
    ]);
  });

  it('comes again like others when it is not taken', async () => {
    const answers = ['{"returnCode":"0000"}', '{"returnCode":"9999"}'];
    const { told, advance, sentAt } = await open([1], () => answers.shift() ?? '{"returnCode":"0000"}');
    await advance(3_600_000);
    expect([told, sentAt()]).toEqual([
      ['delivered', 'issued', 'issued'],
      [[65, 75], [65]],
    ]);
  });

  it('waits once: what overtakes is the third where two are to be overtaken', async () => {
    const { told, advance, tenant } = await open([1, 2]);
    await advance(120_000);
    expect(told).toEqual([]);
    await tenant.moveClock({ advanceMs: 3_600_000 });
    expect(told).toEqual(['issued', 'delivered']);
  });
});
