// `/metrics` of a bureau in operation: what it counts goes on counting, whatever becomes of tenants and listeners.
import { afterEach, expect, it } from 'vitest';
import type { Bureau } from '../../../simulator/bureau.ts';
import { openFaultyTenant, openTestBureau } from '../faults/faulty-tenant.ts';
import { samplesOf } from '../metrics/samples.ts';

const running: Bureau[] = [];
afterEach(async () => {
  for (const bureau of running.splice(0)) await bureau.close();
});
const open = async () => {
  const bureau = await openTestBureau();
  running.push(bureau);
  const scrape = () => fetch(`${bureau.control.url}/metrics`);
  const samples = async (metric: string) => samplesOf(await (await scrape()).text(), metric);
  return { bureau, scrape, samples };
};
const patience = { timeout: 10_000 };
const issued = 'bureau_requests_total{interface="invoice.issue",returnCode="0000"}';

it('speaks the text format of Prometheus', async () => {
  const response = await (await open()).scrape();
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
  ]);
});

it('counts on when a tenant is reset or gone', async () => {
  const { bureau, samples } = await open();
  const rule = { effect: { httpStatus: 503 }, when: { nth: [2] } };
  const tenant = await openFaultyTenant(bureau, { scheme: 'http', rule });
  await tenant.issue('SO-1');
  await tenant.issue('SO-2');
  expect(await samples('bureau_tenants')).toEqual({ bureau_tenants: 2 });
  bureau.reset();
  await bureau.removeTenant(tenant.id);
  await expect.poll(() => samples('bureau_tenants'), patience).toEqual({ bureau_tenants: 1 });
  expect(await samples('bureau_requests_total')).toEqual({
    [issued]: 1,
    'bureau_requests_total{interface="invoice.issue",returnCode="http_503"}': 1,
  });
});

it('counts a closed listener, and those who ask for a tenant that is not there', async () => {
  const { bureau, samples } = await open();
  await openFaultyTenant(bureau, { scheme: 'http', rule: { effect: { listenerClosed: true } } });
  await fetch(new URL('/t/nobody/test/v1/invoice.issue', bureau.httpUrl ?? ''), { method: 'POST', body: '{}' });
  expect(await samples('bureau_faults_total')).toEqual({ 'bureau_faults_total{effect="listenerClosed"}': 1 });
  await expect
    .poll(() => samples('bureau_requests_total'), patience)
    .toEqual({ 'bureau_requests_total{interface="unknown",returnCode="http_404"}': 1 });
});
