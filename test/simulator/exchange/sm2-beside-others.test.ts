// Signatures by SM2 are judged in threads of their own: nobody waits for them, and no gate is passed twice (E-6, B-1).
import { describe, expect, it } from 'vitest';
import { createSm2KeyPair } from '../../../protocol/sm2.ts';
import { fault, openCounter } from '../counter.ts';
import { application, order } from '../operations/books.ts';

const { privateKeyPem, publicKeyPem } = createSm2KeyPair();
const certified = { ...application, appId: 'LD0000000002', signType: 'SM2-SM3' as const, publicKeyPem };
const open = () => openCounter({ applications: [application, certified] });
const bySm2 = { as: certified, interface: 'quota.query', privateKeyPem };
const codesOf = (seen: readonly { readonly returnCode: string | undefined }[]) =>
  seen.map(({ returnCode }) => returnCode).sort();

describe('SM2 beside others', () => {
  it('lets exactly one of several requests with one nonce pass when they come at once', async () => {
    const counter = open();
    const nonce = '0123456789abcdefABCDEF';
    const seen = await Promise.all([1, 2, 3, 4].map(() => counter.ask({ ...bySm2, nonce })));
    expect(codesOf(seen)).toEqual(['0000', '2004', '2004', '2004']);
  });

  it('spends no nonce on a signature that does not hold, also when the genuine request comes at once', async () => {
    const counter = open();
    const nonce = '0123456789abcdefABCDEF';
    const foreign = { ...bySm2, nonce, privateKeyPem: createSm2KeyPair().privateKeyPem };
    const seen = await Promise.all([foreign, { ...bySm2, nonce }, foreign].map((request) => counter.ask(request)));
    expect(seen.map(({ returnCode }) => returnCode)).toEqual(['2002', '0000', '2002']);
  });

  it('issues an order once, however many requests for it come at once (B-1)', async () => {
    const counter = open();
    const issue = { ...bySm2, interface: 'invoice.issue', payload: order };
    const seen = await Promise.all([1, 2, 3, 4].map(() => counter.ask(issue)));
    expect(codesOf(seen)).toEqual(['0000', '4001', '4001', '4001']);
    expect(counter.invoices()).toHaveLength(1);
  });

  it('answers an HMAC request that came last before the many SM2 requests in front of it', async () => {
    const counter = open();
    const ended: string[] = [];
    const waiting = Array.from({ length: 100 }, () => counter.ask(bySm2).then(() => ended.push('SM2')));
    const last = counter.ask({ interface: 'quota.query' }).then(() => ended.push('HMAC'));
    await Promise.all([...waiting, last]);
    expect(ended.indexOf('HMAC')).toBeLessThan(50);
  });

  it('is processed at the instant its delay ends, also when the clock goes far beyond (D-4)', async () => {
    const counter = open();
    counter.setFaults(fault({ delayMs: 45_000 }));
    const { arrived } = counter.begin({ ...bySm2, interface: 'invoice.issue', payload: order });
    await counter.tenant.moveClock({ advanceMs: 3_600_000 });
    (await arrived).finished(true);
    expect(counter.invoices()).toMatchObject([{ issuedAt: '2026-11-23T12:00:45.000+08:00' }]);
  });
});
