import { describe, expect, it } from 'vitest';
import { createSm2KeyPair } from '../../../protocol/sm2.ts';
import { patchRegister, readTenantPatch, readTenantRequest } from '../../../simulator/register/read-register.ts';
import { judgeRegister, type Register } from '../../../simulator/register/register.ts';
import { application, seller } from '../operations/books.ts';

const request = { sellers: [seller], applications: [application] };
const register: Register = {
  settings: { issue: 'synchronous', issueDelayMs: 5000, deliveryDelayMs: 60_000 },
  sellers: new Map([[seller.taxNo, seller]]),
  applications: new Map([[application.appId, application]]),
};
const withApplication = (change: object): Register => ({
  ...register,
  applications: new Map([[application.appId, { ...application, ...change }]]),
});
const gistOf = (problems: readonly { readonly pointer: string; readonly detail: string }[]) =>
  problems.map(({ pointer, detail }) => `${pointer} ${detail}`);

describe('the register', () => {
  it('takes sellers and applications as the control port brings them', () => {
    expect(readTenantRequest(request)).toEqual({ ok: true, value: request });
  });

  it.each([
    ['no sellers', { ...request, sellers: [] }, '/sellers'],
    ['an unknown member', { ...request, sellars: [] }, '/sellars'],
    ['a quota that is a number', { ...request, sellers: [{ ...seller, quota: 1000 }] }, '/sellers/0/quota'],
    [
      'a limit of an unknown type',
      { ...request, sellers: [{ ...seller, limits: { '83': '1.00' } }] },
      '/sellers/0/limits/83',
    ],
    ['an unknown type', { ...request, sellers: [{ ...seller, types: ['83'] }] }, '/sellers/0/types/0'],
    [
      'a short secret',
      { ...request, applications: [{ ...application, appSecret: 'short' }] },
      '/applications/0/appSecret',
    ],
    [
      'a key that is no hex',
      { ...request, applications: [{ ...application, sm4Key: 'x'.repeat(32) }] },
      '/applications/0/sm4Key',
    ],
    [
      'an unknown environment',
      { ...request, applications: [{ ...application, environment: 'staging' }] },
      '/applications/0/environment',
    ],
    ['an unknown mode of the clock', { ...request, clock: { mode: 'fast' } }, '/clock/mode'],
    ['a negative delay', { ...request, settings: { deliveryDelayMs: -1 } }, '/settings/deliveryDelayMs'],
  ])('refuses %s and points at it', (_sentence, body, pointer) => {
    const reading = readTenantRequest(body);
    expect(reading.ok ? [] : reading.problems.map((problem) => problem.pointer)).toEqual([pointer]);
  });

  it('names the known words where another was used', () => {
    const reading = readTenantRequest({ ...request, clock: { mode: 'fast' } });
    expect(reading.ok ? [] : reading.problems).toMatchObject([
      { remedy: expect.stringContaining('["real","frozen"]') },
    ]);
  });

  it.each([
    [
      'a tax number of a wrong form',
      {
        ...register,
        sellers: new Map([
          ['1', { ...seller, taxNo: '1' }],
          [seller.taxNo, seller],
        ]),
      },
      '/sellers/0/taxNo is no tax number (P-2)',
    ],
    [
      'a seller nobody registered',
      withApplication({ sellers: ['91440300MA5EW1BM6B'] }),
      '/applications/0/sellers names 91440300MA5EW1BM6B, which is no seller here',
    ],
    [
      'SM2 without a certificate',
      withApplication({ signType: 'SM2-SM3' }),
      '/applications/0/publicKeyPem is missing (E-3)',
    ],
    [
      'a certificate that is none',
      withApplication({ publicKeyPem: 'hello' }),
      '/applications/0/publicKeyPem is no SM2 public key (E-3)',
    ],
  ])('does not take %s', (_sentence, wrong, gist) => {
    expect(gistOf(judgeRegister(wrong))).toEqual([gist]);
  });

  it('takes the public key of a certificate', () => {
    const { publicKeyPem } = createSm2KeyPair();
    expect(judgeRegister(withApplication({ signType: 'SM2-SM3', publicKeyPem }))).toEqual([]);
  });
});

const patch = (body: unknown) => {
  const reading = readTenantPatch(body);
  return reading.ok ? patchRegister(register, reading.value) : reading;
};

describe('a patch of the register', () => {
  it('changes what it names and keeps the rest', () => {
    const patched = patch({
      settings: { issue: 'asynchronous' },
      sellers: [{ taxNo: seller.taxNo, riskBlocked: true }],
    });
    expect(patched).toMatchObject({
      ok: true,
      value: {
        settings: { issue: 'asynchronous', issueDelayMs: 5000 },
        sellers: new Map([[seller.taxNo, { ...seller, riskBlocked: true }]]),
        applications: register.applications,
      },
    });
  });

  it('is taken whole or not at all', () => {
    const patched = patch({
      sellers: [{ taxNo: seller.taxNo, riskBlocked: true }],
      applications: [{ appId: application.appId, sellers: ['91440300MA5EW1BM6B'] }],
    });
    expect([patched.ok, register.sellers.get(seller.taxNo)?.riskBlocked]).toEqual([false, undefined]);
  });

  it('points at what is wrong in it', () => {
    const patched = patch({ sellers: [{ taxNo: seller.taxNo }, { taxNo: '91440300MA5EW1BM6B', name: '新' }] });
    const pointers = patched.ok ? [] : patched.problems.map(({ pointer }) => pointer);
    expect(new Set(pointers)).toEqual(new Set(['/sellers/1']));
  });
});
