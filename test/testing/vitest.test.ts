// The fixture as others import it: a tenant for each test, tests side by side that do not meet, failures that explain themselves.
import { fileURLToPath } from 'node:url';
import { createTaxClient } from 'liandiao/client';
import { explainExchanges, type TestTenant } from 'liandiao/testing';
import { test } from 'liandiao/vitest';
import { describe, expect, it } from 'vitest';
import { runAsOthers } from './as-others/run-as-others.ts';
import { patientClock } from './patient-clock.ts';

const openClient = ({ baseUrl, ca, credentials }: TestTenant, changes = {}) =>
  createTaxClient({ baseUrl, ca, credentials, settings: { retryLadderMs: [1, 1, 1] }, ...changes });

describe.concurrent('a tenant for each test', () => {
  test.for(['one', 'another', 'a third'])('has books that are its own: %s', async (_which, { tenant }) => {
    expect(tenant.ledger().invoices).toEqual([]);
    const client = openClient(tenant);
    const issued = await client.issue(tenant.order('SO-1'));
    await client.close();
    expect(issued.returnCode).toBe('0000');
    expect(tenant.expectIssuedOnce('SO-1').invoiceNo).toBe(issued.invoice?.invoiceNo);
    expect(tenant.journal().map(({ appId, orderNo }) => [appId, orderNo])).toEqual([
      [tenant.credentials.appId, 'SO-1'],
    ]);
  });

  test('meets the faults of its own test', async ({ tenant }) => {
    tenant.faults.add({ when: { nth: [1] }, phase: 'after-commit', effect: { reset: 'before-answer' } });
    const client = openClient(tenant);
    await client.issue(tenant.order('SO-1'));
    await client.close();
    expect([tenant.faults.list()[0]?.hits, tenant.journal().map(({ end }) => end)]).toEqual([1, ['reset', 'answered']]);
    tenant.expectIssuedOnce('SO-1');
  });
});

describe('the options of a tenant', () => {
  const frozen = test.extend({
    tenantOptions: {
      clock: { frozen: '2026-11-30T23:59:50.000+08:00' },
      settings: { issue: 'asynchronous', issueDelayMs: 5000 },
      seller: { quota: '150.00' },
      application: { signType: 'SM2-SM3', encryptType: 'SM4-ECB' },
    },
  });

  frozen('set clock, settings, seller and keys', async ({ tenant }) => {
    const client = openClient(tenant, { clock: patientClock(tenant), settings: {} });
    const issued = await client.issue(tenant.order('SO-1'));
    await client.close();
    expect([tenant.credentials.signType, issued.invoice?.status]).toEqual(['SM2-SM3', 'issued']);
    expect(tenant.ledger().invoices).toMatchObject([{ issuedAt: '2026-11-30T23:59:55.000+08:00' }]);
    expect(tenant.ledger().quota).toMatchObject([{ total: '150.00', used: '100.00', available: '50.00' }]);
    await tenant.clock.advance(5000);
    expect(tenant.ledger().quota).toMatchObject([{ period: '2026-12', available: '150.00' }]);
  });

  test('are refused with place and remedy', async ({ tenant }) => {
    expect(() => tenant.faults.add({ effect: { badSignatur: true } })).toThrow(
      /\/0\/effect\/badSignatur .*"badSignature"/,
    );
    expect(() => tenant.faults.add({ effect: { listenerClosed: true } })).toThrow(/ownPort/);
    await expect(tenant.clock.advance(1000)).rejects.toThrow(/Freeze it first/);
    await expect(tenant.clock.advance(-1)).rejects.toThrow(/Give 0 or more/);
    await tenant.clock.freeze();
    const before = tenant.clock.now();
    await tenant.clock.advance(1000);
    expect(tenant.clock.now() - before).toBe(1000);
  });
});

describe('a failure', () => {
  test('can be asked for of any tenant', async ({ bureau }) => {
    await fetch(`${bureau.httpUrl}/quota.query`, { method: 'POST', body: '{"appId":"LD0000000001"}' });
    const demonstration = bureau.tenant('default');
    expect(demonstration && explainExchanges(demonstration)).toMatch(
      /quota\.query → 1002 \(answered\)\n +refused by gate 拒绝关口 .* \[E\]\n[\s\S]* mistake 错误 missing-member \[E\]/,
    );
  });

  it('says what the bureau saw: gate, expected, received, named mistake, remedy', async () => {
    const results = await runAsOthers(fileURLToPath(new URL('as-others', import.meta.url)));
    const failures = new Map(results.map(({ title, failureMessages }) => [title, failureMessages.join('\n')]));
    expect(failures.get('signs with another key')).toMatch(
      /OutcomeUnknown[\s\S]*SeenByBureau: What the bureau saw of tenant key[\s\S]*#1 .* invoice\.issue SO-1 → 2002 \(answered\)\n +refused by gate 拒绝关口 signature \[E-2\]\n +expected 应为: .*\n +received 实为: [0-9a-f]{64}\n +mistake 错误 signature-mismatch/,
    );
    expect(failures.get('asks for a rate that the code does not have')).toMatch(
      /→ 1001 \(answered\)[\s\S]*\/lines\/0\/rate \[P-8\]/,
    );
    expect(failures.get('meets a fault')).toMatch(
      /→ nothing said, while the books say 0000, invoice \d{20} \(connection broken 连接中断\)\n +fault 故障 "fault-1" after-commit: \{"reset":"before-answer"\}/,
    );
    expect(failures.get('sends nothing')).toMatch(/no request reached the bureau/);
    expect(failures.get('takes a new number')).toMatch(
      /NotIssuedOnce: the sale of SO-1 was issued again under another number[\s\S]*for SO-1, issued, total 106\.00\n.*for SO-1-again/,
    );
    expect(failures.get('takes a new number')).not.toContain('SeenByBureau');
    expect(failures.get('uses no tenant')).not.toContain('bureau');
    expect(failures.get('passes')).toBe('');
  });
});
