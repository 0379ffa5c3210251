import { describe, expect, it } from 'vitest';
import { createSm2KeyPair } from '../../../protocol/sm2.ts';
import { type Counter, type CounterOptions, openCounter, type Request } from '../counter.ts';
import { application, order, seller } from '../operations/books.ts';

const spoilt = (change: Record<string, string>) => ({
  spoil: (message: Record<string, string>) => ({ ...message, ...change }),
});
const withSeller = (change: Partial<typeof seller>) => ({ sellers: [{ ...seller, ...change }] });
const withApplication = (change: Partial<typeof application>) => ({
  applications: [{ ...application, ...change }],
});

const decade = {
  announced: true,
  from: '2020-01-01T00:00:00.000+08:00',
  to: '2030-01-01T00:00:00.000+08:00',
};

type Case = readonly [sentence: string, gate: string, code: string, request: Request, world: CounterOptions];

/** In the order of E-6; whatever is wrong in one row is right in the rows before. */
const mistakes: readonly Case[] = [
  ['a repeated member', 'envelope', '1002', { body: '{"nonce":"a","nonce":"b"}' }, {}],
  ['a missing member', 'envelope', '1002', { spoil: ({ version: _version, ...rest }) => rest }, {}],
  ['an impossible day', 'envelope', '1002', { members: { timestamp: '20260230120000' } }, {}],
  ['another interface than the path', 'envelope', '1002', { members: { interface: 'invoice.query' } }, {}],
  ['another cipher than registered', 'registered-types', '1002', { members: { encryptType: 'SM4-ECB' } }, {}],
  ['another signature than registered', 'registered-types', '1002', { members: { signType: 'SM2-SM3' } }, {}],
  ['an unknown application', 'application', '2006', { members: { appId: 'LD9999999999' } }, {}],
  ["the other environment's credentials", 'application', '2006', { path: '/production/v1/invoice.issue' }, {}],
  ['a clock that is 301 s slow', 'timestamp', '2003', { skewMs: -301_000 }, {}],
  ['a clock that is 301 s fast', 'timestamp', '2003', { skewMs: 301_000 }, {}],
  ['a foreign secret', 'signature', '2002', { appSecret: 'another-secret-of-somebody' }, {}],
  ['a member changed on the way', 'signature', '2002', spoilt({ data: 'AAAA' }), {}],
  [
    'a signature in upper case',
    'signature',
    '2002',
    { spoil: (m) => ({ ...m, signature: m['signature']?.toUpperCase() ?? '' }) },
    {},
  ],
  ['an application that is not certified', 'standing', '2001', {}, withApplication({ certified: false })],
  ['an interface that is not approved', 'standing', '2001', {}, withApplication({ interfaces: ['invoice.query'] })],
  ['a suspended taxpayer', 'standing', '2001', {}, withSeller({ state: 'suspended' })],
  ['an identity that nobody confirmed', 'identity', '2007', {}, withSeller({ identityConfirmed: false })],
  ['a taxpayer blocked for risk', 'risk', '2008', {}, withSeller({ riskBlocked: true })],
  ['a bureau under maintenance', 'maintenance', '3003', {}, { settings: { maintenance: [decade] } }],
  ['more requests than the bureau bears', 'load', '3001', {}, { settings: { busyAbovePerSecond: 0 } }],
  ['data that is no base64', 'decryption', '2005', { members: { data: '*' } }, {}],
  ['base64 with a line break', 'decryption', '2005', { members: { data: `${'A'.repeat(43)}=\n` } }, {}],
  ['data of another key', 'decryption', '2005', { sm4Key: 'f'.repeat(32) }, {}],
  ['a payload that is no JSON', 'payload-form', '1002', { text: 'orderNo=SO-1' }, {}],
  ['a payload with a repeated member', 'payload-form', '1002', { text: '{"orderNo":"A","orderNo":"B"}' }, {}],
];

const verdicts = (counter: Counter): string[] =>
  (counter.lastEntry()?.gates ?? []).map(({ gate, verdict }) => `${gate} ${verdict}`);

