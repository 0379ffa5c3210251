// How `liandiao bureau` ends when it is told to: what is open comes to its end, the books are kept, and nobody waits without end.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import { ask, orderOf, type Ready, requestOf, steer } from './demonstration.ts';
import { startProcess } from './run-process.ts';

const patience = { timeout: 20_000 };
const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

const start = async (flags: readonly string[], cwd = mkdtempSync(join(tmpdir(), 'closing-'))) => {
  const ports = ['--port', '0', '--http-port', '0', '--control-port', '0'];
  const { child, ended } = startProcess(['bureau', '--data-dir', 'kept', ...ports, ...flags], { cwd });
  running.push(child);
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, ended, cwd, ready: JSON.parse(String(line)) as Ready };
};

/** An order that meets the fault; resolves once it is held. `answered`: its return code, or `broken`. */
const hold = async (ready: Ready, effect: object, phase = 'before') => {
  await steer(ready, 'PUT', '/faults', [{ id: 'late', phase, effect }]);
  const answered = ask(ready, 'invoice.issue', requestOf('invoice.issue', orderOf('SO-LATE'))).then(
    ({ returnCode }) => returnCode,
    () => 'broken',
  );
  const states = async () => (await steer(ready, 'GET', '/clock')).body['inFlight'];
  await expect.poll(states, patience).toMatchObject([{ state: 'held' }]);
  return { answered };
};

/** A request of which half the body is on its way; `finish` sends the rest and gives all that came back. */
const beginUpload = async ({ http }: Ready, request: object) => {
  const { hostname, port, pathname } = new URL(http);
  const body = JSON.stringify(request);
  const socket = connect({ host: hostname, port: Number(port) });
  const head = `POST ${pathname}/invoice.issue HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n`;
  socket.write(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body.slice(0, 100)}`);
  // 100 Continue: the bureau has begun to read.
  await once(socket, 'data');
  const finish = async () => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.write(body.slice(100));
    await once(socket, 'close');
    return text;
  };
  return { finish };
};

const isRefused = ({ http }: Ready): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(http).port) }, () => resolve(false));
    socket.on('error', () => resolve(true)).unref();
  });

const readiness = async ({ control }: Ready) => {
  const response = await fetch(`${control}/readyz`);
  return [response.status, await response.text()];
};

const booksOf = async (cwd: string) => {
  const { child, ended, ready } = await start([], cwd);
  const [ledger, journal, verified] = await Promise.all([
    steer(ready, 'GET', '/ledger'),
    steer(ready, 'GET', '/journal'),
    steer(ready, 'GET', '/journal:verify'),
  ]);
  child.kill('SIGTERM');
  await ended;
  const invoices = ledger.body['invoices'] as { readonly orderNo: string }[];
  const ends = (journal.body['entries'] as { readonly end: string }[]).map(({ end }) => end);
  return { orders: invoices.map(({ orderNo }) => orderNo), ends, intact: verified.body['ok'] };
};

describe('SIGTERM', () => {
  it('lets what has begun come to its end, not ready and closed to others meanwhile', async () => {
    const { child, ended, cwd, ready } = await start(['--grace-seconds', '600']);
    const upload = await beginUpload(ready, requestOf('invoice.issue', orderOf('SO-LATE')));
    child.kill('SIGTERM');
    await expect.poll(() => readiness(ready), patience).toEqual([503, 'closing']);
    expect([await isRefused(ready), (await fetch(`${ready.control}/healthz`)).status]).toEqual([true, 200]);
    expect((await fetch(`${ready.control}/metrics`)).status).toBe(200);
    expect((await steer(ready, 'POST', '/reset')).status).toBe(503);
    expect((await steer(ready, 'GET', '/ledger')).body['invoices']).toEqual([]);
    expect(await upload.finish()).toContain('"returnCode":"0000"');
    expect((await ended).code).toBe(0);
    expect(await booksOf(cwd)).toEqual({ orders: ['SO-LATE'], ends: ['answered'], intact: true });
  });

  it('lets a delayed answer come, and keeps the books', async () => {
    const { child, ended, cwd, ready } = await start(['--grace-seconds', '600']);
    const { answered } = await hold(ready, { delayMs: 1500 });
    child.kill('SIGTERM');
    expect(await answered).toBe('0000');
    expect((await ended).code).toBe(0);
    expect(await booksOf(cwd)).toEqual({ orders: ['SO-LATE'], ends: ['answered'], intact: true });
  });

  it.each([
    ['before', []],
    ['after-commit', ['SO-LATE']],
  ])('lets go at once who was held for ever (%s)', async (phase, orders) => {
    const { child, ended, cwd, ready } = await start(['--grace-seconds', '600']);
    const { answered } = await hold(ready, { hold: true }, phase);
    child.kill('SIGTERM');
    expect(await answered).toBe('broken');
    expect((await ended).code).toBe(0);
    expect(await booksOf(cwd)).toEqual({ orders, ends: ['held'], intact: true });
  });

  it.each([{ delayMs: 1000 }, { dribble: { pieces: 10, everyMs: 1000 } }])(
    'lets go at once who waits by a clock that stands still (%j)',
    async (effect) => {
      const { child, ended, ready } = await start(['--grace-seconds', '600']);
      await steer(ready, 'POST', '/clock', { mode: 'frozen' });
      const { answered } = await hold(ready, effect);
      child.kill('SIGTERM');
      expect([await answered, (await ended).code]).toEqual(['broken', 0]);
    },
  );

  it('waits no longer than the grace period', async () => {
    const { child, ended, cwd, ready } = await start(['--grace-seconds', '1']);
    const { answered } = await hold(ready, { delayMs: 600_000 }, 'after-commit');
    child.kill('SIGTERM');
    expect([await answered, (await ended).code]).toEqual(['broken', 0]);
    expect(await booksOf(cwd)).toEqual({ orders: ['SO-LATE'], ends: ['left'], intact: true });
  });

  it('does not wait for a body that never ends', async () => {
    const { child, ended, ready } = await start(['--grace-seconds', '1']);
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(ready.http).port) });
    socket.on('error', () => undefined);
    socket.write('POST /test/v1/invoice.issue HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{');
    await once(socket, 'connect');
    await readiness(ready);
    child.kill('SIGTERM');
    const { code, stderr } = await ended;
    expect([code, stderr.includes('failure of ours'), stderr.includes('cut off')]).toEqual([0, false, false]);
  });
});

it.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
] as const)('ends at once at a second %s', async (signal, code) => {
  const { child, ended, ready } = await start(['--grace-seconds', '600']);
  const { answered } = await hold(ready, { delayMs: 600_000 });
  child.kill('SIGTERM');
  await expect.poll(() => readiness(ready), patience).toEqual([503, 'closing']);
  child.kill(signal);
  expect([await answered, (await ended).code]).toEqual(['broken', code]);
});
