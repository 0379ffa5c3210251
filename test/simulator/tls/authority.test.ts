// The bureau's own certificates: what they name, how they are kept, when they are made anew.
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer } from 'node:tls';
import { expect, it } from 'vitest';
import { openAuthority } from '../../../simulator/tls/authority.ts';

const now = Date.now();
const dayMs = 86_400_000;
const newFolder = (): string => mkdtempSync(join(tmpdir(), 'authority-'));

it.each(['localhost', '127.0.0.1', '::1'])('serves a client that trusts its root under %s', async (name) => {
  const { rootPem, leaf } = openAuthority({ dataDir: null, now });
  const server = createServer(leaf, (socket) => socket.end('welcome')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const socket = connect({
    host: '127.0.0.1',
    port,
    ca: rootPem,
    servername: 'localhost',
    checkServerIdentity: () => undefined,
  });
  await once(socket, 'secureConnect');
  expect(socket.authorized).toBe(true);
  const certificate = new X509Certificate(leaf.cert);
  expect(name === 'localhost' ? certificate.checkHost(name) : certificate.checkIP(name)).toBe(name);
  socket.destroy();
  server.close();
});

it('issues the leaf from a root that may sign certificates and nothing below them', () => {
  const { rootPem, leaf } = openAuthority({ dataDir: null, now });
  const [root, served] = [new X509Certificate(rootPem), new X509Certificate(leaf.cert)];
  expect([root.ca, served.ca]).toEqual([true, false]);
  expect(served.verify(root.publicKey) && served.checkIssued(root) && root.verify(root.publicKey)).toBe(true);
});

it('keeps root and leaf in its folder, keys for the owner only, and uses them again', () => {
  const dataDir = newFolder();
  const first = openAuthority({ dataDir, now });
  const files = readdirSync(join(dataDir, 'tls'));
  expect(files.sort()).toEqual(['leaf-key.pem', 'leaf.pem', 'root-key.pem', 'root.pem']);
  expect(files.map((file) => statSync(join(dataDir, 'tls', file)).mode & 0o077)).toEqual([0, 0, 0, 0]);
  const again = openAuthority({ dataDir, now });
  expect([again.rootPem, again.leaf]).toEqual([first.rootPem, first.leaf]);
});

it('renews the leaf under the same root before its end', () => {
  const dataDir = newFolder();
  const first = openAuthority({ dataDir, now });
  const later = openAuthority({ dataDir, now: now + 370 * dayMs });
  expect(later.rootPem).toBe(first.rootPem);
  expect(later.leaf.cert).not.toBe(first.leaf.cert);
  expect(new X509Certificate(later.leaf.cert).validToDate.getTime()).toBeGreaterThan(now + 700 * dayMs);
});

it('makes a new root before the end of the old one', () => {
  const dataDir = newFolder();
  const first = openAuthority({ dataDir, now });
  const later = openAuthority({ dataDir, now: now + 3640 * dayMs });
  expect(later.rootPem).not.toBe(first.rootPem);
  expect(new X509Certificate(later.leaf.cert).verify(new X509Certificate(later.rootPem).publicKey)).toBe(true);
});

it.each(['leaf.pem', 'leaf-key.pem'])('replaces a damaged %s and keeps the root', (file) => {
  const dataDir = newFolder();
  const { rootPem } = openAuthority({ dataDir, now });
  writeFileSync(join(dataDir, 'tls', file), 'not a PEM');
  const { rootPem: kept, leaf } = openAuthority({ dataDir, now });
  expect(kept).toBe(rootPem);
  expect(readFileSync(join(dataDir, 'tls', 'leaf.pem'), 'utf8')).toBe(leaf.cert);
});

it('names two roots differently', () => {
  const subjects = [1, 2].map(() => new X509Certificate(openAuthority({ dataDir: null, now }).rootPem).subject);
  expect(subjects[0]).not.toBe(subjects[1]);
});
