// Tests that fail, each in a way of its own: what is said of them is under test.
import { createTaxClient } from 'liandiao/client';
import type { TestTenant } from 'liandiao/testing';
import { test } from 'liandiao/vitest';
import { expect } from 'vitest';

const openClient = ({ baseUrl, ca, credentials }: TestTenant, appSecret = credentials.appSecret) =>
  createTaxClient({
    ...{ baseUrl, ca, credentials: { ...credentials, appSecret } },
    settings: { retryLadderMs: [1, 1, 1] },
  });

test.extend({ tenantOptions: { id: 'key' } })('signs with another key', async ({ tenant }) => {
  await openClient(tenant, 'the secret of somebody else').issue(tenant.order('SO-1'));
});

test('asks for a rate that the code does not have', async ({ tenant }) => {
  const lines = tenant.order('SO-1').lines.map((line) => ({ ...line, rate: '0.13', tax: '13.00' }));
  await openClient(tenant).issue(tenant.order('SO-1', { lines, tax: '13.00', total: '113.00' }));
});

test('meets a fault', async ({ tenant }) => {
  tenant.faults.add({ phase: 'after-commit', when: { nth: [1] }, effect: { reset: 'before-answer' } });
  await openClient(tenant).issue(tenant.order('SO-1'));
  expect(tenant.journal()).toEqual([]);
});

test('sends nothing', async ({ tenant }) => {
  tenant.expectIssuedOnce('SO-1');
});

test('takes a new number', async ({ tenant }) => {
  const client = openClient(tenant);
  for (const orderNo of ['SO-1', 'SO-1-again']) await client.issue(tenant.order(orderNo));
  tenant.expectIssuedOnce('SO-1');
});

test('uses no tenant', () => {
  expect(1).toBe(2);
});

test('passes', async ({ tenant }) => {
  await openClient(tenant).issue(tenant.order('SO-1'));
});
