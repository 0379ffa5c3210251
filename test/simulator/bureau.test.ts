import { chmodSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Bureau, type BureauOptions, createBureau } from '../../simulator/bureau.ts';
import { readProfile } from '../../simulator/profiles/profile.ts';
import { readTenantRequest } from '../../simulator/register/read-register.ts';
import { judgeRegister } from '../../simulator/register/register.ts';
import type { TenantRequest } from '../../simulator/register/tenant-request.ts';
import { fault } from './counter.ts';
import { application, seller } from './operations/books.ts';
import { form } from './registration/application-form.ts';

const open: Bureau[] = [];
afterEach(async () => {
  for (const bureau of open.splice(0)) await bureau.close();
});
const start = async (options: BureauOptions = {}): Promise<Bureau> => {
  const bureau = await createBureau({ port: 0, httpPort: 0, controlPort: 0, ...options });
  open.push(bureau);
  return bureau;
};

const request = (id: string, changed: Partial<TenantRequest> = {}): TenantRequest => ({
  id,
  sellers: [seller],
  applications: [{ ...application, appId: `APP-${id}` }],
  ...changed,
});
const journalOf = (bureau: Bureau, id: string) =>
  bureau.tenant(id)?.readJournal({ after: 0, limit: 10 })['entries'] as readonly unknown[];
/** The main door of plain HTTP with another path. */
const at = (bureau: Bureau, path: string): string => new URL(path, bureau.httpUrl ?? '').href;
const post = (url: string, signal?: AbortSignal) =>
  fetch(url, { method: 'POST', body: '{}', ...(signal ? { signal } : {}) });

