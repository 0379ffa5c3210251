// What a client sees of the fault falseCertificate: a handshake that a careful one breaks off, and what befalls the others.
import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Bureau } from '../../../simulator/bureau.ts';
import { openFaultyTenant, openTestBureau } from './faulty-tenant.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await openTestBureau();
});
afterAll(() => bureau.close());

const window = { from: '2026-11-23T10:00:10.000+08:00', to: '2026-11-23T10:00:20.000+08:00' };

it.each([
  ['foreign-root', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ['foreign-host', 'ERR_TLS_CERT_ALTNAME_INVALID'],
])('shows %s inside the window only', async (falseCertificate, end) => {
  const rule = { effect: { falseCertificate }, when: { window } };
  const tenant = await openFaultyTenant(bureau, { scheme: 'https', rule });
  expect((await tenant.issue()).returnCode).toBe('0000');
  await tenant.advance(10_000);
  expect(await tenant.issue()).toMatchObject({ text: '', end });
  await tenant.advance(10_000);
  expect((await tenant.issue()).returnCode).toBe('4001');
  expect(await tenant.hits()).toBe(1);
});

it('shows it to the first connections alone, where the rule counts', async () => {
  const rule = { effect: { falseCertificate: 'foreign-root' }, when: { times: 2 } };
  const tenant = await openFaultyTenant(bureau, { scheme: 'https', rule });
  const ends = [(await tenant.issue()).end, (await tenant.issue()).end, (await tenant.issue()).end];
  expect(ends).toEqual(['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'end']);
});

it('serves who trusts anybody, and the journal says by which fault', async () => {
  const rule = { effect: { falseCertificate: 'foreign-host' } };
  const tenant = await openFaultyTenant(bureau, { scheme: 'https', rule, trusts: 'anybody' });
  expect((await tenant.issue()).returnCode).toBe('0000');
  expect((await tenant.lastEntry()).fault).toEqual({ id: 'fault', phase: 'before', effect: rule.effect });
});

it('resumes no session that was agreed on under the other certificate', async () => {
  const rule = { effect: { falseCertificate: 'foreign-root' }, when: { window } };
  const { target, advance } = await openFaultyTenant(bureau, { scheme: 'https', rule });
  const greet = (session?: Buffer): TLSSocket => {
    const options = { host: '127.0.0.1', port: target.port, servername: 'localhost', rejectUnauthorized: false };
    return connect({ ...options, ...(session ? { session } : {}) }).on('data', () => undefined);
  };
  const isResumed = async (session: Buffer): Promise<boolean> => {
    const socket = greet(session);
    await once(socket, 'secureConnect');
    const resumed = socket.isSessionReused();
    socket.destroy();
    return resumed;
  };
  const first = greet();
  const [session] = (await once(first, 'session')) as [Buffer];
  first.destroy();
  const before = await isResumed(session);
  await advance(10_000);
  expect([before, await isResumed(session)]).toEqual([true, false]);
});

it('means nothing over plain HTTP', async () => {
  const rule = { effect: { falseCertificate: 'foreign-root' } };
  const tenant = await openFaultyTenant(bureau, { scheme: 'http', rule });
  expect((await tenant.issue()).returnCode).toBe('0000');
});
