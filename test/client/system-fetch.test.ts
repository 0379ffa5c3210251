// The default road: what proves that nothing was sent, and what does not (C-11, C-18).
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createRawServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../client/audit.ts';
import { createTaxClient } from '../../client/tax-client.ts';
import { credentials } from './fake-bureau.ts';
import { createTestClock } from './test-clock.ts';

const open: Server[] = [];
afterEach(() => Promise.all(open.splice(0).map((server) => new Promise((resolve) => server.close(resolve)))));

const listen = async (server: Server): Promise<number> => {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

/** The errors of a quota question: four attempts, all in vain. */
const errorsAt = async (baseUrl: string): Promise<(string | null)[]> => {
  const audit: AuditEntry[] = [];
  const client = createTaxClient({
    baseUrl,
    credentials,
    clock: createTestClock(),
    audit: (entry) => audit.push(entry),
  });
  await client.quota().catch(() => undefined);
  await client.close();
  return audit.map(({ error }) => error);
};

describe('the road to the bureau', () => {
  it('proves a refused connection', async () => {
    const port = await listen(createRawServer());
    await new Promise((resolve) => open.splice(0)[0]?.close(resolve));
    expect(await errorsAt(`http://127.0.0.1:${port}/test/v1`)).toEqual(Array(4).fill(expect.stringContaining('C-11')));
  });

  it('proves a TLS handshake that was cut off', async () => {
    const port = await listen(createRawServer((socket) => socket.destroy()));
    expect(await errorsAt(`https://127.0.0.1:${port}/test/v1`)).toEqual(Array(4).fill(expect.stringContaining('C-11')));
  });

  it('does not prove anything when the connection breaks after it stood', async () => {
    const port = await listen(createRawServer((socket) => socket.once('data', () => socket.destroy())));
    expect(await errorsAt(`http://127.0.0.1:${port}/test/v1`)).toEqual(Array(4).fill(expect.stringContaining('C-8')));
  });

  it('takes a redirect for the road in between, and does not follow it', async () => {
    const server = createServer((_request, response) => response.writeHead(307, { location: '/elsewhere' }).end());
    const port = await listen(server);
    expect((await errorsAt(`http://127.0.0.1:${port}/test/v1`))[0]).toContain('HTTP status 307');
  });
});