describe('a bureau', () => {
  it('is open on free ports with the demonstration tenant', async () => {
    const bureau = await start();
    expect([bureau.url, bureau.httpUrl]).toEqual([
      expect.stringMatching(/^https:\/\/localhost:\d+\/test\/v1$/),
      expect.stringMatching(/^http:\/\/localhost:\d+\/test\/v1$/),
    ]);
    expect(bureau.tenant('default')?.applicationIds()).toEqual(['LD0000000001']);
    expect(await (await post(`${bureau.httpUrl}/quota.query`)).json()).toMatchObject({ returnCode: '1002' });
  });

  it('closes for good while a fault of the demonstration tenant keeps its doors shut', async () => {
    const bureau = await start();
    bureau.tenant('default')?.faults.add([fault({ listenerClosed: true })]);
    await bureau.close();
    await expect(post(`${bureau.httpUrl}/quota.query`)).rejects.toThrow();
  });

  it('has a lawful demonstration tenant', () => {
    const file = new URL('../../simulator/demonstration/demonstration.yaml', import.meta.url);
    const reading = readTenantRequest(parse(readFileSync(file, 'utf8')));
    const [shown, sold] = reading.ok ? [reading.value.applications, reading.value.sellers] : [[], []];
    const settings = { issue: 'synchronous', issueDelayMs: 0, deliveryDelayMs: 0 } as const;
    const sellers = new Map(sold.map((one) => [one.taxNo, one]));
    const applications = new Map(shown.map((one) => [one.appId, one]));
    expect([reading.ok, judgeRegister({ settings, sellers, applications })]).toEqual([true, []]);
  });

  it('has a clock of its own for whoever names none', async () => {
    const bureau = await start({ clock: { frozen: '2026-11-23T10:00:00.000+08:00' } });
    await bureau.createTenant(request('usual'));
    await bureau.createTenant(request('later', { clock: { mode: 'frozen', now: '2027-01-01T00:00:00.000+08:00' } }));
    await bureau.createTenant(request('real', { clock: { mode: 'real' } }));
    const clocks = ['default', 'usual', 'later', 'real'].map((id) => bureau.tenant(id)?.clockView());
    expect(clocks).toMatchObject([
      { mode: 'frozen', now: '2026-11-23T10:00:00.000+08:00' },
      { mode: 'frozen', now: '2026-11-23T10:00:00.000+08:00' },
      { mode: 'frozen', now: '2027-01-01T00:00:00.000+08:00' },
      { mode: 'real' },
    ]);
    await expect(start({ clock: { frozen: 'noon' } })).rejects.toThrow(/cannot be frozen at "noon"/);
  });

  it('has a profile of its own for whoever names none, and others by name', async () => {
    const mine = { ...readProfile('standard'), name: 'mine', deliveryDelayMs: 7 };
    const bureau = await start({ profile: mine });
    const delays = [];
    for (const profile of [undefined, 'mine', 'lenient', 'standard']) {
      const made = await bureau.createTenant(request(`of-${profile}`, profile === undefined ? {} : { profile }));
      delays.push(made.ok && bureau.tenant(`of-${profile}`)?.register().settings.deliveryDelayMs);
    }
    expect(delays).toEqual([7, 7, 0, 60_000]);
    expect(bureau.tenant('default')?.register().settings.deliveryDelayMs).toBe(7);
  });

  it('leads a request at its main doors to the tenant of the path', async () => {
    const bureau = await start();
    await bureau.createTenant(request('shared'));
    expect((await post(at(bureau, '/t/shared/test/v1/quota.query'))).status).toBe(200);
    expect((await post(at(bureau, '/t/nobody/test/v1/quota.query'))).status).toBe(404);
    expect([journalOf(bureau, 'shared').length, journalOf(bureau, 'default').length]).toEqual([1, 0]);
  });

  it('lets nobody reach a tenant with doors of its own by the main doors (B-10)', async () => {
    const bureau = await start();
    await bureau.createTenant(request('apart', { ownPort: true }));
    expect((await post(at(bureau, '/t/apart/test/v1/quota.query'))).status).toBe(404);
    expect(journalOf(bureau, 'apart')).toEqual([]);
  });

  it('forgets a tenant that is removed, also while somebody is held and a delivery is due', async () => {
    const failures: unknown[] = [];
    const bureau = await start({ onFailure: (error) => failures.push(error) });
    await bureau.createTenant(request('gone'));
    const tenant = bureau.tenant('gone');
    tenant?.faults.replace([fault({ hold: true })]);
    const asked = post(at(bureau, '/t/gone/test/v1/quota.query'));
    await expect.poll(() => tenant?.clockView()['inFlight']).toMatchObject([{ state: 'held' }]);
    expect(await bureau.removeTenant('gone')).toBe(true);
    await expect(asked).rejects.toThrow();
    expect([bureau.tenant('gone'), await bureau.removeTenant('gone'), failures]).toEqual([null, false, []]);
  });

  it.each([
    ['an id that exists', request('default'), '/id'],
    ['an appId that is taken', request('new', { applications: [application] }), '/applications/0/appId'],
    ['an unknown profile', request('new', { profile: 'strict' }), '/profile'],
    [
      'a day that is none',
      request('new', { clock: { mode: 'frozen', now: '2026-02-30T00:00:00.000+08:00' } }),
      '/clock/now',
    ],
    ['a seller twice', request('new', { sellers: [seller, seller] }), '/sellers/1/taxNo'],
    [
      'an application twice',
      request('new', { applications: [0, 0].map(() => ({ ...application, appId: 'TWICE' })) }),
      '/applications/1/appId',
    ],
  ])('refuses a tenant with %s', async (_sentence, body, pointer) => {
    const bureau = await start();
    expect(await bureau.createTenant(body)).toMatchObject({ ok: false, problems: [{ pointer }] });
  });

  it('makes one tenant of two requests for the same id at once', async () => {
    const bureau = await start();
    const made = await Promise.all(
      [1, 2].map((n) =>
        bureau.createTenant(request('same', { ownPort: true, applications: [{ ...application, appId: `APP-${n}` }] })),
      ),
    );
    expect(made.map(({ ok }) => ok)).toEqual([true, false]);
  });

  it('leaves nothing open when a port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const free = await start();
    const freePort = Number(new URL(free.url).port);
    await free.close();
    await expect(start({ port: freePort, controlPort: port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await expect(start({ port: freePort, httpPort: port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect((await start({ port: freePort })).url).toContain(`:${freePort}/`);
    await new Promise((resolve) => other.close(resolve));
  });

  it.each(['0.0.0.0', '::'])('serves no plain HTTP on %s, which others reach (T-1)', async (host) => {
    await expect(start({ host })).rejects.toThrow(/loopback only/);
  });

  it('writes what is secret for its owner alone, also where a directory stands open', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'liandiao-bureau-'));
    chmodSync(dataDir, 0o777);
    writeFileSync(join(dataDir, 'default.sqlite'), '', { mode: 0o644 });
    const mask = process.umask(0);
    const bureau = await start({ dataDir });
    bureau.tenant('default')?.view();
    await fetch(`${bureau.control.url}/control/v1/registrations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bureau.control.token}` },
      body: JSON.stringify(form),
    });
    const kept = readdirSync(dataDir, { recursive: true, withFileTypes: true });
    process.umask(mask);
    const readable = kept.filter((entry) => {
      const mode = statSync(join(entry.parentPath, entry.name)).mode & 0o777;
      return mode !== (entry.isDirectory() ? 0o700 : 0o600);
    });
    expect(readable).toEqual([]);
    expect(kept.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['default.sqlite', 'default.sqlite-wal', 'registrations.json', 'default-key.pem']),
    );
  });

  it('keeps the books of the default tenant in its data directory', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'liandiao-bureau-'));
    const first = await start({ dataDir });
    await post(`${first.httpUrl}/quota.query`);
    await first.close();
    const second = await start({ dataDir });
    expect(journalOf(second, 'default')).toHaveLength(1);
  });
});
