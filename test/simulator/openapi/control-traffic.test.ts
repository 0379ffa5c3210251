// The control port's document against real traffic: every route with every status, and nothing undocumented.
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Bureau, createBureau } from '../../../simulator/bureau.ts';
import { effectKinds } from '../../../simulator/faults/effect-kinds.ts';
import { eventForms } from '../../../simulator/openapi/control/journal.ts';
import { controlDocument } from '../../../simulator/openapi/control-document.ts';
import { writeProtocolDocument } from '../../../simulator/openapi/protocol-document.ts';
import { issuer } from '../registration/application-form.ts';
import { openBusiness } from './business.ts';
import { type ControlCall, createControlCaller } from './control-caller.ts';
import { effectExamples } from './effect-examples.ts';
import { application, applications, buyer, sellers } from './parties.ts';
import {
  readEverything,
  steerBooks,
  steerCertificates,
  steerFaults,
  steerRegistrations,
  steerTenants,
  steerTime,
} from './steering.ts';
import { createTaxpayer } from './taxpayer.ts';
import { createWitness, type OpenapiDocument, type Place } from './witness.ts';

const base = '/control/v1';
const at = `${base}/tenants/traffic`;
/** JSON as a reader of the document has it. */
const witness = createWitness(JSON.parse(JSON.stringify(controlDocument)) as OpenapiDocument);
let bureau: Bureau;
let call: ControlCall;

/** Answered, and not refused. */
const get: ControlCall = async (...asked) => {
  const answered = await call(...asked);
  const [key] = asked;
  expect([key, answered.status < 300 ? '' : answered.text]).toEqual([key, '']);
  return answered;
};

const tenant = {
  ...{ id: 'traffic', ownPort: true, seed: 7, profile: 'standard', sellers, applications },
  settings: { issue: 'synchronous', issueDelayMs: 5000, deliveryDelayMs: 60_000 },
  clock: { mode: 'frozen', now: '2026-11-23T12:00:00.000+08:00' },
};
const spare = { id: 'spare', sellers: [sellers[0]], applications: [{ ...application, appId: 'APP-SPARE' }] };

beforeAll(async () => {
  bureau = await createBureau({
    ...{ port: 0, httpPort: 0, controlPort: 0 },
    certificateIssuers: [issuer.publicKeyPem],
  });
  call = createControlCaller(witness, bureau.control);
});

afterAll(() => bureau.close());

/** All business of a tenant, so that its books, journal and events have something of everything. */
const doBusiness = async (): Promise<{ invoiceNo: string; refused: number }> => {
  const { value } = await call(`POST ${base}/tenants`, tenant);
  const http = String((value['baseUrls'] as { http: string }).http).replace('localhost', '127.0.0.1');
  const document = writeProtocolDocument({ https: http, http }) as unknown as OpenapiDocument;
  const now = () => bureau.tenant('traffic')?.clock.now() ?? 0;
  const protocol = { witness: createWitness(document), schemas: document.components.schemas, base: http };
  const taxpayer = createTaxpayer({ ...protocol, application, now });
  const control = (method: string, path: string, body?: unknown) => get(`${method} ${at}${path}`, body);
  const callbackUrl = `${bureau.control.url}/nowhere`;
  const invoiceNo = await openBusiness({ taxpayer, format: 'json', buyer, callbackUrl, control }).run();
  await taxpayer.ask('quota.query', {}, { appSecret: 'another-secret-of-somebody' });
  await call(`POST ${at}/clock`, { advanceMs: 200_000 });
  return { invoiceNo, refused: bureau.tenant('traffic')?.measure().journal.exchanges.entries ?? 0 };
};

it('is steered as it is documented', async () => {
  const about = await doBusiness();
  await readEverything(get, about);
  await steerTime(get);
  await steerFaults(get);
  await steerBooks(get, about.invoiceNo);
  await steerTenants(get, spare);
  await steerCertificates(get, publicKeyOf('prime256v1'));
  await steerRegistrations(call);
  expect(witness.complaints.splice(0)).toEqual([]);
  expect(Object.keys(effectExamples).sort()).toEqual([...effectKinds.keys()].sort());
});

const publicKeyOf = (namedCurve: string): string =>
  String(generateKeyPairSync('ec', { namedCurve }).publicKey.export({ type: 'spki', format: 'pem' }));

