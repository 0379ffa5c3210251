// `healthz` and `readyz` speak of the bureau itself: nothing that a tenant does to its clients changes what they say.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Bureau } from '../../../simulator/bureau.ts';
import { effectKinds } from '../../../simulator/faults/effect-kinds.ts';
import { openFaultyTenant, openTestBureau } from '../faults/faulty-tenant.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await openTestBureau();
});
afterAll(() => bureau.close());

const control = async (method: string, path: string, body?: object) => {
  const response = await fetch(`${bureau.control.url}/control/v1/tenants${path}`, {
    method,
    headers: { authorization: `Bearer ${bureau.control.token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect([path, response.status < 300]).toEqual([path, true]);
};
const health = () =>
  Promise.all(
    ['/healthz', '/readyz'].map(async (path) => {
      const response = await fetch(`${bureau.control.url}${path}`);
      return [response.status, await response.text()];
    }),
  );
const well = [
  [200, 'ok'],
  [200, 'ready'],
];

const effects: [word: string, effect: object, match?: object][] = [
  ['returnCode', { returnCode: '3001' }],
  ['httpStatus', { httpStatus: 503 }],
  ['delayMs', { delayMs: 600_000 }],
  ['hold', { hold: true }],
  ['reset', { reset: 'before-answer' }],
  ['emptyReply', { emptyReply: true }],
  ['truncatedBody', { truncatedBody: true }],
  ['malformedChunk', { malformedChunk: true }],
  ['garbage', { garbage: true }],
  ['dribble', { dribble: { pieces: 10, everyMs: 60_000 } }],
  ['badSignature', { badSignature: true }],
  ['unsigned', { unsigned: true }],
  ['wrongNonce', { wrongNonce: true }],
  ['asynchronous', { asynchronous: true }, { interface: 'invoice.issue' }],
  ['wrongKey', { wrongKey: true }],
  ['staleAnswer', { staleAnswer: true }],
  ['notFoundYet', { notFoundYet: true }, { interface: 'invoice.query' }],
  ['quotaExhausted', { quotaExhausted: true }, { interface: 'invoice.issue' }],
  ['tellStatus', { tellStatus: 'failed' }, { interface: 'invoice.query' }],
  ['alteredCode', { alteredCode: '0000' }],
  ['strayRefusal', { strayRefusal: '1002' }],
  ['listenerClosed', { listenerClosed: true }],
  ['falseCertificate', { falseCertificate: 'foreign-root' }],
  ['callback', { callback: 'lost' }],
];

it('is tried against every effect there is', () => {
  expect(effects.map(([word]) => word).toSorted()).toEqual([...effectKinds.keys()].toSorted());
});

it.each(effects)('stays well under the fault %s at the main doors', async (_word, effect, match) => {
  await control('PUT', '/default/faults', [{ id: 'fault', effect, ...(match ? { match } : {}) }]);
  const visit = fetch(`${bureau.httpUrl}/invoice.query`, {
    method: 'POST',
    body: '{}',
    signal: AbortSignal.timeout(50),
  }).catch(() => null);
  expect(await health()).toEqual(well);
  await visit;
  expect(await health()).toEqual(well);
  await control('DELETE', '/default/faults');
});

it('stays well when clients are held, the clock stands, the tenant is reset and goes', async () => {
  const tenant = await openFaultyTenant(bureau, { scheme: 'http', rule: { effect: { hold: true } } });
  const { sight } = await tenant.begin();
  await expect.poll(tenant.clock, { timeout: 10_000 }).toMatchObject({ mode: 'frozen', inFlight: [{ state: 'held' }] });
  expect(await health()).toEqual(well);
  await control('POST', `/${tenant.id}/reset`);
  expect(await health()).toEqual(well);
  await control('DELETE', `/${tenant.id}`);
  expect([await health(), (await sight).text]).toEqual([well, '']);
});
