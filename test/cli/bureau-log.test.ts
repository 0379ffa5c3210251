// The log of `liandiao bureau`: a line for each exchange, and in none of them what is nobody's business.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import { appSecret, ask, orderOf, type Ready, requestOf, sm4Key, steer } from './demonstration.ts';
import { startProcess } from './run-process.ts';

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

const start = async (flags: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const cwd = mkdtempSync(join(tmpdir(), 'log-'));
  const ports = ['--port', '0', '--http-port', '0', '--control-port', '0'];
  const { child, ended } = startProcess(['bureau', '--in-memory', ...ports, ...flags], { cwd, env });
  running.push(child);
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const stop = async () => {
    child.kill('SIGTERM');
    const { stderr } = await ended;
    const lines = stderr
      .split('\n')
      .filter((text) => text !== '')
      .map((text) => JSON.parse(text) as Record<string, unknown>);
    return { stderr, lines, exchanges: lines.filter(({ msg }) => msg === 'exchange') };
  };
  return { child, ended, ready: JSON.parse(String(line)) as Ready, stop };
};

const query = (orderNo: string) => requestOf('invoice.query', { orderNo });
const spoilt = { ...requestOf('invoice.issue', orderOf('SO-SPOILT')), signature: 'f'.repeat(64) };

describe('an exchange', () => {
  it('that was refused is told with gate, code, number and duration', async () => {
    const { ready, stop } = await start([]);
    await ask(ready, 'invoice.issue', requestOf('invoice.issue', orderOf('SO-1')));
    await ask(ready, 'invoice.issue', spoilt);
    const { exchanges } = await stop();
    expect(exchanges).toEqual([
      {
        ...{ level: 30, time: expect.any(Number), pid: expect.any(Number), hostname: expect.any(String) },
        ...{ name: 'liandiao', msg: 'exchange', tenant: 'default', seq: 2, interface: 'invoice.issue' },
        ...{ returnCode: '2002', gate: 'signature', fault: null, durationMs: expect.any(Number) },
      },
    ]);
  });

  it('that met a fault is told with the fault', async () => {
    const { ready, stop } = await start([]);
    await steer(ready, 'PUT', '/faults', [
      { id: 'lost', effect: { reset: 'before-answer' }, when: { nth: [1] } },
      { id: 'slow', effect: { delayMs: 1 }, when: { nth: [2] } },
    ]);
    await ask(ready, 'invoice.query', query('SO-1')).catch(() => null);
    await ask(ready, 'quota.query', requestOf('quota.query', {}));
    const { exchanges } = await stop();
    expect(exchanges).toMatchObject([
      { seq: 1, interface: 'invoice.query', returnCode: 'reset', gate: null, fault: 'lost' },
      { seq: 2, interface: 'quota.query', returnCode: '0000', gate: null, fault: 'slow' },
    ]);
  });

  it.each([
    ['-v', 2],
    ['-q', 0],
  ])('is told with %s %i times of two that went well and badly', async (flag, times) => {
    const { ready, stop } = await start([flag]);
    await ask(ready, 'quota.query', requestOf('quota.query', {}));
    await ask(ready, 'invoice.issue', spoilt);
    expect((await stop()).exchanges).toHaveLength(times);
  });
});

it('goes unread without harm when its reader goes away', async () => {
  const { child, ended, ready } = await start(['-v']);
  child.stderr.destroy();
  const codes = [];
  for (let round = 0; round < 3; round += 1)
    codes.push((await ask(ready, 'quota.query', requestOf('quota.query', {}))).returnCode);
  child.kill('SIGTERM');
  expect([codes, (await ended).code]).toEqual([['0000', '0000', '0000'], 0]);
});

describe('what is nobody’s business', () => {
  const planted = {
    controlToken: 'planted-control-token-0123456789',
    appSecret: 'planted-secret-of-another-application',
    sm4Key: 'feedfacefeedfacefeedfacefeedface',
    appId: 'PLANTED0000001',
    strangerId: 'STRANGER000001',
  };
  const order = {
    ...orderOf('SO-PLANTED-1'),
    remark: 'planted remark',
    buyer: {
      ...orderOf('').buyer,
      address: '杭州市某路1号',
      phone: '0571-87654321',
      bank: '某银行杭州支行',
      account: '6222020200112233',
    },
    delivery: { email: 'planted@buyer.example', phone: '13912345678' },
  };

  it('is in no line of a run in which all of it came up', async () => {
    const { ready, stop } = await start(['-v'], { LIANDIAO_CONTROL_TOKEN: planted.controlToken });
    const application = {
      ...{ appId: planted.appId, appSecret: planted.appSecret, sm4Key: planted.sm4Key, environment: 'test' },
      ...{ signType: 'HMAC-SM3', encryptType: 'SM4-CBC', sellers: [order.seller.taxNo] },
    };
    await steer(ready, 'PATCH', '', { applications: [application] });
    await steer(ready, 'PUT', '/faults', [{ id: 'one-lost', effect: { reset: 'mid-answer' }, when: { nth: [1] } }]);
    const callbackUrl = 'http://127.0.0.1:1/planted-callback-path';
    const issue = (changed?: Readonly<Record<string, string>>) =>
      requestOf('invoice.issue', { ...order, callbackUrl }, changed);
    const codes: string[] = [];
    const send = async (path: string, request: object) =>
      codes.push((await ask(ready, path, request).catch(() => ({ returnCode: 'broken' }))).returnCode);
    await send('invoice.issue', issue());
    const request = issue();
    await send('invoice.issue', request);
    await send('invoice.issue', request);
    await send('invoice.issue', { ...issue(), signature: request.signature });
    await send('invoice.issue', issue({ timestamp: '20200101000000' }));
    await send('invoice.issue', issue({ appId: planted.strangerId }));
    await send('invoice.issue', issue({ appId: planted.appId }));
    await send('invoice.issue', requestOf('invoice.issue', { ...order, orderNo: 'SO-PLANTED-2', tax: '11.11' }));
    await send('invoice.issue', { ...issue(), [order.seller.taxNo]: order.buyer.taxNo });
    await send(`${order.seller.taxNo}`, issue());
    await send('invoice.issue', Object.assign(Object.create(null), { broken: order }));
    expect(codes).toEqual(['broken', '0000', '2004', '2002', '2003', '2006', '2002', '1001', '2002', 'broken', '1002']);
    await steer({ ...ready, controlToken: 'planted-wrong-token' }, 'GET', '/journal');
    const { body } = await steer(ready, 'GET', '/ledger');
    const [{ invoiceNo }] = body['invoices'] as [{ readonly invoiceNo: string }];
    const { stderr, exchanges } = await stop();
    expect(exchanges).toHaveLength(codes.length);
    const { seller, buyer, delivery } = order;
    const secret = [
      ...Object.values(planted).filter((text) => text !== planted.strangerId),
      ...[appSecret, sm4Key, 'planted-wrong-token', request.nonce, request.signature, request.data],
      ...[seller.name, seller.taxNo, ...Object.values(buyer).filter((text) => text !== 'enterprise')],
      ...['SO-PLANTED', order.clerk, order.remark, ...Object.values(delivery), 'planted-callback-path'],
      ...[order.amount, order.tax, order.total, '11.11', '4321', '259.27', invoiceNo, planted.strangerId],
    ];
    expect(secret.filter((text) => stderr.includes(text as string))).toEqual([]);
  });
});