it('streams events as it is documented', async () => {
  const authorization = `Bearer ${bureau.control.token}`;
  const left = new AbortController();
  const stream = await fetch(`${bureau.control.url}${base}/events?after=0`, {
    headers: { authorization },
    signal: left.signal,
  });
  const seen = new Set<string>();
  let text = '';
  for await (const bytes of stream.body ?? []) {
    text += new TextDecoder().decode(bytes);
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks.filter((one) => one.startsWith('event:'))) {
      const [, name = '', data = ''] = /^event: (\S+)\ndata: (.*)$/m.exec(block) ?? [];
      const form = (eventForms as Record<string, object>)[name];
      expect([name, witness.judgeBy(form ?? { not: {} })(JSON.parse(data))]).toEqual([name, []]);
      seen.add(name);
    }
    if (seen.size + 1 >= Object.keys(eventForms).length) break;
  }
  left.abort();
  witness.seen.add(`streamEvents ${stream.status}`);
  expect(stream.headers.get('content-type')).toContain('text/event-stream');
  // No fault has held anybody here.
  expect(Object.keys(eventForms).filter((name) => !seen.has(name))).toEqual(['exchange-held']);
});

/** A path of this operation: of the tenant, or of another one. */
const pathOf = ({ path }: Place, id: string): string =>
  path
    .replace('{id}', id)
    .replace('{name}', 'none')
    .replace('{seq}', '999999')
    .replace('{invoiceNo}', '99000000000000000000')
    .replace('{file}', 'none')
    .replace(/\{\w+\}/g, 'x');

const promising = (status: number): Place[] =>
  witness.places.filter(({ operation }) => operation.responses[String(status)] !== undefined);
const keyOf = (place: Place, id = 'traffic') => `${place.method} ${pathOf(place, id)}` as const;

it('refuses as it is documented', async () => {
  const authorization = `Bearer ${bureau.control.token}`;
  for (const place of promising(401)) await call(keyOf(place), undefined, {});
  for (const place of promising(403)) await call(keyOf(place), undefined, { authorization, host: 'evil.example' });
  for (const place of promising(404))
    await call(keyOf(place, 'nobody'), place.operation.requestBody ? '{}' : undefined);
  for (const place of promising(413)) await call(keyOf(place), ' '.repeat(1024 * 1024 + 1));
  for (const place of promising(400).filter(({ operation }) => operation.requestBody)) await call(keyOf(place), '{');
  for (const query of [
    'journal?limit=0',
    'record?limit=0',
    'journal/changes?after=x',
    'journal:export?plain=maybe',
    'ledger?x=y',
    'callbacks?limit=x',
  ])
    await call(`GET ${at}/${query}`);
  await call(`DELETE ${at}/record?limit=0`);
  await call(`GET ${base}/events?after=x`);
  await call(`PUT ${at}/snapshots/no%20name`);
  await call(`GET ${base}/openapi/assets/none`);
  await call(`DELETE ${base}/tenants/default`);
  await call(`GET ${base}/openapi/protocol.json`);
  expect(witness.complaints.splice(0)).toEqual([]);
});

/** Somebody whose answer a fault delays, so that the bureau cannot close at once. */
const keepOpen = async (): Promise<AbortController> => {
  const { value } = await call(`POST ${base}/tenants`, spare);
  await call(`PUT ${base}/tenants/spare/faults`, [{ id: 'slow', effect: { delayMs: 600_000 } }]);
  const { http } = value['baseUrls'] as { readonly http: string };
  const waiting = new AbortController();
  fetch(`${http}/quota.query`, { method: 'POST', body: '{}', signal: waiting.signal }).catch(() => undefined);
  for (let held: unknown[] = []; held.length === 0; )
    held = (await call(`GET ${base}/tenants/spare/clock`)).value['inFlight'] as unknown[];
  return waiting;
};

it('closes as it is documented', async () => {
  const waiting = await keepOpen();
  const closed = bureau.close({ patienceMs: 60_000 });
  for (const place of promising(503)) await call(keyOf(place));
  waiting.abort();
  await closed;
  expect(witness.complaints.splice(0)).toEqual([]);
});

it('documents no status that nobody meets', () => {
  expect(witness.unseen()).toEqual([]);
});
