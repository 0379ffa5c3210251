// The default road: what proves that nothing was sent, and what does not (C-11, C-18).
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createRawServer, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import { createServer as createTlsServer, type PeerCertificate, type TLSSocket } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { createMemoryAuditLog } from '../../client/audit/audit-log.ts';
import { createSystemFetch } from '../../client/system-fetch.ts';
import { createTaxClient } from '../../client/tax-client.ts';
import { openAuthority } from '../../simulator/tls/authority.ts';
import { credentials } from './fake-bureau.ts';
import { createTestClock } from './test-clock.ts';

const open: Server[] = [];
afterEach(() => Promise.all(open.splice(0).map((server) => new Promise((resolve) => server.close(resolve)))));

const listen = async (server: Server, host = '127.0.0.1'): Promise<number> => {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return (server.address() as AddressInfo).port;
};

/** The errors of a quota question: four attempts, all in vain. */
const errorsAt = async (baseUrl: string): Promise<(string | null)[]> => {
  const audit = createMemoryAuditLog();
  const client = createTaxClient({
    baseUrl,
    credentials,
    clock: createTestClock(),
    audit,
  });
  await client.quota().catch(() => undefined);
  await client.close();
  return (await audit.read()).map(({ error }) => error);
};

/** A machine may have no IPv6. */
const loopbacks = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .filter(({ internal, address }) => internal && ['127.0.0.1', '::1'].includes(address))
  .map(({ address }) => address);

describe('the road to the bureau', () => {
  it('proves a refused connection', async () => {
    const port = await listen(createRawServer());
    await new Promise((resolve) => open.splice(0)[0]?.close(resolve));
    expect(await errorsAt(`http://127.0.0.1:${port}/test/v1`)).toEqual(Array(4).fill(expect.stringContaining('C-11')));
  });

  it('proves a refused connection at each address of localhost', async () => {
    const port = await listen(createRawServer());
    await new Promise((resolve) => open.splice(0)[0]?.close(resolve));
    expect(await errorsAt(`http://localhost:${port}/test/v1`)).toEqual(Array(4).fill(expect.stringContaining('C-11')));
  });

  it.each(loopbacks)('finds on localhost what listens at %s alone', async (host) => {
    const port = await listen(
      createServer((_request, response) => response.writeHead(418).end()),
      host,
    );
    expect((await errorsAt(`http://localhost:${port}/test/v1`))[0]).toContain('HTTP status 418');
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

  it('shows its certificate to a bureau that asks for one, and none where it has none', async () => {
    const { leaf, rootPem } = openAuthority({ dataDir: null, now: Date.now() });
    const shown: (PeerCertificate | null)[] = [];
    const answer = (socket: TLSSocket): void => {
      const certificate = socket.getPeerCertificate();
      shown.push(Object.keys(certificate).length === 0 ? null : certificate);
      socket.resume().end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
    };
    const options = { ...leaf, requestCert: true, rejectUnauthorized: false };
    const port = await listen(createTlsServer(options, answer));
    for (const clientTls of [{ certPem: leaf.cert, keyPem: leaf.key }, null]) {
      const road = createSystemFetch({ ca: rootPem, clientTls });
      await road.fetch(`https://localhost:${port}`, {
        method: 'POST',
        headers: {},
        body: '',
        redirect: 'manual',
        signal: new AbortController().signal,
      });
      await road.close();
    }
    expect(shown).toEqual([expect.objectContaining({ subject: expect.anything() }), null]);
  });

  it.each(['before it is made', 'while it waits'])('breaks a request off when it is given up %s', async (when) => {
    const giveUp = new AbortController();
    const begun = Promise.withResolvers<void>();
    const port = await listen(
      createRawServer((socket) => socket.on('error', () => undefined).once('data', begun.resolve)),
    );
    if (when === 'before it is made') giveUp.abort();
    const road = createSystemFetch();
    const answer = road.fetch(`http://127.0.0.1:${port}`, {
      ...{ method: 'POST', headers: {}, body: '{}', redirect: 'manual' },
      signal: giveUp.signal,
    });
    const broken = expect(answer).rejects.toThrow('socket hang up');
    await Promise.race([begun.promise, broken]);
    giveUp.abort();
    await broken;
    road.close();
  });

  it('trusts the root of each client, though the one before had another', async () => {
    const [ours, theirs] = [1, 2].map(() => openAuthority({ dataDir: null, now: Date.now() }));
    const answer = (socket: TLSSocket): void =>
      void socket.resume().end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
    const port = await listen(createTlsServer({ ...ours?.leaf }, answer));
    const ask = async (ca: string | null): Promise<string> => {
      const request = { method: 'POST', headers: {}, body: '', redirect: 'manual' } as const;
      const { fetch, close } = createSystemFetch({ ca });
      const told = await fetch(`https://localhost:${port}`, { ...request, signal: new AbortController().signal }).then(
        ({ status }) => String(status),
        (error: NodeJS.ErrnoException) => error.code ?? '',
      );
      close();
      return told;
    };
    const roots = [ours?.rootPem, theirs?.rootPem, ours?.rootPem, null];
    const told: string[] = [];
    for (const root of roots) told.push(await ask(root ?? null));
    expect(told.map((one) => one === '200')).toEqual([true, false, true, false]);
  });
});