describe('the gates', () => {
  it.each(mistakes)('refuse %s at the gate "%s" with %s', async (_sentence, gate, code, request, world) => {
    const counter = openCounter(world);
    const { returnCode, data, departure } = await counter.ask({ payload: order, ...request });
    expect([departure.httpStatus, returnCode, data]).toEqual([200, code, null]);
    expect(counter.lastEntry()?.gates.at(-1)).toMatchObject({ gate, verdict: 'refused', returnCode: code });
    expect(counter.invoices()).toEqual([]);
  });

  it('say for every gate that it let a lawful request pass, in the order of E-6', async () => {
    const counter = openCounter();
    await counter.ask({ payload: order });
    expect(verdicts(counter)).toEqual(
      [
        ...['size', 'path', 'envelope', 'registered-types', 'application', 'timestamp', 'signature', 'nonce'],
        ...['standing', 'identity', 'risk', 'decryption', 'payload-form'],
        ...['seller-and-type', 'order-look-up', 'payload-rules', 'limit', 'paper-stock', 'quota'],
      ].map((gate) => `${gate} passed`),
    );
  });

  it('answer the first mistake of many, one after the other as they are mended', async () => {
    const world = {
      applications: [{ ...application, certified: false as boolean }],
      sellers: [{ ...seller, identityConfirmed: false, riskBlocked: true }],
    };
    const counter = openCounter(world);
    const wrong: Request = { payload: { ...order, clerk: '' }, sm4Key: 'f'.repeat(32) };
    const old = { ...wrong, skewMs: -400_000, appSecret: 'another-secret-of-somebody' };
    const codes: (string | undefined)[] = [];
    const say = async (request: Request) => codes.push((await counter.ask(request)).returnCode);
    await say({ ...old, members: { version: '2.0', appId: 'LD9999999999' } });
    await say({ ...old, members: { appId: 'LD9999999999' } });
    await say(old);
    await say({ ...old, skewMs: 0 });
    await say(wrong);
    await counter.tenant.patch({ applications: [{ appId: application.appId, certified: true }] });
    await say(wrong);
    await counter.tenant.patch({ sellers: [{ taxNo: seller.taxNo, identityConfirmed: true }] });
    await say(wrong);
    await counter.tenant.patch({ sellers: [{ taxNo: seller.taxNo, riskBlocked: false }] });
    await say(wrong);
    await say({ payload: { ...order, clerk: '' } });
    await say({ payload: order });
    expect(codes).toEqual(['1002', '2006', '2003', '2002', '2001', '2007', '2008', '2005', '1001', '0000']);
  });

  const other = { ...seller, taxNo: '91440300MA5EW1BM6B', name: '第二家有限公司' };
  const both = withApplication({ sellers: [seller.taxNo, other.taxNo] });
  const ofOther = { ...order, orderNo: 'SO-2', seller: { name: other.name, taxNo: other.taxNo } };

  it.each([
    ['suspended', '2001', { state: 'suspended' as const }],
    ['not confirmed', '2007', { identityConfirmed: false }],
    ['blocked for risk', '2008', { riskBlocked: true }],
  ])('refuse of two sellers the one that is %s by %s, and let the other issue', async (_what, code, change) => {
    const counter = openCounter({ ...both, sellers: [{ ...seller, ...change }, other] });
    expect((await counter.ask({ payload: order })).returnCode).toBe(code);
    expect(counter.lastEntry()?.gates.at(-1)).toMatchObject({ gate: 'seller-and-type', verdict: 'refused' });
    expect((await counter.ask({ payload: ofOther })).returnCode).toBe('0000');
  });

  it.each([
    ['standing', '2001', { state: 'suspended' as const }],
    ['identity', '2007', { identityConfirmed: false }],
    ['risk', '2008', { riskBlocked: true }],
  ])('refuse at the gate "%s", before decryption, when it concerns every seller', async (gate, code, change) => {
    const counter = openCounter({
      ...both,
      sellers: [
        { ...seller, ...change },
        { ...other, ...change },
      ],
    });
    expect((await counter.ask({ payload: ofOther, sm4Key: 'f'.repeat(32) })).returnCode).toBe(code);
    expect(counter.lastEntry()?.gates.at(-1)).toMatchObject({ gate });
  });

  it('name every mistake of the envelope at once, and never the secret', async () => {
    const counter = openCounter();
    await counter.ask({ payload: order, members: { version: '2.0', nonce: 'short' } });
    const refusal = counter.lastEntry()?.gates.at(-1);
    expect(refusal?.message).toMatch(/version: expected .*nonce: expected /);
    await counter.ask({ payload: order, appSecret: 'another-secret-of-somebody' });
    expect(JSON.stringify(counter.journal())).not.toContain(application.appSecret);
    expect(JSON.stringify(counter.journal())).not.toContain(application.sm4Key);
  });

  it.each([
    ['a body over 4 MiB', { tooLarge: true }, 413],
    ['an unknown interface', { path: '/test/v1/invoice.isue' }, 404],
    ['an unknown environment', { path: '/staging/v1/invoice.issue' }, 404],
    ['another method', { method: 'GET' }, 404],
  ])('turn %s away with an HTTP status (T-4)', async (_sentence, request, status) => {
    const counter = openCounter();
    const { departure } = await counter.ask({ payload: order, ...request });
    expect([departure.httpStatus, departure.contentType]).toEqual([status, 'text/plain; charset=utf-8']);
    expect(counter.lastEntry()).toMatchObject({ end: 'answered', answer: { httpStatus: status, returnCode: null } });
  });

  it('verify SM2 by the bound certificate, and refuse a foreign key', async () => {
    const keys = createSm2KeyPair();
    const world = withApplication({ signType: 'SM2-SM3', publicKeyPem: keys.publicKeyPem });
    const counter = openCounter(world);
    const { privateKeyPem } = keys;
    expect(await counter.ask({ payload: order, privateKeyPem })).toMatchObject({ returnCode: '0000', signed: true });
    const foreign = createSm2KeyPair();
    const refused = await counter.ask({ payload: order, privateKeyPem: foreign.privateKeyPem });
    expect(refused).toMatchObject({ returnCode: '2002', signed: true });
  });
});
