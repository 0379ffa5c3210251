import { describe, expect, it } from 'vitest';
import { createSm2KeyPair } from '../../../protocol/sm2.ts';
import { fault, openCounter } from '../counter.ts';
import { application, order } from '../operations/books.ts';

const nonce = '0123456789abcdefABCDEF';
const isUnsigned = { encryptType: '', data: '', signType: '', signature: '' };

describe('an answer', () => {
  it('carries the members of E-7, signed and encrypted as registered', async () => {
    const { message, signed, data } = await openCounter().ask({ payload: order, nonce });
    expect(message).toEqual({
      requestId: expect.stringMatching(/^R[0-9a-f]{24}$/),
      requestNonce: nonce,
      interface: 'invoice.issue',
      timestamp: '20261123120000',
      returnCode: '0000',
      returnMessage: '成功',
      encryptType: 'SM4-CBC',
      data: expect.stringMatching(/^[0-9A-Za-z+/]+=*$/),
      signType: 'HMAC-SM3',
      signature: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect([signed, data?.['status']]).toEqual([true, 'issued']);
  });

  it('has the format of the request', async () => {
    const { format, signed, data } = await openCounter().ask({ payload: order, format: 'xml' });
    expect([format, signed, data?.['invoiceNo']]).toEqual(['xml', true, '26112000000000000001']);
  });

  it('in XML has U+FFFD for what came in JSON and XML cannot carry (T-5)', async () => {
    const counter = openCounter();
    await counter.ask({ payload: { ...order, buyer: { ...order.buyer, name: '购买方\ufffe公司' } } });
    const query = { interface: 'invoice.query', payload: { orderNo: 'SO-1' } };
    expect((await counter.ask({ ...query, format: 'xml' })).data).toMatchObject({ buyerName: '购买方\ufffd公司' });
    expect((await counter.ask(query)).data).toMatchObject({ buyerName: '购买方\ufffe公司' });
  });

  it('is encrypted by SM4-ECB for an application that asked for it', async () => {
    const counter = openCounter({ applications: [{ ...application, encryptType: 'SM4-ECB' }] });
    const { message, data } = await counter.ask({ payload: order });
    expect([message['encryptType'], data?.['status']]).toEqual(['SM4-ECB', 'issued']);
  });

  it("is signed with the bureau's SM2 key for an application with a certificate", async () => {
    const { privateKeyPem, publicKeyPem } = createSm2KeyPair();
    const counter = openCounter({ applications: [{ ...application, signType: 'SM2-SM3', publicKeyPem }] });
    const { message, signed } = await counter.ask({ payload: order, privateKeyPem });
    expect([message['signType'], signed]).toEqual(['SM2-SM3', true]);
  });

  it.each([
    ['a malformed envelope, the nonce readable', { members: { version: '2.0' } }, '1002', nonce],
    ['another type than registered', { members: { encryptType: 'SM4-ECB' } }, '1002', nonce],
    ['an unknown application', { members: { appId: 'LD9999999999' } }, '2006', nonce],
    ['the other environment', { path: '/production/v1/invoice.issue' }, '2006', nonce],
    ['no message at all', { body: 'hello' }, '1002', ''],
  ])('is unsigned and empty for %s (E-7)', async (_sentence, request, returnCode, requestNonce) => {
    const { message } = await openCounter().ask({ payload: order, nonce, ...request });
    expect(message).toMatchObject({ ...isUnsigned, returnCode, requestNonce });
  });

  it.each([
    ['2003', { skewMs: 400_000 }],
    ['2002', { appSecret: 'another-secret-of-somebody' }],
    ['2005', { sm4Key: 'f'.repeat(32) }],
    ['1001', { payload: { ...order, clerk: '' } }],
  ])('is signed for %s', async (returnCode, request) => {
    expect(await openCounter().ask({ payload: order, ...request })).toMatchObject({ returnCode, signed: true });
  });

  it('says when to come back only where section R does', async () => {
    const counter = openCounter();
    counter.setFaults(fault({ returnCode: '3001', retryAfterSeconds: 30 }, { when: { nth: [1] } }));
    const busy = await counter.ask({ payload: order });
    const done = await counter.ask({ payload: order });
    expect([busy.message['retryAfter'], Object.hasOwn(done.message, 'retryAfter')]).toEqual(['30', false]);
  });

  it('is the same byte for byte from the same seed, clock and requests', async () => {
    const { message } = openCounter().begin({ payload: order });
    const ask = async (seed: number) =>
      (await openCounter({ seed }).ask({ body: JSON.stringify(message) })).departure.body;
    expect(await ask(7)).toBe(await ask(7));
    expect(await ask(7)).not.toBe(await ask(8));
  });
});
