// The way of an application through the control port of a bureau, from the form to an invoice in production.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { createBureau } from '../../../simulator/bureau.ts';
import { certificate, form, issuer, signed } from '../registration/application-form.ts';

type Answer = {
  readonly id: string;
  readonly state: string;
  readonly credentials: { readonly environment: string; readonly appId: string; readonly appSecret: string };
};

const opened: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const bureau of opened.splice(0)) await bureau.close();
});

const open = async (dataDir: string | null = null) => {
  const bureau = await createBureau({
    ...{ port: 0, httpPort: null, controlPort: 0, dataDir },
    certificateIssuers: [issuer.publicKeyPem],
  });
  opened.push(bureau);
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${bureau.control.url}/control/v1/registrations${path}`, {
      method,
      headers: { authorization: `Bearer ${bureau.control.token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return {
      status: response.status,
      location: response.headers.get('location'),
      body: (await response.json()) as Answer,
    };
  };
  return { bureau, call };
};

it('leads from the form to production, step by step', async () => {
  const { bureau, call } = await open();
  const applied = await call('POST', '', form);
  expect([applied.status, applied.location]).toEqual([201, `/control/v1/registrations/${applied.body.id}`]);
  const at = `/${applied.body.id}`;
  const states: Partial<Answer>[] = [];
  for (const [act, body] of [
    ['approve', undefined],
    ['certify', { certificate: signed(certificate) }],
    ['request-cutover', {}],
    ['cutover', undefined],
  ] as const)
    states.push((await call('POST', `${at}/${act}`, body)).body);
  expect(states.map((said) => [said.state, said.credentials?.environment])).toEqual([
    ['testing', 'test'],
    ['certified', undefined],
    ['cutover-requested', undefined],
    ['production', 'production'],
  ]);
  const given = states[3]?.credentials;
  expect(bureau.tenant('default')?.applicationIds()).toContain(given?.appId);
  expect(JSON.stringify((await call('GET', '')).body)).not.toContain(given?.appSecret);
});

it('says why an act is refused', async () => {
  const { call } = await open();
  const { body } = await call('POST', '', form);
  const refused = await call('POST', `/${body.id}/cutover`);
  expect(refused).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('is applied'), remedy: 'Possible now: approve, reject.' },
  });
  expect((await call('POST', `/${body.id}/cut-over`)).status).toBe(404);
  expect((await call('GET', '/REG-0')).status).toBe(404);
  expect(await call('POST', '', { ...form, types: [] })).toMatchObject({ status: 400, body: { pointer: '/types' } });
});

it('knows the applications again when the bureau is opened anew', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'office-'));
  const first = await open(dataDir);
  const { body } = await first.call('POST', '', form);
  const approved = await first.call('POST', `/${body.id}/approve`);
  await first.bureau.close();
  const second = await open(dataDir);
  const tenant = second.bureau.tenant('default');
  expect(tenant?.applicationIds()).toContain(approved.body.credentials.appId);
  expect((await second.call('GET', `/${body.id}`)).body.state).toBe('testing');
});
